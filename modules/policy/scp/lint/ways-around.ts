import type { Finding } from '../../problems/problem.js';
import { containsAction, type StatementNode } from '../statement-nodes.js';
import { bindsChatOnly } from './chat-condition.js';

/** Actions that start something which then acts in a role of its own, without the key that tells chat. */
export const waysAround: readonly string[] = [
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
 * What is denied to chat may still be reached from chat through something that chat starts: a runbook, a function,
 * a job. A note about the policy, at the first statement that denies changes.
 */
export function mayBeReachedAround(statements: readonly StatementNode[]): Finding[] {
  const bound = statements.filter(bindsChatOnly);
  const first = bound.find(
    ({ actions }) => actions.negated || actions.texts.some(({ text }) => changes(text)),
  );
  if (first === undefined) return [];
  const open = waysAround.filter((action) => !bound.some(({ actions }) => containsAction(actions, action)));
  if (open.length === 0) return [];
  return [
    {
      kind: 'ways-around',
      severity: 'note',
      path: first.actions.path,
      offset: first.actions.member.offset,
      message: `chat may reach what is denied through what it starts, which acts in a role of its own: ${open.map((action) => `\`${action}\``).join(', ')}`,
      help: 'deny these too, here or in another policy, or know what the runbooks, functions and jobs may do',
    },
  ];
}

/** Whether an action, or some of a pattern's, is more than looking. */
function changes(text: string): boolean {
  return !/^[^:]*:(Describe|Get|List|Search|BatchGet|View|Lookup)/i.test(text);
}
