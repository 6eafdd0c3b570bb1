import type { GuardrailIntent, PackingIntent } from '../intent.js';
import type { Limits } from '../limits.js';
import { packStatements, statementsOf } from '../scp/pack.js';
import { mark } from '../scp/sid.js';
import type { Draft } from './draft.js';
import { documentOf } from './draft.js';
import { renderTarget } from './plan.js';

type GuardrailDraft = Draft<GuardrailIntent>;

/**
 * Packs guardrails with the same targets in every wave, retention and tags into as few shared policies as possible. Calls
 * `tooLong` for each guardrail that does not fit in a policy.
 */
export function packGroups(
  drafts: readonly GuardrailDraft[],
  { name }: PackingIntent,
  namePrefix: string,
  limits: Limits,
  tooLong: (draft: GuardrailDraft) => void,
): readonly GuardrailDraft[] {
  const groups = new Map<string, GuardrailDraft[]>();
  for (const draft of drafts) {
    const { retention, tags } = draft.intent;
    const key = JSON.stringify([rolloutOf(draft), retention, Object.entries(tags).sort()]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  return [...groups].flatMap(([key, group]) => {
    const owners = group.flatMap((draft) => statementsOf(draft.content).map(() => draft));
    const statements = group.flatMap(({ content }) => statementsOf(content));
    const { documents, tooLarge } = packStatements(
      statements,
      limits.serviceControlPolicy.documentCharacters,
    );
    for (const draft of new Set(tooLarge.map((index) => owners[index])))
      if (draft !== undefined) tooLong(draft);
    return documents.flatMap((document, index): GuardrailDraft[] => {
      const contributors = [...new Set(document.sources.map((source) => owners[source]))];
      const [first] = contributors;
      if (first === undefined) return [];
      const own = `${name}-${labelOf(first, key)}-${index + 1}`;
      const names = contributors.map((draft) => draft?.intent.name ?? '');
      const description = describe(names, limits.policyDescriptionCharacters);
      const intent = { ...first.intent, name: own, description, except: [] };
      return [{ ...first, ...documentOf(document.content), intent, name: `${namePrefix}${own}` }];
    });
  });
}

/** The targets of every wave in one spelling: a rollout moves attachments and never a guardrail. */
function rolloutOf({ intent: { rollout, targets } }: GuardrailDraft): readonly (readonly string[])[] {
  return (rollout ?? [targets]).map((wave) => wave.map(({ target }) => renderTarget(target)).sort());
}

/**
 * The part of the name of a shared policy that describes its group: the targets, those of the last wave. A mark of the group's
 * key distinguishes it if the targets are not enough.
 */
function labelOf(draft: GuardrailDraft, key: string): string {
  const { retention, tags } = draft.intent;
  const rollout = rolloutOf(draft);
  const targets = rollout.at(-1) ?? [];
  const written = targets.join('-').replaceAll('/', '-');
  const label =
    written
      .replace(/[^A-Za-z0-9-]+/g, '-')
      .slice(0, 40)
      .replace(/^-|-$/g, '') || 'nowhere';
  const isAll =
    label === written &&
    targets.length === 1 &&
    rollout.length === 1 &&
    !retention.skipDestroy &&
    !retention.preventDestroy &&
    Object.keys(tags).length === 0;
  return isAll ? label : `${label}-${mark(key)}`;
}

/** Which guardrails have a part in a document. */
function describe(names: readonly string[], maxLength: number): string {
  const all = `Guardrails: ${names.join(', ')}`;
  return Array.from(all).length <= maxLength ? all : `${names.length} guardrails`;
}
