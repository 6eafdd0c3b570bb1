import type { PlatformState } from '../page-data.js';
import type { Page } from './page.js';

/** Workspaces and teams against accounts; accounts with the same answer share a row. */
export function placeMatrix(page: Page): void {
  const { data, make, byId, table, byAnswer, accountLink, counted, shortPlace } = page;
  const most = 40;
  const places = [
    ...new Set(
      byAnswer.flatMap(([number]) => {
        const answer = data.answers[number];
        return answer === undefined ? [] : [...answer.slack.places, ...answer.teams.places];
      }),
    ),
  ].sort();

  const allows = (platform: PlatformState, place: string): boolean => {
    if (platform.state === 'disabled' || platform.state === 'unknown') return false;
    if (platform.state !== 'limited') return true;
    const [tenant, team] = place.split('/');
    return [place, '*', `${tenant}/*`, `*/${team}`].some((each) => platform.places.includes(each));
  };
  const who = (accounts: readonly number[]): HTMLElement => {
    const link = accountLink(accounts[0] ?? 0);
    return accounts.length === 1
      ? link
      : make('span', {}, `${counted(accounts.length, 'account')}, as `, link);
  };
  const mark = (allowed: boolean): HTMLElement =>
    make('span', { class: allowed ? 'yes' : 'no' }, allowed ? 'yes' : '–');

  const show = (filter: string): void => {
    const wanted = places.filter((place) => place.toLowerCase().includes(filter));
    const shown = wanted.slice(0, most);
    if (shown.length === 0) {
      const text =
        places.length === 0 ? 'No policy names workspaces or teams.' : 'No workspace or team matches.';
      byId('places').replaceChildren(make('p', {}, text));
      return;
    }
    const cellsOf = (row: number) => {
      const [number = -1, accounts = []] = byAnswer[row] ?? [];
      const answer = data.answers[number];
      const marks = shown.map((place) => {
        const platform = place.includes('/') ? answer?.teams : answer?.slack;
        return mark(platform !== undefined && allows(platform, place));
      });
      return [who(accounts), ...marks];
    };
    const note =
      wanted.length > shown.length
        ? [make('p', { class: 'note' }, `${shown.length} of ${wanted.length} are shown; filter for others.`)]
        : [];
    const rows = { count: byAnswer.length, cellsOf };
    byId('places').replaceChildren(
      ...note,
      table(['Accounts', ...shown.map(shortPlace)], rows, 'Workspaces and teams against accounts'),
    );
  };
  byId('place-filter').addEventListener('input', (event) =>
    show((event.target as HTMLInputElement).value.trim().toLowerCase()),
  );
  show('');
}
