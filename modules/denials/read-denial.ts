import {
  definedMembers,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonValueOf,
  objectOf,
} from '../policy/text/json.js';
import type { Denial, DenyingPolicyKind } from './denial.js';

/** The IAM action of a CloudTrail event: `rds.amazonaws.com` and `DeleteDBCluster` are `rds:DeleteDBCluster`. */
export type ActionOfEvent = (eventSource: string, eventName: string) => string | undefined;

/**
 * The access denials in a text, in its order. The text is an error message, also quoted, wrapped or with
 * the markup of a chat application; a CloudTrail event, alone, in `Records` or as `lookup-events` prints it; or the
 * output of `sts decode-authorization-message`. Empty where the text has none. Never throws.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html (read 2026-11-30)
 */
export function readDenials(text: string, actionOf: ActionOfEvent): readonly Denial[] {
  const events = jsonValuesIn(text).flatMap((value) => denialsInJson(value, actionOf, 0));
  if (events.length > 0) return events;
  const found = denialsInMessage(plainText(text));
  if (!text.includes('\n')) return found;
  // A terminal breaks a message in the middle of words.
  const joined = denialsInMessage(plainText(text.replace(/\r?\n/g, '')));
  return knownParts(joined) > knownParts(found) ? joined : found;
}

/** The number of known fields of denials. */
function knownParts(denials: readonly Denial[]): number {
  const parts = denials.flatMap((denial) => Object.values(denial));
  return parts.filter((value) => value !== 'unknown').length;
}

