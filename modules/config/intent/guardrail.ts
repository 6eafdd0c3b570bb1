import { readParameters } from '../../guardrails/read-parameters.js';
import { findGuardrail, guardrails, packs } from '../../guardrails/registry.js';
import type { GuardrailIntent, GuardrailRule, GuardrailStatement, RawDocument } from '../../policy/intent.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import { suggest } from '../../policy/text/suggest.js';
import type { WrittenGuardrail } from '../schema/guardrail.js';
import { asList } from '../schema/text-of.js';
import { holdsPlaceholder } from '../text/placeholder.js';
import type { ReadPolicy } from './chat-policy.js';
import { chatSessionsOf, checkExceptFrom } from './chat-sessions.js';
import { rawDocument } from './document.js';
import { exceptionsOf, policyIntentOf } from './policy-intent.js';
import { type ConfigReader, refuse } from './reader.js';

const shapes = ['deny', 'allowOnly', 'use', 'statements', 'document'] as const;
type ShapeKey = (typeof shapes)[number];

/** What each of them is for. */
const purposes: Readonly<Record<ShapeKey, string>> = {
  deny: 'what chat may not run',
  allowOnly: 'the only things it may',
  use: 'a guardrail of the catalogue',
  statements: 'several of both',
  document: 'a policy that says everything itself',
};

/** Keys that say more about a rule, and the shapes of rule beside which they mean something. */
const companions: Readonly<Partial<Record<keyof WrittenGuardrail, readonly ShapeKey[]>>> = {
  with: ['use'],
  resources: ['deny', 'allowOnly'],
  conditions: ['deny', 'allowOnly'],
  from: ['deny', 'allowOnly', 'use'],
  exceptFrom: ['deny', 'allowOnly', 'use'],
  partition: ['deny', 'allowOnly', 'use'],
  sid: ['deny', 'allowOnly', 'use'],
  except: ['deny', 'allowOnly', 'use'],
};

/** A guardrail in the words of the core. `given` are the keys that stand in the file, readable or not. */
export function guardrailOf(
  written: WrittenGuardrail,
  given: readonly string[],
  path: Path,
  reading: ConfigReader,
): ReadPolicy<GuardrailIntent> {
  const shape = shapeOf(given, path, reading);
  if (shape !== undefined) checkCompanions(written, shape, path, reading);
  const spared = checkExceptFrom(written, path, reading);
  const policy = {
    ...policyIntentOf(written, 'scp', path, reading),
    rule: rawRule(written, path, reading) ?? ruleOf(written, path, reading),
  };
  return { policy, exceptions: [...exceptionsOf(written, path), ...spared] };
}

/** Exactly one of the four: a deny-list and an allow-list are different things and have different words. */
function shapeOf(given: readonly string[], path: Path, reading: ConfigReader): ShapeKey | undefined {
  const named = shapes.filter((shape) => given.includes(shape));
  const [first, second] = named;
  if (first === undefined) {
    const help =
      'write `deny: [...]` for actions that chat may not run, `allowOnly: [...]` for the only ones it may, `use: ID` for one of the catalogue, or `document: FILE`';
    refuse(reading, 'missing-key', path, 'the guardrail says nothing', help);
  } else if (second !== undefined) {
    const message = `${named.map(quoted).join(' and ')} in one guardrail`;
    const uses = named.map((shape) => `${quoted(shape)} for ${purposes[shape]}`).join(' or ');
    const help = `keep ${uses}; for both write two guardrails`;
    refuse(reading, 'conflicting-keys', [...path, second], message, help);
  }
  return named.length === 1 ? first : undefined;
}

function checkCompanions(
  written: WrittenGuardrail,
  shape: ShapeKey,
  path: Path,
  reading: ConfigReader,
): void {
  for (const [key, beside] of Object.entries(companions)) {
    const goesWith = beside.includes(shape) || (shape === 'statements' && beside.length > 2);
    if (written[key as keyof WrittenGuardrail] === undefined || goesWith) continue;
    const message = `\`${key}\` beside \`${shape}\`, where it means nothing`;
    const help = `\`${key}\` goes with ${beside.map(quoted).join(', ')}${shape === 'document' ? '; a document says everything itself' : ''}`;
    refuse(reading, 'conflicting-keys', [...path, key], message, help);
  }
}

function rawRule(written: WrittenGuardrail, path: Path, reading: ConfigReader): RawDocument | undefined {
  if (written.document === undefined) return undefined;
  return rawDocument(written.document, 'scp', [...path, 'document'], reading);
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

/** What a guardrail of the catalogue is told to let in or to deny beside its own list. */
function ownActions(written: unknown): Pick<GuardrailRule, 'ownActions'> {
  const actions = [written].flat().filter((action) => typeof action === 'string');
  return actions.length === 0 ? {} : { ownActions: actions };
}

function ownStatements(written: WrittenGuardrail, path: Path, reading: ConfigReader): GuardrailStatement[] {
  return (['deny', 'allowOnly'] as const).flatMap((effect) => {
    if (written[effect] === undefined) return [];
    const actions = asList(written[effect]);
    if (actions.length === 0) {
      const help =
        effect === 'deny'
          ? 'name actions, e.g. `rds:DeleteDBCluster`'
          : 'to deny everything write `deny: "*"`';
      refuse(reading, 'invalid-value', [...path, effect], 'an empty list of actions', help);
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
        const place = [...path, 'conditions', operator, key];
        const help = 'say whom the guardrail binds with `from` and `exceptFrom`';
        refuse(reading, 'conflicting-keys', place, 'a condition on the chat session', help);
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
    const near = suggest(
      written.use,
      [...guardrails, ...packs].map(({ id }) => id),
    );
    const help = near === undefined ? '`chat-guardrails guardrails` lists them' : `did you mean \`${near}\`?`;
    const message = `no guardrail ${quoted(written.use)} in the catalogue`;
    refuse(reading, 'unknown-guardrail', [...path, 'use'], message, help);
    return [];
  }
  const { values, findings } = readParameters(
    guardrail,
    written.with as JsonValue | undefined,
    holdsPlaceholder,
  );
  const base = written.with === undefined ? path : [...path, 'with'];
  reading.findings.push(...findings.map((finding) => ({ ...finding, path: [...base, ...finding.path] })));
  return values === undefined ? [] : guardrail.statements(values);
}
