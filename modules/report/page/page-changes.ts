import type { ImpactRow } from '../impact-rows.js';
import { channelWords, impactWords } from '../impact-words.js';
import type { PageChangeRow, PageData, ReviewSubject } from './page-data.js';

/** What a plan changes, as the page shows it; nothing where there is no plan. */
export function pageChanges(
  planned: ReviewSubject['planned'],
): Pick<PageData, 'sharedChanges' | 'changes' | 'channelChanges'> {
  if (planned === undefined) return { sharedChanges: [], changes: [], channelChanges: [] };
  const { organization, impact, names } = planned;
  const { shared, groups } = impactWords(impact, organization, names);
  return {
    sharedChanges: shared.map(rowOf),
    changes: groups.map(({ accounts, effect, rows }, index) => ({
      effect,
      accounts: impact.groups[index]?.accounts ?? [],
      where: firstOf(accounts),
      rows: rows.map(rowOf),
    })),
    channelChanges: impact.channels.map((each) => [each.effect, channelWords(each, organization, names)]),
  };
}

/** Places in a line. */
function firstOf(places: readonly string[]): string {
  const shown = places.length <= 4 ? places : [...places.slice(0, 3), `and ${places.length - 3} more places`];
  return shown.join('; ');
}

function rowOf({ effect, what, before, after, causes }: ImpactRow): PageChangeRow {
  return [effect, what, before, after, causes];
}
