import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { Organization } from '../../policy/organization/organization.js';
import { matches } from '../../policy/pattern/matches.js';
import { tokensOf } from '../../policy/pattern/token.js';
import { quoted } from '../../policy/text/quote.js';
import { answerCommand, type ReadCommand } from './answer-command.js';
import { type Mistake, mistakeInAction } from './check-question.js';
import { unnamedAction } from './decision-request.js';
import { type AccessGroup, type AccessQuestion, accessAnswerer, whoCan } from './who-can.js';

/** What is run, and where it is asked about. */
export interface RunQuestion extends Omit<AccessQuestion, 'action'> {
  /** An action, a wildcard of actions (`rds:Delete*`), or a command of the AWS CLI. */
  readonly what: string;
}

/** From where something can be run. */
export interface RunAccess {
  /** The actions that the question is about: those of the command, or all that match the wildcard. */
  readonly actions: readonly string[];
  /** Actions with the same access together, those that can be run first. Of a command, its actions together. */
  readonly answers: readonly {
    readonly actions: readonly string[];
    /** Empty where no one can run them. */
    readonly groups: readonly AccessGroup[];
  }[];
}

/** The most actions that a wildcard may match. */
const maxActions = 250;

/**
 * From where an action, each action of a wildcard, or a command can be run. `read` finds the actions of a command.
 * `anyAction` accepts an action that the catalogue does not have.
 */
export function whoCanRun(
  organization: Organization,
  { what, ...question }: RunQuestion,
  options: {
    readonly catalogue: ActionCatalogue;
    readonly read?: ReadCommand | undefined;
    readonly anyAction?: boolean;
  },
): RunAccess | Mistake {
  const { catalogue, read } = options;
  if (read !== undefined) return whoCanRunCommand(organization, { what, ...question }, { catalogue, read });
  const isPattern = /[*?]/.test(what);
  const mistake = options.anyAction === true && !isPattern ? undefined : mistakeInAction(what, catalogue);
  if (mistake !== undefined) return mistake;
  const actions = isPattern ? actionsMatching(what, catalogue) : [what];
  if (actions.length > maxActions) {
    const message = `${quoted(what)} matches ${actions.length} actions; the most is ${maxActions}`;
    return { message, help: 'narrow it to one service, such as `rds:Delete*`' };
  }
  const answers = new Map<string, { readonly actions: string[]; readonly groups: readonly AccessGroup[] }>();
  const accessTo = accessAnswerer(organization, { catalogue });
  for (const action of actions) {
    const groups = accessTo({ ...question, action });
    const key = JSON.stringify(groups);
    const answer = answers.get(key) ?? { actions: [], groups };
    answer.actions.push(action);
    answers.set(key, answer);
  }
  const inOrder = [...answers.values()];
  const isOpen = ({ groups }: { readonly groups: readonly AccessGroup[] }): boolean => groups.length > 0;
  return { actions, answers: [...inOrder.filter(isOpen), ...inOrder.filter((one) => !isOpen(one))] };
}

/** Whether a text is a command line, as opposed to an action or a wildcard of actions. */
export function isCommandLine(text: string): boolean {
  return !/^\S*:\S*$/.test(text.trim()) && text.trim() !== '*';
}

/** Every action of the command must be allowed. An alias is refused: each account can have another command for it. */
function whoCanRunCommand(
  organization: Organization,
  { what, ...question }: RunQuestion,
  { catalogue, read }: { readonly catalogue: ActionCatalogue; readonly read: ReadCommand },
): RunAccess | Mistake {
  const accountId = question.accounts?.[0] ?? organization.managementAccountId;
  const request = { ...question, action: unnamedAction };
  const found = read(what, { ...request, accountId, from: {} });
  if (found.kind === 'unknown') return { message: found.reason, help: found.help };
  if (found.alias !== undefined) {
    const message = `the alias ${quoted(found.alias)} can be another command in another account`;
    return { message, help: `ask about ${quoted(found.command)}` };
  }
  const groups = whoCan(organization, request, {
    catalogue,
    decideWith: (one, ask) => answerCommand(read, what, one, ask).decision,
  });
  const actions = found.actions.map(({ action }) => action);
  return { actions, answers: [{ actions, groups }] };
}

function actionsMatching(pattern: string, catalogue: ActionCatalogue): readonly string[] {
  const [service = '', name = '*'] = pattern.toLowerCase().split(':');
  const isMatch = (part: string) => {
    const tokens = tokensOf(part, 'string');
    return (text: string): boolean => matches(tokens, text.toLowerCase());
  };
  const isNamed = isMatch(name);
  return catalogue
    .services()
    .filter(isMatch(service))
    .flatMap((each) =>
      (catalogue.actionsOf(each) ?? []).filter(isNamed).map((action) => `${each}:${action}`),
    );
}
