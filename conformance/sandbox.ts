import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribeEffectivePolicyCommand,
  DescribeOrganizationCommand,
  DetachPolicyCommand,
  EffectivePolicyNotFoundException,
  ListParentsCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  OrganizationsClient,
  PolicyNotAttachedException,
  PolicyNotFoundException,
  type PolicySummary,
  paginateListAccounts,
  paginateListPolicies,
  paginateListPoliciesForTarget,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import { clientDefaults } from '../modules/inventory/live/client-defaults.js';
import { failureOf } from '../modules/inventory/live/failure-of.js';
import type { JsonValue } from '../modules/policy/text/json.js';

/** The organization in which chat policies are tried. */
export interface SandboxOptions {
  readonly organizationId: string;
  /** Every account of the organization. */
  readonly accounts: readonly string[];
  /** The account whose effective policy is read. */
  readonly account: string;
  /** Milliseconds after a change before the effective policy counts. */
  readonly settle: number;
  /** Milliseconds after that in which it may still become what is expected. */
  readonly wait: number;
}

/** Why nothing is tried. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly help?: string,
  ) {
    super(message);
  }
}

/** What the names of the kit's policies begin with. */
const namePrefix = 'chat-guardrails-conformance-';
/** The tag of the kit's policies; its value is the organization. Only policies with it are deleted. */
const ownTag = 'chat-guardrails:conformance';
const Type = 'CHATBOT_POLICY';

/** A sandbox organization that was checked. */
export interface Sandbox {
  /** From the root to the account. */
  readonly path: readonly string[];
  /** What was removed of earlier runs, and what was not. */
  readonly notes: readonly string[];
  /** Returns the ID of the policy. Throws where AWS refuses it. */
  readonly create: (content: string) => Promise<string>;
  readonly attach: (policy: string, target: string) => Promise<void>;
  /** The effective policy of the account, `{}` where it has none. */
  readonly effective: () => Promise<JsonValue>;
  /** Detaches and deletes a policy. */
  readonly remove: (policy: string) => Promise<void>;
  /** Removes every policy of the kit, those of an earlier run too. Returns what was removed, and what was left. */
  readonly removeAll: () => Promise<{
    readonly removed: readonly string[];
    readonly left: readonly string[];
  }>;
  readonly close: () => void;
}

interface Sleeper {
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Milliseconds between two calls: AWS allows about one change a second. */
const pause = 250;
const maxTries = 10;
const maxPause = 20_000;

/** Connects to an organization. Nothing is checked and nothing changes until it is used. */
function connectSandbox({ organizationId, account }: SandboxOptions, { sleep }: Sleeper) {
  const region = process.env['AWS_REGION'] ?? 'us-east-1';
  const client = new OrganizationsClient({ ...clientDefaults(30_000), region });
  const patiently = async <T>(operation: string, send: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      await sleep(pause);
      try {
        return await send();
      } catch (error) {
        const { kind } = failureOf(error, operation);
        if ((kind !== 'throttled' && kind !== 'transient') || tries === maxTries) throw error;
        await sleep(Math.min(maxPause, 500 * 2 ** tries));
      }
    }
  };
  const policies = policyCalls({ client, organizationId, patiently });
  return {
    ...policies,
    organization: () =>
      patiently('DescribeOrganization', async () => {
        const { Organization } = await client.send(new DescribeOrganizationCommand({}));
        return Organization?.Id ?? '';
      }),
    accounts: () =>
      patiently('ListAccounts', () =>
        all(paginateListAccounts({ client }, {}), ({ Accounts = [] }) => Accounts.map(({ Id = '' }) => Id)),
      ),
    isEnabled: () =>
      patiently('ListRoots', async () => {
        const { Roots = [] } = await client.send(new ListRootsCommand({}));
        return Roots.some(({ PolicyTypes = [] }) =>
          PolicyTypes.some((one) => one.Type === Type && one.Status === 'ENABLED'),
        );
      }),
    parentOf: (ChildId: string) =>
      patiently('ListParents', async () => {
        const { Parents = [] } = await client.send(new ListParentsCommand({ ChildId }));
        return Parents[0]?.Id;
      }),
    effective: () =>
      patiently('DescribeEffectivePolicy', async (): Promise<JsonValue> => {
        try {
          const input = { PolicyType: Type, TargetId: account } as const;
          const { EffectivePolicy } = await client.send(new DescribeEffectivePolicyCommand(input));
          return JSON.parse(EffectivePolicy?.PolicyContent ?? '{}');
        } catch (error) {
          if (error instanceof EffectivePolicyNotFoundException) return {};
          throw error;
        }
      }),
    close: () => client.destroy(),
  };
}

interface Caller {
  readonly client: OrganizationsClient;
  readonly organizationId: string;
  readonly patiently: <T>(operation: string, send: () => Promise<T>) => Promise<T>;
}

