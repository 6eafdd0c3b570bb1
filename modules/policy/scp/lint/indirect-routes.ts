import { type Finding, finding } from '../../problems/problem.js';
import { containsAction, type StatementNode } from '../statement-nodes.js';
import { bindsChatOnly } from './chat-condition.js';

/** Actions that start something that runs in its own role, without the condition key of chat. */
export const indirectActions: readonly string[] = [
  'batch:SubmitJob',
  'codebuild:StartBuild',
  'codepipeline:StartPipelineExecution',
  'ecs:RunTask',
  'glue:StartJobRun',
  'lambda:InvokeFunction',
  'ssm:SendCommand',
  'ssm:StartAutomationExecution',
  'states:StartExecution',
];

/**
 * Chat can still reach what is denied to it through something that it starts: a runbook, a function, a job. A note about
 * the policy, at the first statement that denies changes.
 */
export function indirectRoutes(statements: readonly StatementNode[]): Finding[] {
  const bound = statements.filter(bindsChatOnly);
  const first = bound.find(
    ({ actions }) => actions.negated || actions.texts.some(({ text }) => changes(text)),
  );
  if (first === undefined) return [];
  const open = indirectActions.filter(
    (action) => !bound.some(({ actions }) => containsAction(actions, action)),
  );
  if (open.length === 0) return [];
  const { path, member } = first.actions;
  return [finding('ways-around', 'note', { path, offset: member.offset }, { actions: open })];
}

/** Whether an action, or some action of a pattern, does more than read. */
function changes(text: string): boolean {
  return !/^[^:]*:(Describe|Get|List|Search|BatchGet|View|Lookup)/i.test(text);
}
