import { channelTypes, chatPlatforms, roleSettings } from '../../policy/chat-words.js';
import type { ChannelType, ChatPlatform, RoleSetting } from '../../policy/intent.js';
import { accountsOf, type Organization } from '../../policy/organization/organization.js';
import { equivalentAccounts } from '../impact/equivalent-accounts.js';
import type { Ask as AskGates } from './answer-command.js';
import { type ChatName, type ChatNames, chatNamesIn } from './chat-names.js';
import { type DeciderOptions, decider } from './decide.js';
import { type Decision, neverAsked } from './decision.js';
import type { ChatOrigin, DecisionRequest } from './decision-request.js';

/** From where in chat an action can be run. */
export interface ChatAccess {
  readonly platform: ChatPlatform;
  /** Slack: workspace IDs; `*` for all that `exceptWorkspaces` does not list. */
  readonly workspaces?: readonly string[];
  readonly exceptWorkspaces?: readonly string[];
  /** Microsoft Teams: `TENANT/TEAM`, `TENANT/*` for the other teams of a tenant, `*` for all that are not listed. */
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
  return ({ accounts, platforms = chatPlatforms, ...request }) => {
    const find = finder(request);
    const asked = accounts && new Set(accounts);
    const answers = new Map<string, readonly ChatAccess[]>();
    const groups = new Map<string, { readonly access: ChatAccess; readonly accounts: string[] }>();
    for (const { account } of accountsOf(organization)) {
      if (asked?.has(account.id) === false) continue;
      const like = classes.get(account.id)?.accountId ?? account.id;
      const answer = answers.get(like) ?? platforms.flatMap((platform) => find(like, platform));
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
 * A function that finds the access from one platform to one account, for a request. Chat policies decide over places, service control
 * policies over chat configurations, both over the role setting, so places and configurations are asked about apart.
 */
function accessFinder(
  organization: Organization,
  { decideWith = (one, ask) => ask(one), ...options }: AccessOptions,
): (request: Run) => (accountId: string, platform: ChatPlatform) => readonly ChatAccess[] {
  const names = chatNamesIn(organization);
  const decided: (decision: Decision | undefined) => Decision = (decision) => {
    if (decision === undefined) throw new Error('the account is not in the organization');
    return decision;
  };
  const decidePlace = decider(organization, { ...options, gates: ['chat-policy', 'chat-service'] });
  const decideSession = decider(organization, { ...options, gates: ['service-control-policy'] });
  return (request) => (accountId, platform) => {
    const askWith =
      (decide: typeof decidePlace, role: RoleSetting): Ask =>
      (from) =>
        decideWith({ ...request, accountId, from: { platform, role, ...from } }, (one) =>
          decided(decide(one)),
        );
    const access = roleSettings.flatMap((role) => {
      const places = placesOf(platform, names, askWith(decidePlace, role));
      const ask = askWith(decideSession, role);
      const sessions = byOutcome(names.configurations, (configuration) => ask({ configuration }));
      return places.flatMap((place) =>
        sessions.map((session): ChatAccess => {
          const reasons = [...new Set([...place.reasons, ...session.reasons])];
          const { listed, except } = listOf(session.names, names.configurations);
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

interface Place {
  readonly where: Pick<
    ChatAccess,
    'workspaces' | 'exceptWorkspaces' | 'teams' | 'exceptTeams' | 'channelTypes'
  >;
  /** Why it is unknown whether chat policies allow it; empty where they do. */
  readonly reasons: readonly string[];
}

/** Where chat policies allow, or may allow, sessions on a platform. */
function placesOf(platform: ChatPlatform, names: ChatNames, ask: Ask): readonly Place[] {
  if (platform === 'slack') return slackPlaces(names, ask);
  if (platform === 'chime') {
    return byOutcome([{ label: '*', value: {} }], ask).map(({ reasons }) => ({ where: {}, reasons }));
  }
  return byOutcome(names.teams, ask).map(({ names: teams, reasons }) => {
    const { listed, except } = listOf(teams, names.teams);
    return { where: { teams: listed, ...(except && { exceptTeams: except }) }, reasons };
  });
}

/** Workspaces with the same answer for the same channel types are one place. */
function slackPlaces({ workspaces }: ChatNames, ask: Ask): readonly Place[] {
  const places = new Map<
    string,
    { readonly types: readonly ChannelType[]; readonly reasons: readonly string[]; readonly names: string[] }
  >();
  const types = channelTypes.map((type) => ({ label: type, value: type }));
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
    const { listed, except } = listOf(names, workspaces);
    return {
      where: { workspaces: listed, ...(except && { exceptWorkspaces: except }), channelTypes: open },
      reasons,
    };
  });
}

/** Names that are allowed, and names that are unknown for the same reasons. */
function byOutcome<T>(
  names: readonly ChatName<T>[],
  ask: (value: T) => Decision,
): readonly { readonly names: readonly string[]; readonly reasons: readonly string[] }[] {
  const groups = new Map<string, { readonly names: string[]; readonly reasons: readonly string[] }>();
  for (const { label, value } of names) {
    const { decision, reasons: all } = ask(value);
    if (decision === 'denied') continue;
    const reasons = decision === 'unknown' ? all.map(({ message }) => message) : [];
    const key = JSON.stringify(reasons);
    const group = groups.get(key) ?? { names: [], reasons };
    group.names.push(label);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Names as a list: where `*` is among them, only `*` and the known names that it leaves out. */
function listOf(
  names: readonly string[],
  all: readonly ChatName<unknown>[],
): { readonly listed: readonly string[]; readonly except?: readonly string[] } {
  const open = new Set(names);
  if (!open.has('*')) return { listed: names };
  const except = all.map(({ label }) => label).filter((label) => !open.has(label));
  return { listed: ['*'], ...(except.length === 0 ? {} : { except }) };
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
