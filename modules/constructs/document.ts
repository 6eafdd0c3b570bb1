import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { Finding } from '../policy/problems/problem.js';
import type { JsonObject, JsonValue } from '../policy/text/json.js';
import { parseJson } from '../policy/text/parse-json.js';
import type { Path } from '../policy/text/path.js';
import { jsonOf, type SyntaxNode, syntaxTreeOf } from '../policy/text/syntax-tree.js';
import { jsonText } from './json-text.js';
import { terraformText } from './terraform-text.js';
import type { Tokenizable } from './token-placeholders.js';
import { type Hidden, hideTokens, holdsToken, withoutTokens } from './token-placeholders.js';

/** The document of a policy on its way into Terraform. */
export interface Document {
  /** As Terraform takes it: minified, escaped, tokens in their places. */
  readonly text: string;
  /** What is certain of it: the document without its tokens. */
  readonly certain: JsonValue;
  readonly findings: readonly Finding[];
}

/** A raw document: an object, or JSON as text; the text may be a token. */
export type RawPolicyDocument = string | Tokenizable<JsonObject>;

/** What is wrong with a document. */
type Check = (tree: SyntaxNode) => readonly Finding[];

/** The document that `compile` makes of settings in which tokens may stand. */
export function compiledDocument<T>(
  scope: Construct,
  settings: Tokenizable<T>,
  compile: (settings: T) => JsonObject,
  check: Check,
): Document {
  const { value, partsOf } = hideTokens(scope, settings);
  // Marks are text like any other and stand only where `OrToken` lets a token stand.
  const document = compile(value as T);
  return documentOf(document, partsOf, check(syntaxTreeOf(document)));
}

/** A document as somebody else wrote it. Text that is wholly a token is known to Terraform alone. */
export function rawDocument(scope: Construct, document: RawPolicyDocument, check: Check): Document {
  const { value, partsOf } = hideTokens<unknown>(scope, document);
  if (typeof value !== 'string') {
    return documentOf(value as JsonValue, partsOf, check(syntaxTreeOf(value as JsonValue)));
  }
  if (withoutTokens(value) === '' && Token.isUnresolved(document)) {
    return { text: String(document), certain: {}, findings: [] };
  }
  const { tree, findings } = parseJson(value);
  if (tree === undefined) return { text: '', certain: {}, findings };
  return documentOf(jsonOf(tree), partsOf, [...findings, ...check(tree)]);
}

function documentOf(
  document: JsonValue,
  partsOf: Hidden<unknown>['partsOf'],
  findings: readonly Finding[],
): Document {
  return {
    text: terraformText(jsonText(document, partsOf)),
    certain: JSON.parse(withoutTokens(JSON.stringify(document))) as JsonValue,
    findings: findings.filter(({ path }) => !isOpen(document, path)),
  };
}

/**
 * Whether a token has a part in the text that a path leads to, or in a key of the object: nobody can judge that before
 * Terraform knows it.
 */
function isOpen(document: JsonValue, path: Path): boolean {
  const found = path.reduce<unknown>(
    (part, key) => (part as Record<string | number, unknown> | undefined)?.[key],
    document,
  );
  if (typeof found === 'object' && found !== null) return Object.keys(found).some(holdsToken);
  return typeof found === 'string' && holdsToken(found);
}
