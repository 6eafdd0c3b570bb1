import type { ChatPolicyIntent, GuardrailIntent, Intent, PolicyIntent } from '../../policy/intent.js';
import { awsLimits, type Limits } from '../../policy/limits.js';
import type { ChatNames } from '../../policy/organization/organization.js';
import { isJsonObject, type JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { chatPolicySchema } from '../schema/chat-policy.js';
import type { WrittenEnvironment } from '../schema/configuration.js';
import { declaredGuardrailSchema, guardrailSchema } from '../schema/guardrail.js';
import type { WrittenLimits } from '../schema/limits.js';
import type { Aliases } from '../text/resolve-aliases.js';
import { withoutUndefined } from '../without-undefined.js';
import { chatPolicyOf, type ReadPolicy } from './chat-policy.js';
import { guardrailOf } from './guardrail.js';
import type { ConfigReader } from './reader.js';

/** The intent of one environment: the shared settings of the file, and those of the environment, which override them. */
export function intentOf(
  file: WrittenEnvironment,
  own: WrittenEnvironment,
  name: string,
  path: Path,
  reading: ConfigReader,
): Intent {
  const chatPolicies = joined(
    listOf(file.chatPolicies, ['chatPolicies'], (value, at) => readChatPolicy(value, at, reading)),
    listOf(own.chatPolicies, [...path, 'chatPolicies'], (value, at) => readChatPolicy(value, at, reading)),
  );
  const guardrails = joined(
    listOf(file.guardrails, ['guardrails'], (value, at) => readGuardrail(value, at, reading)),
    listOf(own.guardrails, [...path, 'guardrails'], (value, at) => readGuardrail(value, at, reading)),
  );
  return {
    chatPolicies: chatPolicies.map(({ policy }) => policy),
    guardrails: guardrails.map(({ policy }) => policy),
    namePrefix: own.namePrefix ?? file.namePrefix ?? '',
    limits: limitsOf(limitsOf(awsLimits, file.limits), own.limits),
    environment: name,
    ownershipTag: own.ownershipTag ?? file.ownershipTag ?? true,
    exceptions: [...chatPolicies, ...guardrails].flatMap(({ exceptions }) => exceptions),
    ...packingOf(own.guardrailPolicies ?? file.guardrailPolicies),
    ...(reading.aliases.size === 0 ? {} : { chatNames: chatNamesOf(reading.aliases) }),
  };
}

function chatNamesOf(aliases: Aliases): ChatNames {
  return new Map([...aliases].map(([alias, id]) => [id.toLowerCase(), alias]));
}

function packingOf(written: WrittenEnvironment['guardrailPolicies']): Pick<Intent, 'packing'> {
  if (written?.packing !== 'packed') return {};
  return { packing: { name: written.name ?? 'chat-guardrails' } };
}

function readChatPolicy(value: JsonValue, path: Path, reading: ConfigReader): ReadPolicy<ChatPolicyIntent> {
  const written = reading.parse(chatPolicySchema, value, path, fallback(path));
  if (written !== undefined) return chatPolicyOf(written, path, reading);
  return { policy: { ...unreadable(path), settings: {}, attachAfter: [] }, exceptions: [] };
}

function readGuardrail(value: JsonValue, path: Path, reading: ConfigReader): ReadPolicy<GuardrailIntent> {
  const written = reading.parse(
    reading.declared ? declaredGuardrailSchema : guardrailSchema,
    value,
    path,
    fallback(path),
  );
  const given = isJsonObject(value) ? Object.keys(value) : [];
  if (written !== undefined) return guardrailOf(written, given, path, reading);
  const nowhere = { platforms: [], configurations: [], accounts: [] };
  const rule = { statements: [], from: nowhere, partition: 'aws' };
  return { policy: { ...unreadable(path), rule }, exceptions: [] };
}

/** A name and targets that cause no problem, for a policy whose own are missing or invalid. */
function fallback(path: Path): { readonly name: string; readonly targets: readonly string[] } {
  return { name: `unreadable ${path.join(' ')}`, targets: [] };
}

/** A placeholder for a policy that is not a mapping. Its file has errors, so it is never planned. */
function unreadable(path: Path): PolicyIntent {
  return {
    ...fallback(path),
    targets: [],
    description: '',
    tags: {},
    except: [],
    retention: { skipDestroy: false, preventDestroy: false },
    path,
  };
}

function listOf<T>(
  values: readonly unknown[] | undefined,
  path: Path,
  read: (value: JsonValue, path: Path) => T,
): T[] {
  return (values ?? []).map((value, index) => read(value as JsonValue, [...path, index]));
}

/** The shared policies and the environment's own; one with the same name replaces the shared one. */
function joined<P extends ReadPolicy<PolicyIntent>>(shared: readonly P[], own: readonly P[]): P[] {
  const names = new Map(own.map((read) => [read.policy.name, read]));
  const sharedNames = new Set(shared.map((read) => read.policy.name));
  return [
    ...shared.map((read) => names.get(read.policy.name) ?? read),
    ...own.filter((read) => !sharedNames.has(read.policy.name) || names.get(read.policy.name) !== read),
  ];
}

function limitsOf(limits: Limits, written: WrittenLimits | undefined): Limits {
  if (written === undefined) return limits;
  const { chatPolicy, serviceControlPolicy, ...others } = written;
  return {
    ...limits,
    ...withoutUndefined(others),
    chatPolicy: { ...limits.chatPolicy, ...withoutUndefined(chatPolicy ?? {}) },
    serviceControlPolicy: {
      ...limits.serviceControlPolicy,
      ...withoutUndefined(serviceControlPolicy ?? {}),
    },
  };
}
