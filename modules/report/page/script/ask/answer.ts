import { commandReader } from '../../../../actions/actions-of-command.js';
import type { ActionLists } from '../../../../actions/find-command.js';
import type { ChatPlatform } from '../../../../policy/intent.js';
import {
  accountsOf,
  type Organization,
  type OrganizationalUnit,
  unitPaths,
} from '../../../../policy/organization/organization.js';
import { quoted } from '../../../../policy/text/quote.js';
import { suggest } from '../../../../policy/text/suggest.js';
import { type Answer, type Ask, answerCommand } from '../../../../simulator/decide/answer-command.js';
import {
  checkRequestNames,
  type Mistake,
  mistakeInAction,
  mistakeInRequest,
  readContext,
} from '../../../../simulator/decide/check-question.js';
import { decider } from '../../../../simulator/decide/decide.js';
import {
  type ChatOrigin,
  type DecisionRequest,
  unnamedAction,
  withoutAliases,
} from '../../../../simulator/decide/decision-request.js';
import { type AccessGroup, whoCan } from '../../../../simulator/decide/who-can.js';
import { equivalentAccounts } from '../../../../simulator/impact/equivalent-accounts.js';
import type { Question } from './question.js';

/** The answer to a question about one state of the organization. */
export type Asked = Mistake | AskedDecisions | AskedAccess;

/** The decisions about a request, one for each group of accounts that have the same. */
export interface AskedDecisions {
  readonly groups: readonly DecidedGroup[];
  readonly warnings: readonly string[];
}

/** A decision and the accounts that have it. */
export interface DecidedGroup {
  readonly accounts: readonly string[];
  readonly request: DecisionRequest;
  readonly answer: Answer;
}

/** From where an action can be run. */
export interface AskedAccess {
  readonly action: string;
  readonly access: readonly AccessGroup[];
}

