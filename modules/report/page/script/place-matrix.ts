import type { PlaceScope, PlatformScope } from '../../../analysis/platform-scope.js';
import { byId, make, table } from './elements.js';
import type { Page } from './page.js';

/** Workspaces and teams by account, with the settings that apply; accounts with the same answer share a row. */
export function placeMatrix(page: Page): void {
  const { data, byAnswer, accountLink, counted, shortPlace, placeText } = page;
  const most = 40;
  const ids = [
    ...new Set(
      byAnswer.flatMap(([number]) => {
        const answer = data.answers[number];
        return answer === undefined
          ? []
          : [...answer.slack.places, ...answer.teams.places].map(({ id }) => id);
      }),
    ),
  ].sort();
  const others: Readonly<Record<string, string>> = { '*': 'Other workspaces', '*/*': 'Other teams' };
  const named = ids.filter((id) => others[id] === undefined);
  const places = named.length === 0 ? [] : [...named, ...ids.filter((id) => others[id] !== undefined)];
  const nameOf = (id: string): string => others[id] ?? shortPlace(id);

  /** The settings that apply to a workspace or team; undefined where it is not allowed. */
  const scopeOf = ({ state, places: own }: PlatformScope, id: string): PlaceScope | undefined => {
    if (state === 'disabled') return undefined;
    const [tenant, team] = id.split('/');
    const wildcards = id.includes('/') ? [`${tenant}/*`, `*/${team}`, '*/*', '*'] : ['*'];
    const found = [id, ...wildcards].flatMap((each) => own.find((place) => place.id === each) ?? []);
    return found[0];
  };
  const who = (accounts: readonly number[]): HTMLElement => {
    const link = accountLink(accounts[0] ?? 0);
    return accounts.length === 1
      ? link
      : make('span', {}, `${counted(accounts.length, 'account')}, as `, link);
  };
  const mark = (platform: PlatformScope | undefined, id: string): HTMLElement => {
    if (platform === undefined || platform.state === 'unknown')
      return make('span', { class: 'no' }, 'unknown');
    const scope = scopeOf(platform, id);
    if (scope === undefined) return make('span', { class: 'no' }, '–');
    const settings = placeText(scope);
    return make('span', { class: 'yes' }, settings === '' ? 'yes' : `yes · ${settings}`);
  };

  const show = (filter: string): void => {
    const wanted = places.filter((id) => `${id} ${nameOf(id)}`.toLowerCase().includes(filter));
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
      const marks = shown.map((id) => mark(id.includes('/') ? answer?.teams : answer?.slack, id));
      return [who(accounts), ...marks];
    };
    const note =
      wanted.length > shown.length
        ? [make('p', { class: 'note' }, `${shown.length} of ${wanted.length} are shown; filter for others.`)]
        : [];
    const rows = { count: byAnswer.length, cellsOf };
    byId('places').replaceChildren(
      ...note,
      table(['Accounts', ...shown.map(nameOf)], rows, 'Workspaces and teams by account'),
    );
  };
  byId('place-filter').addEventListener('input', (event) =>
    show((event.target as HTMLInputElement).value.trim().toLowerCase()),
  );
  show('');
}
