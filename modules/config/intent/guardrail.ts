import { sessionsInWords } from '../../analysis/dated-exceptions.js';
import { readParameters } from '../../guardrails/read-parameters.js';
import { findGuardrail, guardrails, packs } from '../../guardrails/registry.js';
import type {
  ChatSessions,
  ExceptionIntent,
  GuardrailIntent,
  GuardrailRule,
  GuardrailStatement,
  RawDocument,
} from '../../policy/intent.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { suggest } from '../../policy/text/suggest.js';
import type { WrittenGuardrail } from '../schema/guardrail.js';
import { asList } from '../schema/text-of.js';
import { holdsPlaceholder } from '../text/placeholder.js';
import type { ReadPolicy } from './chat-policy.js';
import { rawDocument } from './document.js';
import { exceptionsOf, policyIntentOf } from './policy-intent.js';
import { type ConfigReader, refuse } from './reader.js';

const ruleKeys = ['deny', 'allowOnly', 'use', 'statements', 'document'] as const;
type RuleKey = (typeof ruleKeys)[number];

/** Keys that only have an effect beside some of the rule keys. */
const usableWith: Readonly<Partial<Record<keyof WrittenGuardrail, readonly RuleKey[]>>> = {
  with: ['use'],
  resources: ['deny', 'allowOnly'],
  conditions: ['deny', 'allowOnly'],
  from: ['deny', 'allowOnly', 'use'],
  exceptFrom: ['deny', 'allowOnly', 'use'],
  partition: ['deny', 'allowOnly', 'use'],
  sid: ['deny', 'allowOnly', 'use'],
  except: ['deny', 'allowOnly', 'use'],
};

/** The intent of a guardrail. `given` are the keys in the file, valid or not. */
export function guardrailOf(
  written: WrittenGuardrail,
  given: readonly string[],
  path: Path,
  reading: ConfigReader,
): ReadPolicy<GuardrailIntent> {
  const ruleKey = ruleKeyOf(given, path, reading);
  if (ruleKey !== undefined) checkUsableKeys(written, ruleKey, path, reading);
  const exempt = checkExceptFrom(written, path, reading);
  const policy = {
    ...policyIntentOf(written, 'SERVICE_CONTROL_POLICY', path, reading),
    rule: rawRule(written, path, reading) ?? ruleOf(written, path, reading),
  };
  return { policy, exceptions: [...exceptionsOf(written, path), ...exempt] };
}

/** The only rule key that is given; undefined, and an error, where there is none or several. */
function ruleKeyOf(given: readonly string[], path: Path, reading: ConfigReader): RuleKey | undefined {
  const keys = ruleKeys.filter((key) => given.includes(key));
  const [first, second] = keys;
  if (first === undefined) refuse(reading, 'missing-key', path, { rule: 'guardrail-rule' });
  if (second !== undefined) {
    refuse(reading, 'conflicting-keys', [...path, second], { rule: 'several-rules', keys });
  }
  return keys.length === 1 ? first : undefined;
}

function checkUsableKeys(
  written: WrittenGuardrail,
  ruleKey: RuleKey,
  path: Path,
  reading: ConfigReader,
): void {
  for (const [key, expected] of Object.entries(usableWith)) {
    const isUsable = expected.includes(ruleKey) || (ruleKey === 'statements' && expected.length > 2);
    if (written[key as keyof WrittenGuardrail] === undefined || isUsable) continue;
    const facts = { rule: 'key-without-effect', key, other: ruleKey, expected } as const;
    refuse(reading, 'conflicting-keys', [...path, key], facts);
  }
}

function rawRule(written: WrittenGuardrail, path: Path, reading: ConfigReader): RawDocument | undefined {
  if (written.document === undefined) return undefined;
  return rawDocument(written.document, 'SERVICE_CONTROL_POLICY', [...path, 'document'], reading);
}

function ruleOf(written: WrittenGuardrail, path: Path, reading: ConfigReader): GuardrailRule {
  const { exceptFrom, partition = 'aws', sid, use } = written;
  return {
    statements: [
      ...ownStatements(written, path, reading),
      ...listedStatements(written, path, reading),
      ...catalogueStatements(written, path, reading),
    ],
    ...(written.statements === undefined ? {} : { listed: true }),
    from: chatSessionsOf(written.from ?? {}, [...path, 'from'], reading),
    ...(exceptFrom === undefined
      ? {}
      : { exceptFrom: chatSessionsOf(exceptFrom, [...path, 'exceptFrom'], reading) }),
    partition,
    ...(sid === undefined ? {} : { sid: sid === false ? '' : sid }),
    ...(use === undefined ? {} : { use, ...ownActions(written.with?.['actions']) }),
  };
}

/** The actions that `with` adds to those of a guardrail of the catalogue. */
function ownActions(written: unknown): Pick<GuardrailRule, 'ownActions'> {
  const actions = [written].flat().filter((action) => typeof action === 'string');
  return actions.length === 0 ? {} : { ownActions: actions };
}

function ownStatements(written: WrittenGuardrail, path: Path, reading: ConfigReader): GuardrailStatement[] {
  return (['deny', 'allowOnly'] as const).flatMap((effect) => {
    if (written[effect] === undefined) return [];
    const actions = asList(written[effect]);
    if (actions.length === 0) {
      refuse(reading, 'invalid-value', [...path, effect], { rule: 'no-actions', key: effect });
    }
    return [
      {
        effect,
        actions,
        resources: written.resources === undefined ? ['*'] : asList(written.resources),
        conditions: conditionsOf(written.conditions ?? {}, path, reading),
      },
    ];
  });
}

