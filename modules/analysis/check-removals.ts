import { itemPath, settingPath } from '../policy/chatbot/setting-path.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import type { Path } from '../policy/text/path.js';
import { renderPath } from '../policy/text/path.js';
import { suggest } from '../policy/text/suggest.js';
import { allows, type SettingValue, type Use } from '../simulator/effective/chat-operations.js';
import type { ChatLevel } from '../simulator/effective/effective-policy.js';
import {
  listOf,
  type MergeStep,
  type Setting,
  winningAssigns,
} from '../simulator/effective/merge-setting.js';

/** A chat policy that the configuration writes. */
export interface WrittenPolicy {
  readonly name: string;
  readonly path: Path;
  /** Whether a document of the user's own is the policy. */
  readonly isDocument: boolean;
}

/**
 * Warnings about items that chat policies remove and that are in no list there: AWS then removes nothing and reports
 * nothing, and an ID with a typing error stays allowed. An item that is removed at one target of the policy is right.
 * `written` finds the policies of the configuration by their IDs in the organization.
 */
export function checkRemovals(
  levels: readonly ChatLevel[],
  written: (id: string) => WrittenPolicy | undefined,
): Finding[] {
  const removals = new Map<string, Removal[]>();
  for (const { target, settings, missing } of levels) {
    for (const setting of settings.filter(({ step }) => step.level.id === target.id)) {
      for (const removal of removalsOf(setting, missing.length > 0)) {
        const { policy, item } = removal;
        const key = JSON.stringify([policy, setting.place.path, item]);
        const others = removals.get(key);
        if (others === undefined) removals.set(key, [removal]);
        else others.push(removal);
      }
    }
  }
  return [...removals.values()].flatMap((atTargets) => {
    const [first] = atTargets;
    const policy = first && written(first.policy);
    if (first === undefined || policy === undefined || atTargets.some(({ works }) => works)) return [];
    return findingOf(first, policy);
  });
}

/** One item that one policy removes at one target. */
interface Removal {
  readonly policy: string;
  readonly item: string;
  readonly setting: Setting;
  /** Everything that the list may hold before; undefined where nothing is set. */
  readonly before: readonly string[] | undefined;
  /** Whether it removes something, may do so, or is forbidden, which is a problem of its own. */
  readonly works: boolean;
}

function removalsOf(setting: Setting, isPartial: boolean): readonly Removal[] {
  const { step } = setting;
  const before = possibleItems(step);
  return step.uses.flatMap(({ policy, remove = [] }) =>
    remove.map((item): Removal => {
      const works = isPartial || !allows(step.allowed, '@@remove') || before?.includes(item) === true;
      return { policy, item, setting, before, works };
    }),
  );
}

/** What a list may hold before items are removed, in any attachment order that is possible. */
function possibleItems(step: MergeStep): readonly string[] | undefined {
  const values: readonly (SettingValue | undefined)[] = possibleStarts(step);
  const appends = allows(step.allowed, '@@append') ? step.uses.flatMap(appendOf) : [];
  const isSet = appends.length > 0 || values.some((value) => value !== undefined);
  return isSet ? [...values.flatMap(listOf), ...appends.flat()] : undefined;
}

function possibleStarts({ inherited, ...step }: MergeStep): readonly (SettingValue | undefined)[] {
  const winners = winningAssigns({ inherited, ...step });
  if (winners.length > 0) return winners.map(({ assign }) => assign);
  if (inherited === undefined) return [];
  return [inherited.value, ...inherited.alternatives.map(({ value }) => value)];
}

function appendOf({ append }: Use): readonly (readonly string[])[] {
  return append === undefined ? [] : [append];
}

function findingOf({ item, setting, before }: Removal, policy: WrittenPolicy): Finding[] {
  const { place, step } = setting;
  const rule = before === undefined ? 'list-not-set' : before.includes('*') ? 'wildcard' : 'not-in-list';
  // A channel type or role setting is not an ID: if the list does not contain it, nothing stays allowed.
  if (rule === 'not-in-list' && place.key.startsWith('supported_')) return [];
  const nearest = suggest(
    item,
    (before ?? []).filter((each) => each !== '*'),
  );
  const below = policy.isDocument ? ['document'] : itemPath(place.path, '@@remove', item);
  const facts = {
    policy: policy.name,
    setting: renderPath(settingPath(place.path)),
    found: item,
    target: step.level.name,
    rule,
    ...(nearest === undefined ? {} : { nearest }),
  } as const;
  return [finding('remove-without-effect', 'warning', { path: [...policy.path, ...below] }, facts)];
}
