import { channelTypes, chatPlatforms, roleSettings } from '../../policy/chat-words.js';
import type { ChannelType, ChatPlatform, RoleSetting } from '../../policy/intent.js';
import {
  type AttachmentTarget,
  accountsOf,
  attachedPolicies,
  type Organization,
} from '../../policy/organization/organization.js';
import { equivalentAccounts } from '../impact/equivalent-accounts.js';
import { accountFacts } from './account-facts.js';
import type { Ask as AskGates } from './answer-command.js';
import { type ChatNames, chatNamesIn } from './chat-names.js';
import { configurationClasses, dependsOnRole } from './configuration-classes.js';
import { type DeciderOptions, decider } from './decide.js';
import { type Decision, neverAsked } from './decision.js';
import type { ChatOrigin, DecisionRequest } from './decision-request.js';
import { partitionOf } from './request-context.js';

/** From where in chat an action can be run. */
export interface ChatAccess {
  readonly platform: ChatPlatform;
  /** Slack: workspace IDs; `*` for all that `exceptWorkspaces` does not list. */
  readonly workspaces?: readonly string[];
  readonly exceptWorkspaces?: readonly string[];
  /**
   * Microsoft Teams: `TENANT/TEAM`, `TENANT/*` for the other teams of a tenant, a team after an asterisk and a slash
   * for that team of the other tenants, `*` for all others; except those of `exceptTeams`.
   */
  readonly teams?: readonly string[];
  readonly exceptTeams?: readonly string[];
  /** Slack. */
  readonly channelTypes?: readonly ChannelType[];
  readonly roles: readonly RoleSetting[];
  /** Names of chat configurations, and patterns of policies; `*` for all that `exceptConfigurations` does not list. */
  readonly configurations: readonly string[];
  readonly exceptConfigurations?: readonly string[];
  readonly decision: 'allowed' | 'unknown';
  /** Gates that were not evaluated, and kinds of policies that never are. */
  readonly notEvaluated: readonly string[];
  /** What an unknown depends on. */
  readonly reasons?: readonly string[];
}

/** The same for accounts in which it is alike. */
export interface AccessGroup extends ChatAccess {
  readonly accounts: readonly string[];
}

/** An action, and where it is asked about. */
export interface AccessQuestion extends Pick<DecisionRequest, 'action' | 'resource' | 'region' | 'context'> {
  /** Default: all. */
  readonly accounts?: readonly string[];
  /** Default: all. */
  readonly platforms?: readonly ChatPlatform[];
}

/** What `whoCan` can be given besides an organization. */
export interface AccessOptions extends DeciderOptions {
  /** Decides a request by asking the gates; default: asks them about the action of the request. */
  readonly decideWith?: (request: DecisionRequest, ask: AskGates) => Decision;
}

const notEvaluated: readonly string[] = ['guardrail-policy', 'role-policy', ...neverAsked];

/**
 * From where an action can be run in which accounts: groups that are allowed or unknown, in the order of the accounts.
 * Empty where no one can run it. Names that neither a policy nor a channel has are asked about together, as `*`.
 */
export function whoCan(
  organization: Organization,
  question: AccessQuestion,
  options: AccessOptions = {},
): readonly AccessGroup[] {
  return accessAnswerer(organization, options)(question);
}

/** Returns `whoCan` for many questions about one organization. */
export function accessAnswerer(
  organization: Organization,
  options: AccessOptions = {},
): (question: AccessQuestion) => readonly AccessGroup[] {
  const finder = accessFinder(organization, options);
  const classes = new Map(equivalentAccounts(organization, organization));
  const alone = new Set(
    dependsOnRole(organization) ? organization.channels.map(({ accountId }) => accountId) : [],
  );
  return ({ accounts, platforms = chatPlatforms, ...request }) => {
    const find = finder(request);
    const asked = accounts && new Set(accounts);
    const answers = new Map<string, readonly ChatAccess[]>();
    const groups = new Map<string, { readonly access: ChatAccess; readonly accounts: string[] }>();
    for (const { account } of accountsOf(organization)) {
      if (asked?.has(account.id) === false) continue;
      const isAlone = alone.has(account.id) || account.status !== undefined;
      const like = isAlone ? account.id : `like ${classes.get(account.id)?.accountId}`;
      const answer = answers.get(like) ?? platforms.flatMap((platform) => find(account.id, platform));
      answers.set(like, answer);
      for (const access of answer) {
        const key = JSON.stringify(access);
        const group = groups.get(key) ?? { access, accounts: [] };
        group.accounts.push(account.id);
        groups.set(key, group);
      }
    }
    return [...groups.values()].map(({ access, accounts: ids }) => ({ accounts: ids, ...access }));
  };
}

