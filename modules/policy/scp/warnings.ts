import type { ActionCatalogue } from '../action-catalogue.js';
import type { Finding } from '../problems/problem.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import { bindsEverybody, bindsOutsideChat } from './lint/binds-outside-chat.js';
import { impossibleFromChat } from './lint/impossible-from-chat.js';
import { invertedActionList } from './lint/inverted-action-list.js';
import { regionDenyStopsChat } from './lint/region-deny-stops-chat.js';
import { sourceArnPatterns } from './lint/source-arn-patterns.js';
import { mayBeReachedAround } from './lint/ways-around.js';
import { wildcardInEquals } from './lint/wildcard-in-equals.js';
import { statementNodes } from './statement-nodes.js';
import { warnAboutUnknownNames } from './warn-about-catalogue.js';
import { warnAboutUnconfirmedElements } from './warn-about-unconfirmed.js';

/**
 * What AWS takes in a service control policy but is hardly meant, for chat above all. Expects a document in which
 * `checkServiceControlPolicy` finds nothing. Actions and keys are held against the catalogue when it is given.
 */
export function warnAboutServiceControlPolicy(tree: SyntaxNode, catalogue?: ActionCatalogue): Finding[] {
  const statements = statementNodes(tree);
  return [
    ...warnAboutUnconfirmedElements(tree, statements),
    ...(catalogue === undefined ? [] : warnAboutUnknownNames(statements, catalogue)),
    ...statements.flatMap((statement) => lints.flatMap((lint) => lint(statement))),
    ...bindsEverybody(statements),
    ...mayBeReachedAround(statements),
  ];
}

const lints: readonly ((statement: ReturnType<typeof statementNodes>[number]) => Finding[])[] = [
  invertedActionList,
  bindsOutsideChat,
  sourceArnPatterns,
  wildcardInEquals,
  impossibleFromChat,
  regionDenyStopsChat,
];