/** Statements that a program lists; a file has one guardrail for each. */
function listedStatements(
  { statements = [] }: WrittenGuardrail,
  path: Path,
  reading: ConfigReader,
): GuardrailStatement[] {
  return statements.map(({ effect, actions, resources = '*', exceptResources, conditions = {} }, index) => ({
    effect,
    actions: asList(actions),
    resources: asList(resources),
    ...(exceptResources === undefined ? {} : { exceptResources: asList(exceptResources) }),
    conditions: conditionsOf(conditions, [...path, 'statements', index], reading),
  }));
}

function conditionsOf(
  written: NonNullable<WrittenGuardrail['conditions']>,
  path: Path,
  reading: ConfigReader,
): GuardrailStatement['conditions'] {
  const entries = Object.entries(written).map(([operator, keys]) => {
    const values = Object.entries(keys).map(([key, value]) => {
      if (key.toLowerCase() === 'aws:chatbotsourcearn') {
        const at = [...path, 'conditions', operator, key];
        refuse(reading, 'conflicting-keys', at, { rule: 'chat-condition', key });
      }
      return [key, asList(value)] as const;
    });
    return [operator, Object.fromEntries(values)] as const;
  });
  return Object.fromEntries(entries);
}

function catalogueStatements(
  written: WrittenGuardrail,
  path: Path,
  reading: ConfigReader,
): readonly GuardrailStatement[] {
  if (written.use === undefined) return [];
  const guardrail = findGuardrail(written.use);
  if (guardrail === undefined) {
    const ids = [...guardrails, ...packs].map(({ id }) => id);
    const nearest = suggest(written.use, ids);
    const facts = nearest === undefined ? {} : { nearest };
    refuse(reading, 'unknown-guardrail', [...path, 'use'], { found: written.use, ...facts });
    return [];
  }
  const { values, findings } = readParameters(
    guardrail,
    written.with as JsonValue | undefined,
    holdsPlaceholder,
  );
  const base = written.with === undefined ? path : [...path, 'with'];
  const isUnread = written.with === undefined && reading.leftOut.isAtOrBelow([...path, 'with']);
  const own = findings.filter(({ kind }) => !isUnread || kind !== 'missing-parameter');
  reading.findings.push(...own.map((finding) => ({ ...finding, path: [...base, ...finding.path] })));
  return values === undefined ? [] : guardrail.statements(values);
}

type WrittenSessions = Omit<NonNullable<WrittenGuardrail['exceptFrom']>, 'reason' | 'owner' | 'until'>;

/** The chat sessions that `from` or `exceptFrom` selects. */
function chatSessionsOf(written: WrittenSessions, path: Path, reading: ConfigReader): ChatSessions {
  const platforms = asList(written.platforms).map((platform) =>
    platform === 'microsoftTeams' ? 'microsoft_teams' : platform,
  );
  const configurations = asList(written.configurations);
  for (const [index, name] of configurations.entries()) {
    if (/^[A-Za-z0-9_*?-]{1,128}$/.test(name) || holdsPlaceholder(name)) continue;
    const item = Array.isArray(written.configurations) ? [index] : [];
    const facts = { rule: 'chat-configuration-name', found: name } as const;
    refuse(reading, 'invalid-value', [...path, 'configurations', ...item], facts);
  }
  const sessions = { platforms: [...new Set(platforms)], configurations, accounts: asList(written.accounts) };
  const count = Object.values(sessions).reduce((product, values) => product * Math.max(1, values.length), 1);
  if (count <= maxSessionPatterns) return sessions;
  const facts = { rule: 'too-many-sessions', count, limit: maxSessionPatterns } as const;
  refuse(reading, 'invalid-value', path, facts);
  return { platforms: [], configurations: [], accounts: [] };
}

/** Patterns for `aws:ChatbotSourceArn`, of which fewer than 200 fit into a policy of AWS. */
const maxSessionPatterns = 2_000;

/** The exception in `exceptFrom`, if it has an end date. Refuses one that exempts all sessions, or lacks details. */
function checkExceptFrom(written: WrittenGuardrail, path: Path, reading: ConfigReader): ExceptionIntent[] {
  const { exceptFrom } = written;
  if (exceptFrom === undefined) return [];
  const here = [...path, 'exceptFrom'];
  const { reason, owner, until, ...sessions } = exceptFrom;
  const named = Object.values(sessions).flatMap((values) => asList<string>(values));
  if (named.length === 0) {
    refuse(reading, 'missing-key', here, { rule: 'exempt-sessions' });
  }
  if (reason === undefined && owner === undefined && until === undefined) return [];
  if (reason === undefined || owner === undefined || until === undefined) {
    refuse(reading, 'missing-key', here, { rule: 'exception-details' });
    return [];
  }
  return [{ policy: written.name, exempt: exemptInWords(sessions), reason, owner, until, path: here }];
}

function exemptInWords({ platforms, configurations, accounts }: WrittenSessions): string {
  return sessionsInWords({
    platforms: asList(platforms),
    configurations: asList(configurations),
    accounts: asList(accounts),
  });
}
