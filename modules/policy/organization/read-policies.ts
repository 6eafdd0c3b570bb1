import { checkChatPolicy, plainKeys } from '../chatbot/check.js';
import { isPolicyId } from '../identifiers.js';
import { type Limits, typeQuotas } from '../limits.js';
import type { Finding } from '../problems/problem.js';
import { checkContentSize } from '../text/check-document-size.js';
import type { JsonObject, JsonValue } from '../text/json.js';
import { type LazyPath, under } from '../text/lazy-path.js';
import { maxNesting, surveyJson } from '../text/parse-json.js';
import { quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import { syntaxTreeOf } from '../text/syntax-tree.js';
import type { FieldReader } from './field-reader.js';
import type { MissingPart, OrganizationPolicy } from './organization.js';

/** Reads the policies of an organization file by id; a chat policy must be one that AWS would have taken. */
export function readPolicies(
  reader: FieldReader,
  document: JsonObject,
  limits: Limits,
  missing: readonly MissingPart[],
): ReadonlyMap<string, OrganizationPolicy> {
  const spot = under(undefined, 'policies');
  const policies = new Map<string, OrganizationPolicy>();
  const names = new Map<string, string>();
  const unread = new Set(missing.filter(({ what }) => what !== 'tags').map(({ id }) => id));
  const byId = reader.object(reader.value(document, 'policies'), spot);
  for (const id of Object.keys(byId)) {
    const here = under(spot, id);
    const policy = readPolicy(
      reader,
      id,
      reader.object(reader.value(byId, id), here),
      here,
      unread.has(id),
      limits,
    );
    const twin = names.get(`${policy.type} ${policy.name}`);
    if (twin !== undefined && policy.name !== '') {
      const message = `${quoted(policy.name)} is the name of ${quoted(twin)} already; AWS wants names to be unique`;
      reader.report('invalid-organization', under(here, 'name'), message, undefined, 'warning');
    }
    names.set(`${policy.type} ${policy.name}`, id);
    policies.set(id, policy);
  }
  return policies;
}

/** What a file may say of a policy and need not. */
function readDetails(
  reader: FieldReader,
  policy: JsonObject,
  spot: LazyPath,
): Pick<OrganizationPolicy, 'description' | 'tags'> {
  const description = reader.optionalText(policy, 'description', spot);
  const here = under(spot, 'tags');
  const tags = reader.value(policy, 'tags');
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: readTags(reader, reader.object(tags, here), here) }),
  };
}

function readTags(reader: FieldReader, tags: JsonObject, spot: LazyPath): Readonly<Record<string, string>> {
  const keys = Object.keys(tags).sort();
  return Object.fromEntries(keys.map((key) => [key, reader.text(tags, key, spot)]));
}

function readPolicy(
  reader: FieldReader,
  id: string,
  node: JsonObject,
  spot: LazyPath,
  unread: boolean,
  limits: Limits,
): OrganizationPolicy {
  if (!isPolicyId(id)) {
    reader.report('invalid-organization', spot, `${quoted(id)} is no policy id of AWS`, undefined, 'warning');
  }
  const type = reader.text(node, 'type', spot);
  warnAboutType(reader, type, under(spot, 'type'));
  const content = reader.value(node, 'content') ?? null;
  const here = under(spot, 'content');
  if (content === null) {
    if (!unread) reader.missing(node, 'content', spot, 'the document as JSON');
  } else if (type === 'CHATBOT_POLICY' && !unread) checkChatContent(reader, content, here, limits);
  else takeContent(reader, content, here);
  const name = reader.text(node, 'name', spot);
  const awsManaged = reader.flag(node, 'awsManaged', spot, false);
  return { id, name, type, awsManaged, content, ...readDetails(reader, node, spot) };
}

/** A document stands in three objects. */
const deepestContent = maxNesting - 3;

/** Takes a document as it is; false where it is nested too deep to be looked at. */
function takeContent(reader: FieldReader, content: JsonValue, spot: LazyPath): boolean {
  const { keys, depth } = surveyJson(content, deepestContent);
  reader.addKeys(keys);
  if (depth <= deepestContent) return true;
  reader.report('json-too-deep', spot, `nested more than ${deepestContent} levels deep`);
  return false;
}

function checkChatContent(reader: FieldReader, content: JsonValue, spot: LazyPath, limits: Limits): void {
  const keys = plainKeys(content);
  let findings: readonly Finding[] = [];
  if (keys !== undefined) reader.addKeys(keys);
  else if (takeContent(reader, content, spot)) findings = checkChatPolicy(syntaxTreeOf(content));
  else return;
  const ofSize = checkContentSize(content, limits.chatPolicy.documentCharacters);
  for (const { kind, path, message, help, severity } of [...findings, ...ofSize]) {
    reader.report(kind, path.reduce<LazyPath>(under, spot), message, help, severity);
  }
}

/**
 * Warns about a type that is misspelt. Types that this package does not read are kept and ignored, which nobody means for
 * such a one.
 */
export function warnAboutType(reader: FieldReader, type: string, spot: LazyPath): void {
  const near = misspeltType(type);
  if (near === undefined) return;
  const message = `${quoted(type)} is none of the types that are read, and is ignored`;
  reader.report('invalid-organization', spot, message, `did you mean \`${near}\`?`, 'warning');
}

/**
 * The type of policies that a text was most likely meant to be, if it is one of ours and spelled otherwise. AWS has
 * other types, and more to come: only what reads like one of ours, but for two letters, is one misspelt.
 */
function misspeltType(text: string): string | undefined {
  if (Object.hasOwn(typeQuotas, text)) return undefined;
  const near = suggest(stemOf(text), stems.keys(), 2);
  return near === undefined ? undefined : stems.get(near);
}

/** The letters of a type, without the word that ends all of them. */
function stemOf(type: string): string {
  return type
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/polic(y|ies)$/, '');
}

const stems = new Map(Object.keys(typeQuotas).map((type) => [stemOf(type), type]));
