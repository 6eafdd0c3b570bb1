import type { CustomAction, MissingPart } from '../../policy/organization/organization.js';
import { isJsonObject, type JsonObject, type JsonValue, jsonValueOf } from '../../policy/text/json.js';
import { sorted } from './assemble.js';

/** The custom actions of a file, and those that the file names without their command. */
export interface FoundCustomActions {
  readonly actions: readonly CustomAction[];
  readonly missing: readonly MissingPart[];
}

/**
 * Reads what `aws chatbot list-custom-actions` and `get-custom-action` print: one JSON document or several, one after the
 * other or in a list. Undefined where the text holds anything else.
 * @see https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CustomAction.html (read 2026-11-30)
 */
export function readCustomActions(text: string): FoundCustomActions | undefined {
  const values = documentsIn(text.replace(/^\ufeff/, ''))?.flat();
  if (values === undefined || values.length === 0) return undefined;
  const byArn = new Map<string, CustomAction>();
  for (const value of values) {
    const found = actionsOf(value);
    if (found === undefined) return undefined;
    for (const [arn, action] of found) byArn.set(arn, { ...byArn.get(arn), ...action });
  }
  const reason =
    'GetCustomAction: the file has no definition; add the output of `aws chatbot get-custom-action`';
  const open = [...byArn].filter(([, { command }]) => command === undefined);
  return {
    actions: sorted([...byArn.values()], ({ accountId, name }) => `${accountId} ${name}`),
    missing: sorted(
      open.map(([id]) => ({ what: 'customActions', id, reason })),
      ({ id }) => id,
    ),
  };
}

/** The organization with custom actions. */
export function withCustomActions(organization: JsonObject, found: FoundCustomActions): JsonObject {
  const { missing = [], ...rest } = organization;
  const parts = [...(Array.isArray(missing) ? missing : []), ...found.missing.map((part) => ({ ...part }))];
  return {
    ...rest,
    customActions: found.actions.map((action) => ({ ...action })),
    ...(parts.length === 0 ? {} : { missing: parts }),
  };
}

/** `{"CustomActions": [ARN, …]}` or `{"CustomAction": {…}}`. */
function actionsOf(value: JsonValue): readonly (readonly [string, CustomAction])[] | undefined {
  if (!isJsonObject(value)) return undefined;
  const { CustomAction: one, CustomActions: list } = value;
  const items = one === undefined ? list : [one];
  if (!Array.isArray(items)) return undefined;
  const found = items.map(actionOf);
  return found.every((action) => action !== undefined) ? found : undefined;
}

function actionOf(item: JsonValue): readonly [string, CustomAction] | undefined {
  const { CustomActionArn, AliasName, Definition }: JsonObject = isJsonObject(item)
    ? item
    : { CustomActionArn: item };
  const arn = String(CustomActionArn);
  const [, accountId, name] = /^arn:[\w-]+:chatbot::(\d{12}):custom-action\/([\w-]{1,64})$/.exec(arn) ?? [];
  if (accountId === undefined || name === undefined) return undefined;
  const command = isJsonObject(Definition) ? Definition['CommandText'] : undefined;
  return [
    arn,
    {
      accountId,
      name,
      ...(typeof AliasName === 'string' ? { alias: AliasName } : {}),
      ...(typeof command === 'string' ? { command } : {}),
    },
  ];
}

/** JSON documents that follow each other; undefined where one is not JSON. */
function documentsIn(text: string): readonly JsonValue[] | undefined {
  const documents: JsonValue[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token.length > 1) continue;
    depth += token === '{' || token === '[' ? 1 : -1;
    if (depth !== 0) continue;
    const value = jsonValueOf(text.slice(start, index + 1));
    if (value === undefined) return undefined;
    documents.push(value);
    start = index + 1;
  }
  return text.slice(start).trim() === '' ? documents : undefined;
}
