import { byId, make, table } from './elements.js';
import type { Page } from './page.js';

/** The page of the account that the address names: `#account=ID`. */
export function account(page: Page): void {
  const { data, accountOf, answerOf, guardrailsOf, pathOf, badges, effectMark } = page;

  const texts = (rows: readonly (readonly string[])[]) => ({
    count: rows.length,
    cellsOf: (row: number) => rows[row] ?? [],
  });
  const list = (items: readonly HTMLElement[], otherwise: string): HTMLElement =>
    items.length === 0 ? make('p', {}, otherwise) : make('ul', {}, ...items);
  const section = (title: string, ...content: readonly Node[]): readonly Node[] =>
    content.length === 0 ? [] : [make('h3', {}, title), ...content];

  const changesOf = (id: string): readonly Node[] => {
    const change = data.changes.find(({ accounts }) => accounts.includes(id));
    if (change === undefined) return [];
    const rows = [...data.sharedChanges, ...change.rows];
    const cellsOf = (row: number) => {
      const [effect = '', what = '', ...others] = rows[row] ?? [];
      return [what, effectMark(effect), ...others];
    };
    const heads = ['What', 'Effect', 'Before', 'After', 'Caused by'];
    return [table(heads, { count: rows.length, cellsOf }, 'Changes of this account')];
  };
  const guardrailsFor = (number: number, id: string): HTMLElement => {
    if (id === data.management) {
      return make('p', {}, 'This is the management account. Service control policies do not apply to it.');
    }
    const items = guardrailsOf(number).map((each) => {
      const { name = '', statements = [] } = data.guardrails[each] ?? {};
      const scopes = statements.map(
        ([effect, appliesTo, exempt]) => `${effect}; applies to ${appliesTo}; exempt: ${exempt}`,
      );
      return make('li', {}, make('b', {}, name), ` ${scopes.join('. ')}`);
    });
    return list(items, 'No guardrail applies to this account.');
  };
  const reasonsOf = (reasons: readonly (readonly string[])[]): HTMLElement =>
    reasons.length === 0
      ? make('p', {}, 'No chat policy sets anything here: nothing is restricted.')
      : table(['Setting', 'Value', 'Operator', 'Policy', 'Attached to'], texts(reasons), 'Reasons');
  const ignoredOf = (ignored: readonly (readonly string[])[]): readonly Node[] => {
    const heads = ['Setting', 'Value', 'Operator', 'Policy', 'Attached to', 'Why'];
    return ignored.length === 0 ? [] : [table(heads, texts(ignored), 'Without effect')];
  };

  const show = (number: number): void => {
    const [id, name, unit] = data.accounts[number] ?? ['', '', 0];
    const answer = answerOf(number);
    const channels = data.channels.filter(([owner]) => owner === id).map(([, text]) => make('li', {}, text));
    const heading = name === '' ? [id] : [name, make('span', { class: 'id' }, ` ${id}`)];
    byId('account').replaceChildren(
      make('h2', { id: 'account-title', tabindex: '-1' }, ...heading),
      make('p', {}, `in ${pathOf(unit)}`),
      make('p', {}, ...badges(answer)),
      ...section('What the plan changes', ...changesOf(id)),
      ...section('Why', reasonsOf(answer.reasons)),
      ...section('Without effect', ...ignoredOf(answer.ignored)),
      ...section('Guardrails', guardrailsFor(number, id)),
      ...section('Channels', list(channels, 'The organization file lists no channels of this account.')),
      ...section('Effective chat policy', make('pre', { tabindex: '0' }, answer.json)),
      make('p', {}, make('a', { href: '#top' }, 'Close')),
    );
    byId('account').hidden = false;
    byId('account').scrollIntoView();
    byId('account-title').focus();
  };

  const follow = (): void => {
    const [kind, id = ''] = location.hash.slice(1).split('=');
    const number = kind === 'account' ? accountOf(id) : undefined;
    byId('account').hidden = number === undefined;
    if (number !== undefined) show(number);
  };
  window.addEventListener('hashchange', follow);
  follow();
}