/** Asks a gate about a chat session of one account and platform. */
type Ask = (from: ChatOrigin) => Decision;

/** A request without its origin. */
type Run = Omit<DecisionRequest, 'accountId' | 'from'>;

/**
 * A function that finds the access from one platform to one account, for a request. Chat policies decide over places,
 * service control policies over chat configurations, both over the role setting, so each is asked about separately.
 */
function accessFinder(
  organization: Organization,
  { decideWith = (one, ask) => ask(one), ...options }: AccessOptions,
): (request: Run) => (accountId: string, platform: ChatPlatform) => readonly ChatAccess[] {
  const facts = accountFacts(organization);
  const findPlaces = placeFinder(organization);
  const classesOf = configurationClasses(organization);
  const decided: (decision: Decision | undefined) => Decision = (decision) => {
    if (decision === undefined) throw new Error('the account is not in the organization');
    return decision;
  };
  const decidePlace = decider(organization, {
    ...options,
    gates: ['account', 'chat-policy', 'chat-service'],
  });
  const decideSession = decider(organization, { ...options, gates: ['service-control-policy'] });
  return (request) => (accountId, platform) => {
    const path = facts.pathTo(accountId) ?? [];
    const names = findPlaces(path);
    const configurations = classesOf({ accountId, platform, partition: partitionOf(request, facts) }, path);
    const labels = configurations.flatMap((each) => each.labels);
    const askWith =
      (decide: typeof decidePlace, role: RoleSetting): Ask =>
      (from) =>
        decideWith({ ...request, accountId, from: { platform, role, ...from } }, (one) =>
          decided(decide(one)),
        );
    const access = roleSettings.flatMap((role) => {
      const places = placesOf(platform, names, askWith(decidePlace, role));
      const ask = askWith(decideSession, role);
      const sessions = byOutcome(configurations, (configuration) => ask({ configuration }));
      return places.flatMap((place) =>
        sessions.map((session): ChatAccess => {
          const reasons = [...new Set([...place.reasons, ...session.reasons])];
          const { listed, except } = listOf(session.names, labels);
          return {
            platform,
            ...place.where,
            roles: [role],
            configurations: listed,
            ...(except && { exceptConfigurations: except }),
            decision: reasons.length > 0 ? 'unknown' : 'allowed',
            notEvaluated,
            ...(reasons.length > 0 ? { reasons } : {}),
          };
        }),
      );
    });
    return withRolesTogether(access);
  };
}

/**
 * Returns a function that finds the workspaces and teams that the chat policies on a path name. They treat all others
 * alike, so the names of channels are not needed.
 */
function placeFinder(
  organization: Organization,
): (path: readonly AttachmentTarget[]) => Pick<ChatNames, 'workspaces' | 'teams'> {
  const known = new Map<string, ChatNames>();
  return (path) => {
    const policies = path.flatMap((target) => attachedPolicies(organization, target, 'CHATBOT_POLICY'));
    const key = policies.map(({ id }) => id).join(' ');
    const names =
      known.get(key) ??
      chatNamesIn({ policies: new Map(policies.map((policy) => [policy.id, policy])), channels: [] });
    known.set(key, names);
    return names;
  };
}

interface Place {
  readonly where: Pick<
    ChatAccess,
    'workspaces' | 'exceptWorkspaces' | 'teams' | 'exceptTeams' | 'channelTypes'
  >;
  /** Why it is unknown whether chat policies allow it; empty where they do. */
  readonly reasons: readonly string[];
}

