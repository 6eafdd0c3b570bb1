import type { ActionCatalogue } from '../action-catalogue.js';
import { type Finding, finding } from '../problems/problem.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import { bindsOutsideChat, unconditionalDenials } from './lint/binds-outside-chat.js';
import { bindsChatOnly } from './lint/chat-condition.js';
import { conditionNeverHolds } from './lint/condition-never-holds.js';
import { impossibleFromChat } from './lint/impossible-from-chat.js';
import { indirectRoutes } from './lint/indirect-routes.js';
import { regionDenyStopsChat } from './lint/region-deny-stops-chat.js';
import { regionsAndAccounts } from './lint/regions-and-accounts.js';
import { scpStopsChat } from './lint/scp-stops-chat.js';
import { setOperatorMissing } from './lint/set-operator-missing.js';
import { sourceArnPatterns } from './lint/source-arn-patterns.js';
import { wildcardInEquals } from './lint/wildcard-in-equals.js';
import { type StatementNode, statementNodes } from './statement-nodes.js';
import { warnAboutUnknownNames } from './warn-about-catalogue.js';
import { warnAboutUnconfirmedElements } from './warn-about-unconfirmed.js';

/**
 * Returns warnings about what AWS accepts in a service control policy but is probably a mistake, especially for chat.
 * Expects a policy without errors of `checkServiceControlPolicy`. With a catalogue it also checks the names of
 * actions and condition keys.
 */
export function warnAboutServiceControlPolicy(tree: SyntaxNode, catalogue?: ActionCatalogue): Finding[] {
  const statements = statementNodes(tree);
  return [
    ...warnAboutUnconfirmedElements(tree, statements),
    ...(catalogue === undefined ? [] : warnAboutUnknownNames(statements, catalogue)),
    ...statements.flatMap((statement) => [
      ...setOperatorMissing(statement, catalogue),
      ...conditionNeverHolds(statement, catalogue),
      ...lints.flatMap((lint) => lint(statement)),
    ]),
    ...unconditionalDenials(statements),
    ...indirectRoutes(statements),
  ];
}

const lints: readonly ((statement: StatementNode) => Finding[])[] = [
  invertedActionList,
  bindsOutsideChat,
  sourceArnPatterns,
  wildcardInEquals,
  impossibleFromChat,
  regionDenyStopsChat,
  scpStopsChat,
  regionsAndAccounts,
];

/** `Deny` with `NotAction` for chat: it denies everything but what it names, which is often read as the opposite. */
function invertedActionList(statement: StatementNode): Finding[] {
  const { negated, texts, path, member } = statement.actions;
  if (!negated || texts.length === 0 || !bindsChatOnly(statement)) return [];
  const facts = { actions: texts.map(({ text }) => text) };
  return [finding('inverted-action-list', 'warning', { path, offset: member.offset }, facts)];
}
