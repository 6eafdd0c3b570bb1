import { isOrganizationalUnitId } from '../identifiers.js';
import type { ChatPolicyIntent, Target } from '../intent.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import type { Draft, ResolvedTarget } from './draft.js';

/** A policy and those before it that it meets, in their order. */
export interface OverlappingPolicies {
  readonly draft: ChatDraft;
  readonly neighbours: readonly OverlappingPolicy[];
}

/** A policy that another one meets. */
export interface OverlappingPolicy {
  readonly draft: ChatDraft;
  /** The first place of the other one that both have; undefined where they may only have one. */
  readonly place: ResolvedTarget | undefined;
}

type ChatDraft = Draft<ChatPolicyIntent>;

/** Twice as many chat policies as AWS attaches to one target; those beyond are over the quota, and not compared. */
const maxPerPlace = 10;

/**
 * Every policy with those before it that have a place in common with it, or may have one: without an organization a
 * path and the ID of an OU may be the same one.
 */
export function* neighbourhoods(
  drafts: readonly ChatDraft[],
  index: OrganizationIndex | undefined,
): Generator<OverlappingPolicies> {
  const byPlace = new Map<string, number[]>();
  const byForm = new Map<Form, number[]>();
  for (const [rank, draft] of drafts.entries()) {
    const { places } = draft;
    const forms = index === undefined ? formsOf(places) : [];
    const met = new Map<number, ResolvedTarget | undefined>();
    for (const place of places)
      for (const other of byPlace.get(place.key) ?? []) if (!met.has(other)) met.set(other, place);
    for (const form of forms)
      for (const other of byForm.get(otherForm[form]) ?? []) if (!met.has(other)) met.set(other, undefined);
    yield { draft, neighbours: inOrder(met, drafts) };
    for (const { key } of places) note(byPlace, key, rank);
    for (const form of forms) note(byForm, form, rank);
  }
}

/** True if two targets may be the same OU, judged without an organization. */
export function mayBeOneUnit(a: Target, b: Target): boolean {
  const [one, other] = [formOf(a), formOf(b)];
  return one !== undefined && other === otherForm[one];
}

/** How a target names an OU. */
type Form = 'path' | 'id';

const otherForm: Readonly<Record<Form, Form>> = { path: 'id', id: 'path' };

function formOf(target: Target): Form | undefined {
  if (target.kind === 'unit') return 'path';
  return target.kind === 'id' && isOrganizationalUnitId(target.id) ? 'id' : undefined;
}

function formsOf(places: readonly ResolvedTarget[]): readonly Form[] {
  return [...new Set(places.flatMap(({ target }) => formOf(target) ?? []))];
}

function inOrder(
  met: ReadonlyMap<number, ResolvedTarget | undefined>,
  drafts: readonly ChatDraft[],
): readonly OverlappingPolicy[] {
  return [...met]
    .sort(([a], [b]) => a - b)
    .flatMap(([rank, place]) => {
      const draft = drafts[rank];
      return draft === undefined ? [] : [{ draft, place }];
    });
}

function note<Key>(ranks: Map<Key, number[]>, key: Key, rank: number): void {
  const known = ranks.get(key);
  if (known === undefined) ranks.set(key, [rank]);
  else if (known.length < maxPerPlace) known.push(rank);
}
