import { commandReader } from '../../../../actions/actions-of-command.js';
import type { ActionLists } from '../../../../actions/find-command.js';
import { regionInCommand } from '../../../../actions/parse-command-line.js';
import type { ChatPlatform } from '../../../../policy/intent.js';
import { accountsNamed } from '../../../../policy/organization/accounts-named.js';
import type { Organization } from '../../../../policy/organization/organization.js';
import { accountFacts } from '../../../../simulator/decide/account-facts.js';
import {
  type Answer,
  type Ask,
  answerCommand,
  type ReadCommand,
} from '../../../../simulator/decide/answer-command.js';
import {
  checkRequestNames,
  type Mistake,
  mistakeInAction,
  mistakeInRequest,
  readContext,
  resourceWarnings,
} from '../../../../simulator/decide/check-question.js';
import { decider } from '../../../../simulator/decide/decide.js';
import {
  type ChatOrigin,
  type DecisionRequest,
  unnamedAction,
  withoutAliases,
} from '../../../../simulator/decide/decision-request.js';
import { isCommandLine, type RunAccess, whoCanRun } from '../../../../simulator/decide/who-can-run.js';
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

/** From where something can be run. */
export interface AskedAccess {
  readonly what: string;
  readonly access: RunAccess;
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
  const aliases = new Map<string, string>();
  for (const { accountId, ...action } of organization.customActions ?? [])
    aliases.set(accountId, `${aliases.get(accountId) ?? ''}${JSON.stringify(action)}`);
  const classes = once(() => new Map(equivalentAccounts(organization, organization)));
  return (question) => {
    const accounts = accountsNamed(organization, question.account.trim() || 'root');
    if ('message' in accounts) return accounts;
    if (question.ask === 'who-can') return accessTo(organization, question, accounts, { ...lists, read });
    const problems = question.account === '' ? ['name an account or an OU'] : [];
    const { command, request } = requestOf(question, accounts[0] ?? '', organization, problems);
    const mistake =
      mistakeInRequest(request, organization, problems) ??
      (command === undefined ? mistakeInAction(request.action, catalogue) : undefined);
    if (mistake !== undefined) return mistake;
    const region = command === undefined ? undefined : regionInCommand(command);
    const named = region === undefined ? request : { ...request, region };
    const names = checkRequestNames(named, organization, catalogue, accounts);
    if ('message' in names) return names;
    const { from } = request;
    const isNamed = from !== 'console' && from.configuration !== undefined;
    const groups = new Map<string, { readonly accounts: string[]; readonly request: DecisionRequest }>();
    for (const accountId of accounts) {
      const isAlone =
        accounts.length === 1 || isNamed || accountFacts(organization).statusOf(accountId) !== undefined;
      const alike = isAlone ? accountId : (classes().get(accountId)?.accountId ?? accountId);
      // An alias can be another command in each account.
      const like = command === undefined ? alike : `${alike} ${aliases.get(accountId) ?? ''}`;
      const group = groups.get(like) ?? { accounts: [], request: { ...request, accountId } };
      group.accounts.push(accountId);
      groups.set(like, group);
    }
    const answerTo = (one: DecisionRequest): Answer =>
      command === undefined
        ? { what: one.action, decision: ask(one) }
        : answerCommand(read, command, one, ask);
    const answers = [...groups.values()].map((group) => ({ ...group, answer: answerTo(group.request) }));
    const actions = answers[0]?.answer.actions ?? [request.action];
    return {
      groups: answers,
      warnings: [...names, ...resourceWarnings(request.resource, actions, catalogue)],
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

function requestOf(question: Question, accountId: string, organization: Organization, problems: string[]) {
  const { action: what, region, resource, platform } = question;
  const isAction = !isCommandLine(what);
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

function isPlatform(text: string): text is ChatPlatform {
  return text === 'slack' || text === 'microsoft_teams' || text === 'chime';
}

function accessTo(
  organization: Organization,
  question: Question,
  accounts: readonly string[],
  { catalogue, read }: ActionLists & { readonly read: ReadCommand },
): Asked {
  const { action, region, resource, platform } = question;
  const what = action.trim();
  const problems: string[] = platform === 'console' ? ['choose a chat platform, or any'] : [];
  if (what === '') problems.push('enter an IAM action or an AWS CLI command');
  const request = {
    context: contextOf(question.context, problems),
    ...(region === '' ? {} : { region }),
    ...(resource === '' ? {} : { resource }),
  };
  const accountId = accounts[0] ?? organization.managementAccountId;
  const anywhere = { ...request, action: unnamedAction, accountId, from: {} };
  const mistake = mistakeInRequest(anywhere, organization, problems);
  if (mistake !== undefined) return mistake;
  const narrowed = {
    ...request,
    what,
    ...(question.account === '' ? {} : { accounts }),
    ...(isPlatform(platform) ? { platforms: [platform] } : {}),
  };
  const access = whoCanRun(organization, narrowed, {
    catalogue,
    read: isCommandLine(what) ? read : undefined,
  });
  return 'message' in access ? access : { what, access };
}
