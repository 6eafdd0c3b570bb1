import type { JsonValue } from '../text/json.js';

/**
 * An organization, as the organization file describes it, checked: IDs are unique and valid, every attached policy is
 * in `policies`, and OUs are nested at most five levels deep.
 */
export interface Organization {
  readonly id: string;
  /** When `collect` read it, UTC, ISO 8601. */
  readonly collectedAt?: string;
  readonly managementAccountId: string;
  /** Types enabled on the root, e.g. `CHATBOT_POLICY`. */
  readonly enabledPolicyTypes: readonly string[];
  readonly root: OrganizationalUnit;
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
  readonly channels: readonly ChatChannel[];
  /** Slack workspaces that an account has authorized. */
  readonly workspaces?: readonly WorkspaceName[];
  /** Microsoft Teams teams that an account has configured. */
  readonly teams?: readonly TeamName[];
  readonly customActions?: readonly CustomAction[];
  /** The aliases of a configuration, which take precedence over the names that AWS has. */
  readonly chatNames?: ChatNames;
  readonly missing: readonly MissingPart[];
  /**
   * True if service control policies are enabled and the file attaches none. AWS requires one on every target, so the
   * file is incomplete.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
   */
  readonly lacksServiceControlPolicies?: boolean;
}

/** The root, an OU or an account: a target that a policy can be attached to. */
export interface AttachmentTarget {
  readonly id: string;
  readonly name: string;
  /** The IDs of the policies attached here, of all types, in attachment order. */
  readonly policies: readonly string[];
  /** False if AWS's attachment order is not known. Default: true. */
  readonly attachmentOrderKnown?: boolean;
}

/** The root or an OU. */
export interface OrganizationalUnit extends AttachmentTarget {
  readonly accounts: readonly Account[];
  readonly organizationalUnits: readonly OrganizationalUnit[];
}

/** An account of an organization. */
export interface Account extends AttachmentTarget {
  /** AWS's word, such as `SUSPENDED`; absent: active. */
  readonly status?: string;
  /** The account requires user roles in all its channels (account preference `UserAuthorizationRequired`). */
  readonly userRoleRequired?: boolean;
}

