/**
 * Every kind of problem with its title. Each has a page `docs/problems/<kind>.md`; a kind is part of the
 * public surface: renaming one is a breaking change.
 */
export const problemKinds = {
  // Text
  'json-syntax': 'Text that is not JSON',
  'json-byte-order-mark': 'A byte-order mark at the start of the text',
  'json-comment': 'A comment in JSON',
  'json-trailing-comma': 'A comma before a closing bracket',
  'json-too-deep': 'A document nested deeper than any policy can be',
  'duplicate-key': 'One key twice in an object',
  'unknown-document': 'A file that is none of the documents this tool reads',
  // Chat policies: what AWS refuses
  'unknown-key': 'A key that is not known here',
  'missing-key': 'A required key is missing',
  'wrong-type': 'A value of the wrong type',
  'invalid-value': 'A value that is not allowed here',
  'invalid-workspace-id': 'Not a Slack workspace id',
  'invalid-tenant-id': 'Not a Microsoft Teams tenant id',
  'invalid-team-id': 'Not a Microsoft Teams team id',
  'misplaced-wildcard': 'A wildcard where AWS takes none',
  'operator-not-allowed': 'An inheritance operator where AWS takes none',
  'missing-operator': 'A value without an inheritance operator',
  'invalid-child-control': 'A list of operators for child policies that AWS refuses',
  'document-too-large': 'A policy document over the limit of AWS',
  // Catalogue of guardrails: what a configuration says below `use` and `with`
  'unknown-guardrail': 'A guardrail that the catalogue does not have',
  'unknown-parameter': 'A parameter that a guardrail does not have',
  'missing-parameter': 'A parameter that a guardrail needs is missing',
  'invalid-parameter': 'A value that a parameter of a guardrail does not take',
} as const;

/** The kind of a problem; stable across minor versions. */
export type ProblemKind = keyof typeof problemKinds;