/** Where chat policies allow, or may allow, sessions on a platform. */
function placesOf(
  platform: ChatPlatform,
  names: Pick<ChatNames, 'workspaces' | 'teams'>,
  ask: Ask,
): readonly Place[] {
  if (platform === 'slack') return slackPlaces(names, ask);
  if (platform === 'chime') {
    return byOutcome([{ labels: ['*'], value: {} }], ask).map(({ reasons }) => ({ where: {}, reasons }));
  }
  const teams = names.teams.map(({ label, value }) => ({ labels: [label], value }));
  return byOutcome(teams, ask).map(({ names: open, reasons }) => {
    const { listed, except } = listOf(
      open,
      names.teams.map(({ label }) => label),
    );
    return { where: { teams: listed, ...(except && { exceptTeams: except }) }, reasons };
  });
}

/** Workspaces with the same answer for the same channel types are one place. */
function slackPlaces({ workspaces }: Pick<ChatNames, 'workspaces'>, ask: Ask): readonly Place[] {
  const places = new Map<
    string,
    { readonly types: readonly ChannelType[]; readonly reasons: readonly string[]; readonly names: string[] }
  >();
  const types = channelTypes.map((type) => ({ labels: [type], value: type }));
  for (const { label, value: workspace } of workspaces) {
    for (const { names, reasons } of byOutcome(types, (channelType) => ask({ workspace, channelType }))) {
      const key = JSON.stringify([names, reasons]);
      const isListed = (type: ChannelType): boolean => names.includes(type);
      const place = places.get(key) ?? { types: channelTypes.filter(isListed), reasons, names: [] };
      place.names.push(label);
      places.set(key, place);
    }
  }
  return [...places.values()].map(({ types: open, reasons, names }) => {
    const { listed, except } = listOf(
      names,
      workspaces.map(({ label }) => label),
    );
    return {
      where: { workspaces: listed, ...(except && { exceptWorkspaces: except }), channelTypes: open },
      reasons,
    };
  });
}

/** Names that are allowed, and names that are unknown for the same reasons. */
function byOutcome<T>(
  names: readonly { readonly labels: readonly string[]; readonly value: T }[],
  ask: (value: T) => Decision,
): readonly { readonly names: readonly string[]; readonly reasons: readonly string[] }[] {
  const groups = new Map<string, { readonly names: string[]; readonly reasons: readonly string[] }>();
  for (const { labels, value } of names) {
    const { decision, reasons: all } = ask(value);
    if (decision === 'denied') continue;
    const reasons = decision === 'unknown' ? all.map(({ message }) => message) : [];
    const key = JSON.stringify(reasons);
    const group = groups.get(key) ?? { names: [], reasons };
    for (const label of labels) group.names.push(label);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Names without those that an open name with an asterisk covers, and the names that it does not cover. */
function listOf(
  names: readonly string[],
  all: readonly string[],
): { readonly listed: readonly string[]; readonly except?: readonly string[] } {
  const open = new Set(names);
  const known = new Set(all);
  const widerThan = (label: string): readonly string[] => {
    const [tenant, team] = label.split('/');
    return [`${tenant}/*`, `*/${team}`, '*'].filter((wider) => wider !== label && known.has(wider));
  };
  const isOpen = (label: string): boolean => open.has(label);
  const listed = names.filter((label) => label === '*' || !widerThan(label).every(isOpen));
  const except = all.filter((label) => !isOpen(label) && widerThan(label).some(isOpen));
  return { listed, ...(except.length === 0 ? {} : { except }) };
}

/** Access that differs only in the role setting, as one. */
function withRolesTogether(access: readonly ChatAccess[]): readonly ChatAccess[] {
  const together = new Map<string, ChatAccess>();
  for (const one of access) {
    const key = JSON.stringify({ ...one, roles: [] });
    const same = together.get(key);
    together.set(key, same === undefined ? one : { ...same, roles: [...same.roles, ...one.roles] });
  }
  return [...together.values()];
}