/** A policy of an organization. */
export interface OrganizationPolicy {
  readonly id: string;
  readonly name: string;
  /** As the Organizations API names it. Policies of types that this package does not govern are kept and ignored. */
  readonly type: string;
  readonly awsManaged: boolean;
  readonly content: JsonValue;
  /** Absent if the file does not contain it. */
  readonly description?: string;
  /** Absent if the file does not contain them. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A chat configuration: a Slack channel, a Teams channel or a Chime webhook linked to an account. */
export interface ChatChannel {
  readonly accountId: string;
  readonly platform: 'slack' | 'microsoft_teams' | 'chime';
  /** The configuration's name, the last part of its ARN. */
  readonly name: string;
  readonly workspaceId?: string;
  readonly workspaceName?: string;
  readonly tenantId?: string;
  readonly teamId?: string;
  readonly teamName?: string;
  readonly channelId?: string;
  readonly channelName?: string;
  readonly channelType?: 'public' | 'private';
  /** Members must choose a role of their own; also where the account requires it in all channels. */
  readonly userRoleRequired: boolean;
  readonly guardrailPolicyArns: readonly string[];
  readonly roleArn?: string;
  /** `ERROR`, `INFO` or `NONE`. */
  readonly loggingLevel?: string;
  /** `ENABLED` or `DISABLED`. */
  readonly state?: string;
  readonly stateReason?: string;
  /** The plan changes chat policies, so AWS checks the chat configuration again. Not in files. */
  readonly stateMayChange?: true;
  /** The members who have chosen a role; absent where that is not known. */
  readonly users?: readonly {
    /** Empty where Teams does not give the ID. */
    readonly userId: string;
    readonly roleArn?: string;
  }[];
}

/** A member of a channel who has chosen an IAM role. */
export type ChatUser = NonNullable<ChatChannel['users']>[number];

/** The names of workspaces, tenants and teams, by ID in lower case: AWS writes the keys of effective policies so. */
export type ChatNames = ReadonlyMap<string, string>;

/** A Slack workspace. */
export interface WorkspaceName {
  readonly id: string;
  readonly name?: string;
}

/** A Microsoft Teams team. */
export interface TeamName {
  readonly tenantId: string;
  readonly id: string;
  readonly name?: string;
}

/** A command that an account has saved for its channels. */
export interface CustomAction {
  readonly accountId: string;
  /** The last part of its ARN. */
  readonly name: string;
  /** How it is called in chat: `run ALIAS`. */
  readonly alias?: string;
  /** The command, in which `$name` is a variable; absent where it is not known. */
  readonly command?: string;
}

/** A part of the organization that could not be read. Answers that depend on it are unknown. */
export interface MissingPart {
  /**
   * What is missing, and what `id` identifies:
   * - `policy`: the document of a policy; ID of the policy
   * - `attachments`: the attached policies; ID of the target
   * - `accounts`, `organizationalUnits`: those directly below; ID of the OU or root
   * - `policies`: the list of policies; their type
   * - `tags`: the tags of a policy; ID of the policy
   * - `channels`: the chat configurations; ID of the account
   * - `place`: the path of a target that a policy is attached to; its ID
   *
   * Readers must expect other values.
   */
  readonly what: string;
  readonly id: string;
  readonly reason: string;
}

/** Returns the path from the root to an account, including the account; undefined for an unknown account. */
export function pathTo(
  organization: Organization,
  accountId: string,
): readonly AttachmentTarget[] | undefined {
  for (const { account, units } of accountsOf(organization)) {
    if (account.id === accountId) return [...units, account];
  }
  return undefined;
}

/** Yields every OU as its path from the root, in the order of the tree: an OU, then those below it; the root first. */
export function* unitPaths({ root }: Organization): Generator<readonly OrganizationalUnit[]> {
  function* walk(
    above: readonly OrganizationalUnit[],
    unit: OrganizationalUnit,
  ): Generator<readonly OrganizationalUnit[]> {
    const path = [...above, unit];
    yield path;
    for (const child of unit.organizationalUnits) yield* walk(path, child);
  }
  yield* walk([], root);
}

/**
 * Yields every account with its OUs from the root down, in the order of the tree: the accounts of an OU, then its
 * OUs.
 */
export function* accountsOf(
  organization: Organization,
): Generator<{ readonly account: Account; readonly units: readonly OrganizationalUnit[] }> {
  for (const units of unitPaths(organization)) {
    for (const account of units.at(-1)?.accounts ?? []) yield { account, units };
  }
}

/** Yields the root, every OU and every account, in the order of the tree. */
export function* targetsOf(organization: Organization): Generator<OrganizationalUnit | Account> {
  for (const path of unitPaths(organization)) {
    const unit = path.at(-1) ?? organization.root;
    yield unit;
    yield* unit.accounts;
  }
}

/** Returns a tree with every OU and account changed. */
export function mapTargets(
  unit: OrganizationalUnit,
  change: <T extends AttachmentTarget>(target: T) => T,
): OrganizationalUnit {
  return {
    ...change(unit),
    accounts: unit.accounts.map(change),
    organizationalUnits: unit.organizationalUnits.map((child) => mapTargets(child, change)),
  };
}

/** Returns the policies of one type attached to a target, in attachment order. */
export function attachedPolicies(
  organization: Organization,
  target: AttachmentTarget,
  type: string,
): readonly OrganizationPolicy[] {
  const found: OrganizationPolicy[] = [];
  for (const id of target.policies) {
    const policy = organization.policies.get(id);
    if (policy?.type === type) found.push(policy);
  }
  return found;
}

/** Returns a function that computes a value of an organization once and keeps it as long as the organization. */
export function cachePerOrganization<T>(
  make: (organization: Organization) => T,
): (organization: Organization) => T {
  const made = new WeakMap<Organization, { readonly value: T }>();
  return (organization) => {
    const known = made.get(organization) ?? { value: make(organization) };
    made.set(organization, known);
    return known.value;
  };
}

/** An account with its OUs from the root down. Accounts of one OU share the list. */
export interface AccountLocation {
  readonly account: Account;
  readonly units: readonly OrganizationalUnit[];
}

/** Returns the location of every account by its ID, in the order of the tree. */
export const accountLocations = cachePerOrganization((organization): ReadonlyMap<string, AccountLocation> => {
  const locations = new Map<string, AccountLocation>();
  for (const units of unitPaths(organization)) {
    for (const account of units.at(-1)?.accounts ?? []) locations.set(account.id, { account, units });
  }
  return locations;
});

/** Returns a function that names a policy or target by its ID: `name (ID)`, or the ID alone if it has no other name. */
export const namesIn = cachePerOrganization((organization): ((id: string) => string) => {
  const named = [...organization.policies.values(), ...targetsOf(organization)];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id) ?? '';
    return name === '' || name === id ? id : `${name} (${id})`;
  };
});
