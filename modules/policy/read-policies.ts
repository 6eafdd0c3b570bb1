import { checkChatPolicy } from './chatbot/check.js';
import { plainKeys } from './chatbot/plain-keys.js';
import { checkContentSize } from './check-document-size.js';
import type { FieldReader } from './field-reader.js';
import { isPolicyId } from './identifiers.js';
import type { JsonObject, JsonValue } from './json.js';
import type { Limits } from './limits.js';
import type { MissingPart, OrganizationPolicy } from './organization.js';
import { deepestNesting } from './parse-json.js';
import { type Finding, quoted } from './problem.js';
import { type Spot, under } from './spot.js';
import { surveyJson } from './survey-json.js';
import { syntaxTreeOf } from './syntax-tree.js';
import { warnAboutType } from './warn-about-type.js';

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
  spot: Spot,
): Pick<OrganizationPolicy, 'description' | 'tags'> {
  const description = reader.optionalText(policy, 'description', spot);
  const here = under(spot, 'tags');
  const tags = reader.value(policy, 'tags');
  return {
    ...(description === undefined ? {} : { description }),
    ...(tags === undefined ? {} : { tags: readTags(reader, reader.object(tags, here), here) }),
  };
}

function readTags(reader: FieldReader, tags: JsonObject, spot: Spot): Readonly<Record<string, string>> {
  const keys = Object.keys(tags).sort();
  return Object.fromEntries(keys.map((key) => [key, reader.text(tags, key, spot)]));
}

function readPolicy(
  reader: FieldReader,
  id: string,
  node: JsonObject,
  spot: Spot,
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
const deepestContent = deepestNesting - 3;

/** Takes a document as it is; false where it is nested too deep to be looked at. */
function takeContent(reader: FieldReader, content: JsonValue, spot: Spot): boolean {
  const { keys, depth } = surveyJson(content, deepestContent);
  reader.addKeys(keys);
  if (depth <= deepestContent) return true;
  reader.report('json-too-deep', spot, `nested more than ${deepestContent} levels deep`);
  return false;
}

function checkChatContent(reader: FieldReader, content: JsonValue, spot: Spot, limits: Limits): void {
  const keys = plainKeys(content);
  let findings: readonly Finding[] = [];
  if (keys !== undefined) reader.addKeys(keys);
  else if (takeContent(reader, content, spot)) findings = checkChatPolicy(syntaxTreeOf(content));
  else return;
  const ofSize = checkContentSize(content, limits.chatPolicy.documentCharacters);
  for (const { kind, path, message, help, severity } of [...findings, ...ofSize]) {
    reader.report(kind, path.reduce<Spot>(under, spot), message, help, severity);
  }
}