/** Returns a function that answers questions about one organization, as `decide` and `who-can` do. */
export function questionAnswerer(
  organization: Organization,
  lists: ActionLists,
): (question: Question) => Asked {
  const { catalogue } = lists;
  const decide = decider(organization, { catalogue });
  const ask: Ask = (request) => {
    const decision = decide(request);
    if (decision === undefined) throw new Error(`account ${request.accountId} is not in the organization`);
    return decision;
  };
  const read = commandReader(organization, lists);
  const classes = once(() => new Map(equivalentAccounts(organization, organization)));
  return (question) => {
    const accounts = accountsNamed(organization, question.account);
    if ('message' in accounts) return accounts;
    if (question.ask === 'who-can') return accessTo(organization, question, accounts, lists);
    const problems = question.account === '' ? ['name an account or an OU'] : [];
    const { command, request } = requestOf(question, accounts[0] ?? '', organization, problems);
    const mistake =
      mistakeInRequest(request, organization, problems) ??
      (command === undefined ? mistakeInAction(request.action, catalogue) : undefined);
    if (mistake !== undefined) return mistake;
    const warnings = checkRequestNames(request, organization, catalogue);
    if ('message' in warnings) return warnings;
    const groups = new Map<string, { readonly accounts: string[]; readonly request: DecisionRequest }>();
    for (const accountId of accounts) {
      const like = accounts.length === 1 ? accountId : (classes().get(accountId)?.accountId ?? accountId);
      const group = groups.get(like) ?? { accounts: [], request: { ...request, accountId } };
      group.accounts.push(accountId);
      groups.set(like, group);
    }
    const answerTo = (one: DecisionRequest): Answer =>
      command === undefined
        ? { what: one.action, decision: ask(one) }
        : answerCommand(read, command, one, ask);
    return {
      groups: [...groups.values()].map((group) => ({ ...group, answer: answerTo(group.request) })),
      warnings,
    };
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** An IAM action, as opposed to a command of the AWS CLI, has a colon and no space. */
function requestOf(question: Question, accountId: string, organization: Organization, problems: string[]) {
  const { action: what, region, resource, platform } = question;
  const isAction = /^\S*:\S*$/.test(what.trim());
  if (what.trim() === '') problems.push('enter an IAM action or an AWS CLI command');
  const all = {
    platform,
    workspace: question.workspace,
    tenant: question.tenant,
    team: question.team,
    channelType: question['channel-type'],
    role: question.role,
    configuration: question.configuration,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const { origin, unknown } = withoutAliases(given as ChatOrigin, organization);
  problems.push(...unknown.map(({ message }) => message));
  const request: DecisionRequest = {
    accountId,
    from: platform === 'console' ? 'console' : origin,
    action: isAction ? what.trim() : unnamedAction,
    context: contextOf(question.context, problems),
    ...(region === '' ? {} : { region }),
    ...(resource === '' ? {} : { resource }),
  };
  return { request, ...(isAction ? {} : { command: what }) };
}

/** Condition keys as `KEY=VALUE`, separated by spaces; `KEY` alone is absent. */
function contextOf(text: string, problems: string[]): Readonly<Record<string, readonly string[]>> {
  return readContext(
    text.split(/\s+/).filter((each) => each !== ''),
    problems,
  );
}

/** The accounts that a text names: by ID, by a unique name, or as those below an OU; all of them for an empty text. */
function accountsNamed(organization: Organization, text: string): readonly string[] | Mistake {
  const accounts = Array.from(accountsOf(organization), ({ account }) => account);
  if (text === '') return accounts.map(({ id }) => id);
  if (accounts.some(({ id }) => id === text)) return [text];
  const paths = [...unitPaths(organization)];
  const units = paths.filter((path) => path.at(-1)?.id === text || pathText(path) === text);
  const named = accounts.filter(({ name }) => name === text);
  const [account] = named;
  const [unit] = units;
  if (named.length + units.length > 1) {
    const ids = [...named.map(({ id }) => id), ...units.map((path) => path.at(-1)?.id ?? '')];
    return {
      message: `${ids.length} accounts and OUs have the name ${quoted(text)}`,
      help: `use the ID: ${ids.slice(0, 5).join(', ')}`,
    };
  }
  if (account !== undefined) return [account.id];
  const below = unit?.at(-1);
  if (below === undefined) {
    const names = [...accounts.flatMap(({ id, name }) => [id, name]), ...paths.map(pathText)];
    const near = suggest(text, names);
    return {
      message: `no account or OU ${quoted(text)} in the organization`,
      ...(near === undefined ? {} : { help: `did you mean ${quoted(near)}?` }),
    };
  }
  const all = accountsBelow(below);
  return all.length === 0 ? { message: `no accounts are below the OU ${quoted(text)}` } : all;
}

function accountsBelow({ accounts, organizationalUnits }: OrganizationalUnit): readonly string[] {
  return [...accounts.map(({ id }) => id), ...organizationalUnits.flatMap(accountsBelow)];
}

/** `Workloads/Prod`; the name of the root for the root. */
export function pathText(path: readonly OrganizationalUnit[]): string {
  const [root, ...below] = path;
  return below.length === 0 ? (root?.name ?? '') : below.map(({ name }) => name).join('/');
}

function isPlatform(text: string): text is ChatPlatform {
  return text === 'slack' || text === 'microsoft_teams' || text === 'chime';
}

function accessTo(
  organization: Organization,
  question: Question,
  accounts: readonly string[],
  { catalogue }: ActionLists,
): Asked {
  const { action, region, resource, platform } = question;
  const problems: string[] = platform === 'console' ? ['choose a chat platform, or any'] : [];
  const request = {
    action: action.trim(),
    context: contextOf(question.context, problems),
    ...(region === '' ? {} : { region }),
    ...(resource === '' ? {} : { resource }),
  };
  const accountId = accounts[0] ?? organization.managementAccountId;
  const mistake =
    mistakeInRequest({ ...request, accountId, from: {} }, organization, problems) ??
    mistakeInAction(request.action, catalogue);
  if (mistake !== undefined) return mistake;
  const access = whoCan(
    organization,
    {
      ...request,
      ...(question.account === '' ? {} : { accounts }),
      ...(isPlatform(platform) ? { platforms: [platform] } : {}),
    },
    { catalogue },
  );
  return { action: request.action, access };
}
