import { renderTarget } from '../plan.js';
import { type Finding, quoted } from '../problem.js';
import { assignedSettings } from './assigned-settings.js';
import type { Atlas } from './atlas.js';
import type { Bystanders } from './bystanders.js';
import type { Draft } from './draft.js';
import { knownOrder, sharedSettings } from './known-order.js';

/**
 * Holds `after` with the name of a policy that the plan does not have against the organization: whether that one was
 * attached first wherever both assign something. One that is on none of the targets is no mistake: another wave may
 * reach it. Undefined when the organization has no such policy beside those of the plan.
 */
export function checkOrderBeside(
  other: string,
  draft: Draft,
  bystanders: Bystanders,
  atlas: Atlas | undefined,
  path: Finding['path'],
): readonly Finding[] | undefined {
  if (atlas === undefined) return undefined;
  const ours = assignedSettings(draft.content);
  const beside = draft.places.flatMap((place) =>
    bystanders
      .at(place, draft.type)
      .filter(({ name }) => name === other)
      .map((policy) => ({ place, policy })),
  );
  if (beside.length === 0 && !bystanders.has(draft.type, other)) return undefined;
  return beside.flatMap(({ place, policy }): readonly Finding[] => {
    if (sharedSettings(ours, policy).length === 0) return [];
    const order = knownOrder(place, draft, policy, atlas);
    const where = quoted(renderTarget(place.target));
    const [we, they] = [quoted(draft.intent.name), quoted(other)];
    const at = { kind: 'unknown-attachment-order', path } as const;
    if (order === 'ours') {
      const message = `${we} was attached to ${where} before ${they}, so that ${we} wins there`;
      const help = `detach ${we} there and deploy, which attaches it last; or leave ${they} out of \`after\``;
      return [{ ...at, severity: 'error', message, help }];
    }
    if (order !== 'unknown') return [];
    const message = `both ${we} and ${they} are attached to ${where}, and the organization file does not know which one first`;
    const help = `detach ${we} there and deploy, which attaches it last`;
    return [{ ...at, severity: 'warning', message, help }];
  });
}