/** JSON at the start of the text: one value, or one a line. */
function jsonValuesIn(text: string): readonly JsonValue[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (!/^[[{"]/.test(trimmed)) return [];
  const whole = jsonValueOf(trimmed);
  if (whole !== undefined) return [whole];
  return trimmed.split('\n').flatMap((line) => jsonValueOf(line.trim()) ?? []);
}

/** Events are nested at most this deep: a list, `Events` or what a log adds around them, and the text of an event. */
const maxDepth = 8;

function denialsInJson(value: JsonValue, actionOf: ActionOfEvent, depth: number): readonly Denial[] {
  if (depth > maxDepth) return [];
  if (typeof value === 'string') {
    const inner = /^\s*[[{]/.test(value) ? jsonValueOf(value) : undefined;
    return inner === undefined
      ? denialsInMessage(plainText(value))
      : denialsInJson(inner, actionOf, depth + 1);
  }
  if (Array.isArray(value)) return value.flatMap((item) => denialsInJson(item, actionOf, depth + 1));
  if (!isJsonObject(value)) return [];
  if ('eventSource' in value && 'eventName' in value) return denialOfEvent(value, actionOf);
  if ('matchedStatements' in value || ('explicitDeny' in value && 'context' in value))
    return decodedDenial(value);
  return distinct(
    Object.entries(value).flatMap(([key, member]) => {
      const isText = typeof member === 'string' && !/^\s*[[{]/.test(member);
      if (isText && !messageKeys.has(key.toLowerCase())) return [];
      return denialsInJson(member, actionOf, depth + 1);
    }),
  );
}

/** Keys, in lower case, under which logs and SDKs keep the text of an error. */
const messageKeys = new Set([
  ...['message', 'errormessage', 'error_message', 'error', 'msg', 'log', 'text', 'body', 'value', '@message'],
  'name',
]);

/** Each denial once. An error code beside a message adds nothing to it. */
function distinct(denials: readonly Denial[]): readonly Denial[] {
  const byText = new Map(denials.map((denial) => [JSON.stringify(denial), denial]));
  const bare = JSON.stringify(unknownDenial);
  return [...byText].flatMap(([text, denial]) => (text === bare && byText.size > 1 ? [] : [denial]));
}

const unknownDenial = { kind: 'unknown', effect: 'unknown' } as const;

/** Error codes of services for a request that a policy denies. */
const denialCode = /AccessDenied|Unauthorized|NotAuthorized|AuthFailure|Forbidden/i;

function denialOfEvent(event: JsonObject, actionOf: ActionOfEvent): readonly Denial[] {
  const message = textOf(event['errorMessage']);
  const code = textOf(event['errorCode']) ?? '';
  const parsed = denialsInMessage(plainText(message ?? ''))[0];
  if (parsed === undefined && !denialCode.test(code)) return [];
  const identity = objectOf(event['userIdentity']);
  const issuer = objectOf(objectOf(identity['sessionContext'])['sessionIssuer']);
  const action = actionOf(textOf(event['eventSource']) ?? '', textOf(event['eventName']) ?? '');
  const known = {
    principal: textOf(identity['arn']),
    accountId: textOf(identity['accountId']) ?? textOf(event['recipientAccountId']),
    roleArn: issuer['type'] === 'Role' ? textOf(issuer['arn']) : undefined,
    action,
    region: textOf(event['awsRegion']),
  };
  // The action in the message is exact; the name of the event is only similar.
  return [{ kind: 'unknown', effect: 'unknown', ...definedMembers(known), ...parsed }];
}

/**
 * What `sts decode-authorization-message` prints. It names statements and never the kind of policy.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html (read 2026-11-30)
 */
function decodedDenial(decoded: JsonObject): readonly Denial[] {
  if (decoded['allowed'] === true) return [];
  const context = objectOf(decoded['context']);
  const principal = textOf(objectOf(context['principal'])['arn']);
  const known = {
    principal,
    accountId: accountIn(principal),
    action: textOf(context['action']),
    resource: textOf(context['resource']),
  };
  const effect = decoded['explicitDeny'] === true ? 'explicit' : 'implicit';
  return [{ kind: 'unknown', effect, ...definedMembers(known) }];
}

/** A text without the markup of chat applications, the frame of Terraform's errors, HTML and line breaks. */
function plainText(text: string): string {
  return withoutEntities(text.replace(/^[ \t]*(?:>+|[│╷╵|])[ \t]?/gm, ''))
    .replace(/<((?:arn|https?):[^|>]*)(?:\|[^>]*)?>/g, '$1')
    .replace(/<\/?(?:p|br|b|i|em|strong|code|pre|div|span|li|ul)\b[^>]*>/gi, ' ')
    .replace(/\\n|\\r/g, ' ')
    .replace(/\\"/g, '"')
    .replace(/[`\u200B\u2060]/g, '')
    .replace(/(?<![:*])\*\*(\S|\S.*?\S)\*\*(?![:*])/g, '$1')
    .replace(/(^|\s)\*(\S[^*]*)\*(?=[\s.,:]|$)/g, '$1$2')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D\u201E]/g, '"')
    .replace(/\s+/g, ' ')
    .replace(/(\bperform:? )["'_]+([\w-]+:[\w*]+)["'_]*/gi, '$1$2');
}

/** A text with the characters that HTML writes as entities. */
function withoutEntities(text: string): string {
  const named: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    amp: '&',
    nbsp: ' ',
  };
  return text.replace(
    /&(?:(lt|gt|quot|apos|amp|nbsp)|#(\d{1,5})|#x([0-9a-f]{1,4}));/gi,
    (entity, name, decimal, hex) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? entity;
      return String.fromCharCode(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
    },
  );
}

const notAuthorized = /\bis not authorized to perform:? (?=[\w*-]+:)/gi;

/** What AWS's console shows, and asks to send to an administrator. */
const consoleForm = /\b(?:don't|do not) have permissions? to (?:perform)?:?\s*([\w-]+:[\w*]+)/i;

function denialsInMessage(text: string): readonly Denial[] {
  const starts = [...text.matchAll(notAuthorized)];
  if (starts.length === 0) return consoleDenial(text) ?? foreignDenial(text) ?? otherDenial(text);
  return starts.map(({ index, 0: phrase }, each) => {
    const before = text.slice(each === 0 ? 0 : (starts[each - 1]?.index ?? 0), index);
    const after = text.slice(index + phrase.length, starts[each + 1]?.index ?? text.length);
    return denialOf(before, after);
  });
}

function consoleDenial(text: string): readonly Denial[] | undefined {
  const action = consoleForm.exec(text)?.[1];
  if (action === undefined) return undefined;
  const principal = /\bUser: (arn:\S+)/.exec(text)?.[1];
  const resource = /\bOn resource(?:\(s\)|s)?: (arn:\S+|\*)/.exec(text)?.[1];
  const known = {
    principal,
    accountId: accountIn(principal),
    action,
    resource,
    region: regionIn(resource),
  };
  return [{ ...reasonIn(text), ...definedMembers(known) }];
}

/** Words for a refusal in the languages of AWS's console: German, French, Spanish, Portuguese, Italian, Japanese, Chinese, Korean. */
const foreignRefusal =
  /verweigert|keine Berechtigung|nicht (?:autorisiert|berechtigt)|Ablehnung|pas autorisé|\brefus|denega|no (?:está autorizad|tiene permiso)|não (?:está autorizad|tem permissão)|nega(?:ção|zione)|non (?:è autorizzat|dispone)|権限がありません|許可されていません|拒否|无权|未授权|未获授权|拒绝|無權|拒絕|권한이 없|거부/i;

/** Terms for the kinds of policies in those languages. */
const foreignKinds: readonly (readonly [RegExp, DenyingPolicyKind])[] = [
  [
    /Service[- ]?(?:Kontroll|Control)[- ]?(?:richtlinie|policy)|contrôle des services|control de servicios|controle de serviços?|controllo dei servizi|サービスコントロールポリシー|服务控制策略|服務控制政策|서비스 제어 정책/i,
    'service-control-policy',
  ],
  [
    /Ressourcen[- ]?(?:kontroll|steuerungs)richtlinie|contrôle des ressources|control de recursos|controle de recursos?|controllo delle risorse|リソースコントロールポリシー|资源控制策略|資源控制政策|리소스 제어 정책/i,
    'resource-control-policy',
  ],
  [/Berechtigungsgrenze|limite d'autorisations|límite de permisos/i, 'permissions-boundary'],
  [/Sitzungsrichtlinie|politique de session|política de sesión/i, 'session-policy'],
  [/identitätsbasierte|basée sur l'identité|basada en (?:la )?identidad/i, 'identity-policy'],
  [/ressourcenbasierte|basée sur les ressources|basada en recursos/i, 'resource-policy'],
  [/VPC[- ]Endpunkt[- ]?richtlinie/i, 'vpc-endpoint-policy'],
];

/**
 * A message in another language, as far as it can be read: names and ARNs are not translated. The sentences of AWS's console
 * are not documented, so only terms are looked for.
 */
function foreignDenial(text: string): readonly Denial[] | undefined {
  const action = /(?<![\w:/])([a-z][a-z0-9-]+:[A-Z][A-Za-z0-9]+)/.exec(text)?.[1];
  if (action === undefined || !foreignRefusal.test(text)) return undefined;
  const arns = Array.from(text.matchAll(/\barn:[^\s"'<>()]+/g), ([arn]) => arn.replace(/[.,;]+$/, ''));
  const principal = arns.find((arn) => /^arn:[^:]+:(?:sts|iam)::\d{12}:/.test(arn));
  const policyArn = arns.find((arn) => arn.includes(':organizations::'));
  const resource =
    arns.find((arn) => arn !== principal && arn !== policyArn) ??
    (/Ressourcen?(?:\(n\))?: ["']?\*/i.test(text) ? '*' : undefined);
  const kind = foreignKinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
  const isExplicit = /expl[ií][cz]it|ausdrücklich|esplicit|明示的|明确|明確|명시적/i.test(text);
  const effect = isExplicit ? 'explicit' : /\bkeine \S*richtlinie\b/i.test(text) ? 'implicit' : 'unknown';
  const known = {
    ...(policyArn === undefined || isCutOff(policyArn) ? {} : { policyArn }),
    ...{ principal, accountId: accountIn(principal), action, resource, region: regionIn(resource) },
  };
  return [{ kind, effect, ...definedMembers(known) }];
}

function denialOf(before: string, after: string): Denial {
  const principal = /(arn:[^\s"'()<>]+)["')]*\s*$/.exec(before)?.[1];
  const action = /^([\w-]+:[\w*]+)/.exec(after)?.[1];
  const resource =
    / on (?:the )?resource(?:: ["']?|:? ["']?(?=arn:))(.+?)["']?(?=$| (?:(?:with|due to) an explicit deny|because|\(|Encoded )|[.,;]? (?:[A-Z]|\())/.exec(
      after,
    )?.[1];
  const known = {
    principal,
    accountId: accountIn(principal),
    action,
    resource: resource?.replace(/["'.,;]+$/, ''),
    region: regionIn(resource),
    authorizationId: /\bauthorization(?: id: ?|-details\/)([0-9a-z]+)/i.exec(after)?.[1],
  };
  return { ...reasonIn(after), ...definedMembers(known) };
}

const explicitly = /\b(?:an? |the )([a-z -]+?polic(?:y|ies)|permissions boundary) explicitly den(?:ies|y)\b/i;

/** AWS's reason: the kind of policy, whether it denies or does not allow, and which one it is. */
function reasonIn(text: string): Pick<Denial, 'kind' | 'effect' | 'policyArn' | 'encoded'> {
  const encoded = /encoded authorization (?:failure )?message/i.test(text) ? { encoded: true } : {};
  const explicit =
    /(?:(?:with|due to|because of) an|Context: (?:an )?|:) ?explicit deny(?: in (?:an? |the )?([a-z -]+?polic(?:y|ies)|permissions boundary))?(?::? \(?["']?(arn:[^\s"')<>]+))?/i.exec(
      text,
    );
  if (explicit !== null) {
    const [, named = cutOffIn(text), arn] = explicit;
    const policyArn = isCutOff(arn) ? undefined : arn?.replace(/[.,;]+$/, '');
    return { kind: kindOf(named), effect: 'explicit', ...definedMembers({ policyArn }), ...encoded };
  }
  if (/because the resource does not exist in this Region, no resource-based/i.test(text)) {
    return { kind: 'resource-policy', effect: 'unknown', ...encoded };
  }
  const words = explicitly.exec(text)?.[1];
  if (words !== undefined) return { kind: kindOf(words), effect: 'explicit', ...encoded };
  const implicit =
    /(?:because|Context:) (?:no|the) ([a-z -]+?polic(?:y|ies)|permissions boundar(?:y|ies)) (?:allows?|does not allow|do not allow)/i.exec(
      text,
    );
  if (implicit !== null) return { kind: kindOf(implicit[1] ?? ''), effect: 'implicit', ...encoded };
  return { kind: 'unknown', effect: 'unknown', ...encoded };
}

/** True for an ARN that a chat application or a copy cut off: what is left of it names no policy. */
function isCutOff(arn = ''): boolean {
  return /(?:…|\.{3})$/.test(arn) || (/:organizations::/.test(arn) && !/\/p-\w+[.,;]*$/.test(arn));
}

/** The kind of policy at the end of a message that was cut off in it, where only one begins so; otherwise empty. */
function cutOffIn(text: string): string {
  const begun =
    /explicit deny in (?:an? |the )?([a-z][a-z -]+?)(?: ?(?:…|\.{3}))?$/i.exec(text)?.[1]?.toLowerCase() ??
    '';
  const [only = '', ...others] =
    begun === '' ? [] : [...kinds.keys()].filter((name) => name.startsWith(begun));
  return others.length === 0 ? only : '';
}

/** The kinds of policies by the names that AWS's messages have for them. */
const kinds: ReadonlyMap<string, DenyingPolicyKind> = new Map([
  ['service control policy', 'service-control-policy'],
  ['resource control policy', 'resource-control-policy'],
  ['resource-based policy', 'resource-policy'],
  ['role trust policy', 'resource-policy'],
  ['permissions boundary', 'permissions-boundary'],
  ['session policy', 'session-policy'],
  ['identity-based policy', 'identity-policy'],
  ['vpc endpoint policy', 'vpc-endpoint-policy'],
]);

/** The kind of policy that words of AWS's messages begin with, in the singular or plural. */
function kindOf(words: string): DenyingPolicyKind {
  const folded = words.toLowerCase().trim();
  return [...kinds].find(([name]) => folded.startsWith(name.slice(0, -1)))?.[1] ?? 'unknown';
}

/** Denials that do not name the action: an encoded message, a short answer, and the message of the chat application. */
function otherDenial(text: string): readonly Denial[] {
  const reason = reasonIn(text);
  if (reason.effect === 'explicit' && reason.kind !== 'unknown') return [reason];
  if (/encoded authorization (?:failure )?message/i.test(text)) return [{ ...unknownDenial, encoded: true }];
  if (
    /\b(?:chat applications?|chatbot|organization(?:'s|al)?|guardrail) polic(?:y|ies)\b/i.test(text) &&
    refusal.test(text)
  )
    return [{ ...unknownDenial, from: 'chat' }];
  const called =
    /\(([A-Za-z.]*(?:AccessDenied|Unauthorized)[A-Za-z]*|403)\) when calling the (\w+) operation/.exec(text);
  if (
    called !== null ||
    /\b(?:access ?denied(?:exception)?|unauthorizedoperation|not authorized|not have permissions? to call|access to the resource \S+ is denied)\b/i.test(
      text,
    )
  )
    return [unknownDenial];
  return [];
}

const refusal =
  /not allowed|disallow|not permitted|denied|blocked|restricted|prohibit|not authorized|administrator/i;

function accountIn(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1];
}

function regionIn(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:[^:]*:([a-z0-9-]+):/.exec(arn ?? '')?.[1];
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