function policyCalls({ client, organizationId, patiently }: Caller) {
  let created = 0;
  const run = Date.now().toString(36);
  const detach = (PolicyId: string, TargetId: string) =>
    patiently('DetachPolicy', () =>
      client.send(new DetachPolicyCommand({ PolicyId, TargetId })).catch(ignore(PolicyNotAttachedException)),
    );
  const remove = async (PolicyId: string): Promise<void> => {
    const targets = await patiently('ListTargetsForPolicy', () =>
      all(paginateListTargetsForPolicy({ client }, { PolicyId }), ({ Targets = [] }) =>
        Targets.map(({ TargetId = '' }) => TargetId),
      ),
    );
    for (const target of targets) await detach(PolicyId, target);
    await patiently('DeletePolicy', () =>
      client.send(new DeletePolicyCommand({ PolicyId })).catch(ignore(PolicyNotFoundException)),
    );
  };
  const isOurs = (ResourceId: string) =>
    patiently('ListTagsForResource', async () => {
      const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceId }));
      return Tags.some(({ Key, Value }) => Key === ownTag && Value === organizationId);
    });
  return {
    remove,
    create: (Content: string) =>
      patiently('CreatePolicy', async () => {
        const Tags = [{ Key: ownTag, Value: organizationId }];
        const Name = `${namePrefix}${run}-${++created}`;
        const Description = 'A test of cdktf-chat-guardrails; can be deleted';
        const { Policy } = await client.send(
          new CreatePolicyCommand({ Name, Description, Type, Content, Tags }),
        );
        return Policy?.PolicySummary?.Id ?? '';
      }),
    attach: (PolicyId: string, TargetId: string) =>
      patiently('AttachPolicy', async () => {
        await client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
      }),
    attached: (TargetId: string): Promise<readonly PolicySummary[]> =>
      patiently('ListPoliciesForTarget', () =>
        all(
          paginateListPoliciesForTarget({ client }, { TargetId, Filter: Type }),
          ({ Policies = [] }) => Policies,
        ),
      ),
    removeAll: async () => {
      const policies = await patiently('ListPolicies', () =>
        all(paginateListPolicies({ client }, { Filter: Type }), (page) => page.Policies ?? []),
      );
      const [removed, left]: [string[], string[]] = [[], []];
      for (const { Id = '', Name = '' } of policies) {
        if (!Name.startsWith(namePrefix)) continue;
        if (!(await isOurs(Id))) left.push(Id);
        else {
          await remove(Id);
          removed.push(Id);
        }
      }
      return { removed, left };
    },
  };
}

function ignore(expected: new (...given: never[]) => Error) {
  return (error: unknown): void => {
    if (!(error instanceof expected)) throw error;
  };
}

async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[],
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...itemsOf(page));
  return items;
}

/**
 * Opens a sandbox. Refuses an organization with another ID or with accounts that are not listed, one without chat
 * policies, and an account that other chat policies apply to. Removes what an earlier run left.
 */
export async function openSandbox(options: SandboxOptions, sleeper: Sleeper): Promise<Sandbox> {
  const { isEnabled, parentOf, accounts, attached, organization, ...calls } = connectSandbox(
    options,
    sleeper,
  );
  const { organizationId, account } = options;
  try {
    const id = await organization();
    if (id !== organizationId) {
      throw new Refused(
        `the credentials are those of ${id}, not of ${organizationId}`,
        'use those of the sandbox',
      );
    }
    const unlisted = (await accounts()).filter((one) => !options.accounts.includes(one));
    if (unlisted.length > 0) {
      const help = 'use an organization of which every account is a sandbox, and list all of them';
      throw new Refused(`${organizationId} has accounts that are not listed: ${unlisted.join(', ')}`, help);
    }
    if (!(await isEnabled())) {
      throw new Refused('chat policies are not enabled', `enable the policy type ${Type} on the root`);
    }
    const path: string[] = [];
    for (
      let at: string | undefined = account;
      at !== undefined;
      at = at.startsWith('r-') ? undefined : await parentOf(at)
    ) {
      path.unshift(at);
    }
    const { removed, left } = await calls.removeAll();
    for (const target of path) {
      const [other] = await attached(target);
      if (other !== undefined) {
        throw new Refused(
          `the chat policy ${other.Id} is attached to ${target}`,
          'detach it, or name another account',
        );
      }
    }
    const notes = [
      ...removed.map((policy) => `removed ${policy}, which an earlier run left`),
      ...left.map((policy) => `left ${policy}: it has a name like the kit's and not its tag \`${ownTag}\``),
    ];
    return { ...calls, path, notes };
  } catch (error) {
    calls.close();
    throw error;
  }
}
