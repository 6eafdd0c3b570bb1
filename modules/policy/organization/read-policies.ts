import { checkChatPolicy } from '../chatbot/check.js';
import { isPolicyId } from '../identifiers.js';
import { type Limits, typeQuotas } from '../limits.js';
import { checkDocumentSize } from '../text/check-document-size.js';
import type { JsonObject, JsonValue } from '../text/json.js';
import { type LazyPath, under } from '../text/lazy-path.js';
import { maxNesting, surveyJson } from '../text/parse-json.js';
import { suggest } from '../text/suggest.js';
import { syntaxTreeOf } from '../text/syntax-tree.js';
import type { FieldReader } from './field-reader.js';
import type { MissingPart, OrganizationPolicy } from './organization.js';

/** Reads the policies of an organization file by ID; chat policies must be valid. */
export function readPolicies(
  reader: FieldReader,
  document: JsonObject,
  limits: Limits,
  missing: readonly MissingPart[],
): ReadonlyMap<string, OrganizationPolicy> {
  const at = under(undefined, 'policies');
  const policies = new Map<string, OrganizationPolicy>();
  const names = new Map<string, string>();
  const unread = new Set(missing.filter(({ what }) => what !== 'tags').map(({ id }) => id));
  const byId = reader.object(document['policies'], at);
  for (const id of Object.keys(byId)) {
    const here = under(at, id);
    const policy = readPolicy(reader, id, reader.object(byId[id], here), here, unread.has(id), limits);
    const twin = names.get(`${policy.type} ${policy.name}`);
    if (twin !== undefined && policy.name !== '') {
      const facts = { rule: 'policy-name-taken', policy: policy.name, other: twin } as const;
      reader.report('invalid-organization', under(here, 'name'), facts, 'warning');
    }
    names.set(`${policy.type} ${policy.name}`, id);
    policies.set(id, policy);
  }
  return policies;
}

/** The optional fields of a policy. */
function readDetails(
  reader: FieldReader,
  policy: JsonObject,
  at: LazyPath,
): Pick<OrganizationPolicy, 'description' | 'tags'> {
  const description = reader.optionalText(policy, 'description', at);
  const here = under(at, 'tags');
  const tags = policy['tags'];
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: readTags(reader, reader.object(tags, here), here) }),
  };
}

function readTags(reader: FieldReader, tags: JsonObject, at: LazyPath): Readonly<Record<string, string>> {
  const keys = Object.keys(tags).sort();
  return Object.fromEntries(keys.map((key) => [key, reader.text(tags, key, at)]));
}

function readPolicy(
  reader: FieldReader,
  id: string,
  node: JsonObject,
  at: LazyPath,
  unread: boolean,
  limits: Limits,
): OrganizationPolicy {
  if (!isPolicyId(id)) {
    reader.report('invalid-organization', at, { rule: 'policy-id', found: id }, 'warning');
  }
  const type = reader.text(node, 'type', at);
  warnAboutType(reader, type, under(at, 'type'));
  const content = node['content'] ?? null;
  const here = under(at, 'content');
  if (content === null) {
    if (!unread) reader.missing(node, 'content', at, 'policy document');
  } else if (type === 'CHATBOT_POLICY' && !unread) checkChatContent(reader, content, here, limits);
  else checkDepth(reader, content, here);
  const name = reader.text(node, 'name', at);
  const awsManaged = reader.flag(node, 'awsManaged', at, false);
  return { id, name, type, awsManaged, content, ...readDetails(reader, node, at) };
}

/** A policy document is three objects deep in the file. */
const maxContentDepth = maxNesting - 3;

/** False where a document is nested too deep to be read. */
function checkDepth(reader: FieldReader, content: JsonValue, at: LazyPath): boolean {
  if (surveyJson(content, maxContentDepth).depth <= maxContentDepth) return true;
  reader.report('json-too-deep', at, { limit: maxContentDepth });
  return false;
}

function checkChatContent(reader: FieldReader, content: JsonValue, at: LazyPath, limits: Limits): void {
  if (!checkDepth(reader, content, at)) return;
  const findings = [
    ...checkChatPolicy(syntaxTreeOf(content)),
    ...checkDocumentSize(JSON.stringify(content), limits.chatPolicy.documentCharacters),
  ];
  for (const { offset: _, ...finding } of findings) reader.add(at, finding);
}

/** Warns about a misspelt policy type. Types that this tool does not read are kept and ignored. */
export function warnAboutType(reader: FieldReader, type: string, at: LazyPath): void {
  const nearest = misspeltType(type);
  if (nearest === undefined) return;
  reader.report('invalid-organization', at, { rule: 'policy-type', found: type, nearest }, 'warning');
}

/**
 * The policy type that is probably meant; undefined where the type is spelled right or not near one that this tool
 * reads. AWS has other types, so a type counts as misspelt only where at most two letters differ.
 */
function misspeltType(text: string): string | undefined {
  if (Object.hasOwn(typeQuotas, text)) return undefined;
  const near = suggest(stemOf(text), stems.keys(), 2);
  return near === undefined ? undefined : stems.get(near);
}

/** The letters of a type without the word `policy`, which all types end with. */
function stemOf(type: string): string {
  return type
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/polic(y|ies)$/, '');
}

const stems = new Map(Object.keys(typeQuotas).map((type) => [stemOf(type), type]));
