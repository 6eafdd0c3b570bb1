import { Token } from 'cdktf';
import type { ChatSessions, GuardrailRule, GuardrailStatement } from '../policy/intent.js';
import { alternatives, type Finding, type Path, quoted } from '../policy/problem.js';
import { checkPropKeys } from './check-prop-keys.js';
import type { GuardrailProps } from './guardrail-props.js';
import type { OrToken } from './or-token.js';
import type { PolicyProps } from './policy-props.js';
import { noList } from './prop-findings.js';

/** The keys that say what a guardrail does; one of them stands in every guardrail. */
const shapes = ['deny', 'allowOnly', 'statements', 'document'] as const;

/** The rule that the props of a guardrail stand for, defaults filled in. */
export function ruleOf(props: GuardrailProps): OrToken<GuardrailRule> {
  const { deny, allowOnly, statements = [], from, exceptFrom, partition = 'aws' } = props;
  return {
    statements: [...one('deny', deny, props), ...one('allowOnly', allowOnly, props), ...statements],
    from: sessionsOf(from),
    partition,
    ...(exceptFrom === undefined ? {} : { exceptFrom: sessionsOf(exceptFrom) }),
  };
}

/** What is wrong with the choice of props, whatever they say. */
export function checkShape(props: GuardrailProps): Finding[] {
  const named = shapes.filter((shape) => props[shape] !== undefined);
  const findings: Finding[] = [];
  const [first, second] = named;
  if (first === undefined) {
    findings.push(
      error('missing-key', [], 'the guardrail says nothing', `give one of ${alternatives(shapes)}`),
    );
  } else if (second !== undefined) {
    const help =
      '`deny` lists what chat may not run, `allowOnly` the only things it may; `statements` takes both';
    findings.push(error('conflicting-keys', [second], `stands beside \`${first}\``, help));
  }
  for (const key of ['resources', 'conditions'] as const) {
    if (props[key] !== undefined && first !== 'deny' && first !== 'allowOnly') {
      findings.push(
        error('conflicting-keys', [key], 'belongs to `deny` or `allowOnly`', 'say it in the statement'),
      );
    }
  }
  for (const key of named) {
    const list = props[key];
    if (Array.isArray(list) && list.length === 0) {
      findings.push(error('empty-list', [key], 'an empty list', 'name at least one action'));
    }
  }
  if (props.exceptFrom !== undefined && Object.values(props.exceptFrom).every(isEmpty)) {
    findings.push(
      error('missing-key', ['exceptFrom'], 'spares all of chat', 'name whom it spares, or leave it out'),
    );
  }
  return [
    ...checkPropKeys(props, ownKeys),
    ...findings,
    ...misspelt('from', props),
    ...misspelt('exceptFrom', props),
  ];
}

const ownKeys: Readonly<Record<Exclude<keyof GuardrailProps, keyof PolicyProps>, true>> = {
  deny: true,
  allowOnly: true,
  resources: true,
  conditions: true,
  statements: true,
  document: true,
  from: true,
  exceptFrom: true,
  except: true,
  partition: true,
};

/** One word in the place of a list, of which a program in JavaScript is not told: no rule can be made of it. */
export function checkLists({
  deny,
  allowOnly,
  resources,
  except,
  from = {},
  exceptFrom = {},
}: GuardrailProps): Finding[] {
  const lists: readonly (readonly [Path, unknown])[] = [
    ...Object.entries({ deny, allowOnly, resources, except }).map(([key, value]) => [[key], value] as const),
    ...Object.entries(from).map(([key, value]) => [['from', key], value] as const),
    ...Object.entries(exceptFrom).map(([key, value]) => [['exceptFrom', key], value] as const),
  ];
  return lists.filter(([, value]) => typeof value === 'string').map(([path, value]) => noList(path, value));
}

const parts: readonly string[] = ['platforms', 'configurations', 'accounts'];

/** Parts of sessions that are none, of which a program in JavaScript is not told: without them they mean all of chat. */
function misspelt(key: 'from' | 'exceptFrom', { [key]: sessions = {} }: GuardrailProps): Finding[] {
  return Object.keys(sessions)
    .filter((part) => !parts.includes(part))
    .map((part) =>
      error('unknown-key', [key, part], `unknown key ${quoted(part)}`, `write ${alternatives(parts)}`),
    );
}

function one(
  effect: GuardrailStatement['effect'],
  actions: readonly string[] | undefined,
  { resources = ['*'], conditions = {} }: GuardrailProps,
): OrToken<GuardrailStatement>[] {
  return actions === undefined ? [] : [{ effect, actions, resources, conditions }];
}

function sessionsOf(sessions: OrToken<Partial<ChatSessions>> = {}): OrToken<ChatSessions> {
  const { platforms = [], configurations = [], accounts = [] } = sessions;
  return { platforms, configurations, accounts };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0 && !Token.isUnresolved(value));
}

function error(kind: Finding['kind'], path: Path, message: string, help: string): Finding {
  return { kind, severity: 'error', path, message, help };
}
