/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { PageAnswer, PageData, PlatformState } from './page-data.js';

/**
 * What the page does in the browser. The function is put into the page as text, so it uses nothing but its argument
 * and the browser. Foreign text is only ever set as text, never as markup.
 */
export function pageScript(data: PageData): void {
  const byId = (id: string): HTMLElement => document.getElementById(id) ?? document.body;

  /** An element with attributes and children; strings become text. */
  const make = (
    name: string,
    attributes: Readonly<Record<string, string>>,
    ...children: readonly (Node | string)[]
  ): HTMLElement => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const draw = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    return element;
  };
  const table = (
    heads: readonly string[],
    rows: readonly (readonly (Node | string)[])[],
    label: string,
  ): HTMLElement => {
    const head = make('tr', {}, ...heads.map((text) => make('th', { scope: 'col' }, text)));
    const body = rows.map((row) => make('tr', {}, ...row.map((cell) => make('td', {}, cell))));
    const inner = make('table', {}, make('thead', {}, head), make('tbody', {}, ...body));
    return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, inner);
  };

  // --- facts about the tree -------------------------------------------------------------------------------
  const unitAccounts: number[][] = data.units.map(() => []);
  data.accounts.forEach((account, index) => {
    unitAccounts[account[2]]?.push(index);
  });
  const unitChildren: number[][] = data.units.map(() => []);
  data.units.forEach((unit, index) => {
    unitChildren[unit.parent]?.push(index);
  });
  const accountNumber = new Map(data.accounts.map((account, index) => [account[0], index]));
  const below: number[] = data.units.map((_, index) => unitAccounts[index]?.length ?? 0);
  for (let index = data.units.length - 1; index > 0; index--) {
    const parent = data.units[index]?.parent ?? 0;
    below[parent] = (below[parent] ?? 0) + (below[index] ?? 0);
  }
  const pathOf = (unit: number): string => {
    const names: string[] = [];
    for (let at = unit; at > 0; at = data.units[at]?.parent ?? 0) names.unshift(data.units[at]?.name ?? '');
    return names.length === 0 ? (data.units[0]?.name ?? 'root') : names.join(' / ');
  };
  const none: PlatformState = { state: 'unset', places: [], channelTypes: [], roles: [] };
  const noAnswer: PageAnswer = { slack: none, teams: none, reasons: [], ignored: [], json: '{}' };
  const answerOf = (account: number): PageAnswer =>
    data.answers[data.accounts[account]?.[3] ?? -1] ?? noAnswer;
  const guardrailsOf = (account: number): readonly number[] =>
    data.guardrailSets[data.accounts[account]?.[4] ?? -1] ?? [];
  const accountsBelow = (unit: number): number[] => [
    ...(unitAccounts[unit] ?? []),
    ...(unitChildren[unit] ?? []).flatMap(accountsBelow),
  ];

  // --- words ----------------------------------------------------------------------------------------------
  const stateNames = {
    open: 'everywhere',
    limited: 'limited',
    disabled: 'disabled',
    unset: 'not restricted',
    unknown: 'not known',
  } as const;
  const stateText = ({ state, places, channelTypes, roles }: PlatformState): string => {
    const parts = [
      ...(channelTypes.length > 0 ? [`${channelTypes.join('/')} channels`] : []),
      ...(roles.length > 0 ? [roles.join('/')] : []),
    ];
    const where =
      state === 'limited' ? (places.length > 0 ? places.join(', ') : 'nowhere') : stateNames[state];
    return [where, ...(state === 'disabled' ? [] : parts)].join(' · ');
  };
  const badge = (state: PlatformState): HTMLElement =>
    make('span', { class: `badge ${state.state}` }, stateText(state));
  const accountLink = (account: number): HTMLElement => {
    const [id, name] = data.accounts[account] ?? ['', ''];
    return make(
      'a',
      { href: `#account=${id}` },
      name === '' ? id : name,
      make('span', { class: 'id' }, ` ${id}`),
    );
  };

  // --- summary pictures -----------------------------------------------------------------------------------
  const bar = (
    title: string,
    parts: readonly (readonly [label: string, kind: string, count: number])[],
  ): HTMLElement => {
    const total = parts.reduce((sum, part) => sum + part[2], 0) || 1;
    const shown = parts.filter((part) => part[2] > 0);
    const pieces = shown.map(([, kind, count]) =>
      make('span', { class: `piece ${kind}`, style: `flex:${count / total}` }),
    );
    const legend = shown.map(([label, kind, count]) =>
      make('li', {}, make('span', { class: `dot ${kind}` }), `${label} ${count}`),
    );
    const text = shown.map(([label, , count]) => `${label} ${count}`).join(', ');
    return make(
      'div',
      { class: 'card' },
      make('h3', {}, title),
      make('div', { class: 'bar', role: 'img', 'aria-label': `${title}: ${text}` }, ...pieces),
      make('ul', { class: 'legend' }, ...legend),
    );
  };
  const statesOf = (pick: (answer: PageAnswer) => PlatformState): (readonly [string, string, number])[] =>
    (['open', 'limited', 'disabled', 'unset', 'unknown'] as const).map((state) => [
      stateNames[state],
      state,
      data.accounts.filter((_, index) => pick(answerOf(index)).state === state).length,
    ]);
  const bound = data.accounts.filter((_, index) => guardrailsOf(index).length > 0).length;
  byId('cards').append(
    bar(
      'Accounts by Slack',
      statesOf(({ slack }) => slack),
    ),
    bar(
      'Accounts by Microsoft Teams',
      statesOf(({ teams }) => teams),
    ),
    bar('Accounts by guardrails', [
      ['bound', 'limited', bound],
      ['not bound', 'unset', data.accounts.length - bound],
    ]),
  );

  // --- map: every unit as wide as it has accounts ---------------------------------------------------------
  type Lens = 'slack' | 'teams' | 'guardrails';
  const stateOfUnit = (unit: number, lens: Lens): string => {
    const accounts = accountsBelow(unit);
    const kinds = new Set(
      accounts.map((account) =>
        lens === 'guardrails'
          ? guardrailsOf(account).length > 0
            ? 'limited'
            : 'unset'
          : answerOf(account)[lens].state,
      ),
    );
    const [only] = kinds;
    return kinds.size === 1 && only !== undefined ? only : kinds.size === 0 ? 'empty' : 'mixed';
  };
  const drawMap = (lens: Lens): void => {
    const deepest = Math.max(0, ...data.units.map(({ depth }) => depth));
    const width = 1000;
    const row = 34;
    const svg = draw('svg', {
      viewBox: `0 0 ${width} ${(deepest + 1) * row}`,
      class: 'map',
      role: 'group',
      'aria-label': 'Map of the organization',
    });
    const place = (unit: number, left: number, right: number): void => {
      const here = data.units[unit];
      if (here === undefined || right - left < 0.4) return;
      const kind = stateOfUnit(unit, lens);
      const link = draw('a', { href: `#unit=${unit}` });
      const label = `${here.name}: ${below[unit]} accounts, ${kind}`;
      link.setAttribute('role', 'link');
      const title = draw('title', {});
      title.textContent = label;
      const y = here.depth * row;
      link.append(
        draw('rect', {
          x: left,
          y,
          width: Math.max(0.4, right - left - 1),
          height: row - 2,
          class: kind,
          rx: 2,
        }),
        title,
      );
      const characters = Math.floor((right - left - 10) / 7);
      if (characters > 2) {
        const text = draw('text', { x: left + 6, y: y + row / 2 + 3, 'aria-hidden': 'true' });
        text.textContent =
          here.name.length > characters ? `${here.name.slice(0, characters - 1)}…` : here.name;
        link.append(text);
      }
      svg.append(link);
      let from = left;
      for (const child of unitChildren[unit] ?? []) {
        const share = ((below[child] ?? 0) / Math.max(1, below[unit] ?? 1)) * (right - left);
        place(child, from, from + share);
        from += share;
      }
    };
    place(0, 0, width);
    byId('map').replaceChildren(svg);
  };
  for (const input of document.querySelectorAll<HTMLInputElement>('input[name=lens]')) {
    input.addEventListener('change', () => drawMap(input.value as Lens));
  }
  drawMap('slack');

  // --- tree -----------------------------------------------------------------------------------------------
  /** What all accounts below a unit may do: one line where they agree, a count where they do not. */
  const summaryOf = (unit: number): readonly (Node | string)[] => {
    const accounts = accountsBelow(unit);
    const answers = new Set(accounts.map((account) => data.accounts[account]?.[3] ?? -1));
    const [only] = answers;
    if (answers.size !== 1 || only === undefined) {
      return [
        make(
          'span',
          { class: 'badge mixed' },
          answers.size === 0 ? 'no accounts' : `${answers.size} different answers`,
        ),
      ];
    }
    const { slack, teams } = data.answers[only] ?? noAnswer;
    return ['Slack ', badge(slack), ' Teams ', badge(teams)];
  };
  const unitItem = (unit: number, open: boolean): HTMLElement => {
    const here = data.units[unit];
    const guardrails = (here?.attached ?? []).map((number) => data.guardrails[number]?.name ?? '');
    const summary = make(
      'summary',
      { id: `unit-${unit}` },
      make('b', {}, here?.name ?? ''),
      make('span', { class: 'id' }, ` ${below[unit]} accounts `),
      ...summaryOf(unit),
      ...(guardrails.length === 0
        ? []
        : [make('span', { class: 'guardrails' }, ` guardrails: ${guardrails.join(', ')}`)]),
    );
    const details = make('details', open ? { open: '' } : {}, summary) as HTMLDetailsElement;
    const fill = (): void => {
      if (details.childElementCount > 1 || !details.open) return;
      const children = (unitChildren[unit] ?? []).map((child) => unitItem(child, false));
      const accounts = (unitAccounts[unit] ?? []).slice(0, 500).map((account) => {
        const { slack, teams } = answerOf(account);
        return make('li', {}, accountLink(account), ' Slack ', badge(slack), ' Teams ', badge(teams));
      });
      const more = (unitAccounts[unit]?.length ?? 0) - accounts.length;
      if (more > 0) accounts.push(make('li', {}, `and ${more} more; search for them`));
      details.append(
        make('div', { class: 'children' }, ...children, make('ul', { class: 'accounts' }, ...accounts)),
      );
    };
    details.addEventListener('toggle', fill);
    fill();
    return details;
  };
  byId('tree').append(unitItem(0, true));

  // --- matrices -------------------------------------------------------------------------------------------
  const groups = new Map<number, number[]>();
  data.accounts.forEach((account, index) => {
    groups.set(account[3], [...(groups.get(account[3]) ?? []), index]);
  });
  const drawPlaces = (filter: string): void => {
    const answers = [...groups].sort((a, b) => b[1].length - a[1].length);
    const places = [
      ...new Set(
        answers.flatMap(([number]) => [
          ...(data.answers[number]?.slack.places ?? []),
          ...(data.answers[number]?.teams.places ?? []),
        ]),
      ),
    ].sort();
    const shown = places.filter((place) => place.toLowerCase().includes(filter)).slice(0, 40);
    const rows = answers.slice(0, 200).map(([number, accounts]): (Node | string)[] => {
      const { slack, teams } = data.answers[number] ?? noAnswer;
      const allows = (place: string): boolean => {
        const platform = place.includes('/') ? teams : slack;
        if (platform.state === 'disabled') return false;
        const tenant = place.split('/')[0] ?? '';
        return (
          platform.state === 'open' ||
          platform.state === 'unset' ||
          platform.places.some(
            (each) =>
              each === place || each === '*' || each === `${tenant}/*` || each === `*/${place.split('/')[1]}`,
          )
        );
      };
      const first = accounts[0] ?? 0;
      const who =
        accounts.length === 1
          ? accountLink(first)
          : make('span', {}, `${accounts.length} accounts, as `, accountLink(first));
      return [
        who,
        ...shown.map((place) =>
          make('span', { class: allows(place) ? 'yes' : 'no' }, allows(place) ? 'yes' : '–'),
        ),
      ];
    });
    const heads = ['Accounts', ...shown];
    const note =
      places.length > shown.length
        ? [
            make(
              'p',
              {},
              `${shown.length} of ${places.length} workspaces and teams are shown; filter to see others.`,
            ),
          ]
        : [];
    byId('places').replaceChildren(
      ...note,
      shown.length === 0
        ? make('p', {}, 'No policy names workspaces or teams.')
        : table(heads, rows, 'Workspaces and teams against accounts'),
    );
  };
  byId('place-filter').addEventListener('input', (event) =>
    drawPlaces((event.target as HTMLInputElement).value.toLowerCase()),
  );
  drawPlaces('');

  const bindsUnit = (guardrail: number, unit: number): 'attached' | 'inherited' | 'no' => {
    if (data.units[unit]?.attached.includes(guardrail)) return 'attached';
    for (let above = data.units[unit]?.parent ?? -1; above >= 0; above = data.units[above]?.parent ?? -1) {
      if (data.units[above]?.attached.includes(guardrail)) return 'inherited';
    }
    return 'no';
  };
  const drawGuardrails = (filter: string): void => {
    const wanted = data.units
      .map((_, unit) => unit)
      .filter((unit) => pathOf(unit).toLowerCase().includes(filter));
    const shown = wanted.slice(0, 200);
    const rows = shown.map((unit): (Node | string)[] => [
      pathOf(unit),
      ...data.guardrails.map((_, guardrail) => {
        const binds = bindsUnit(guardrail, unit);
        return make('span', { class: binds === 'no' ? 'no' : 'yes' }, binds === 'no' ? '–' : binds);
      }),
    ]);
    const note =
      wanted.length > shown.length
        ? [make('p', {}, `${shown.length} of ${wanted.length} units are shown; filter to see others.`)]
        : [];
    byId('guardrails').replaceChildren(
      ...note,
      data.guardrails.length === 0
        ? make('p', {}, 'No service control policy looks at chat sessions.')
        : table(['Unit', ...data.guardrails.map(({ name }) => name)], rows, 'Guardrails against units'),
      make(
        'ul',
        {},
        ...data.guardrails.map(({ name, actions }) => make('li', {}, make('b', {}, name), ` ${actions}`)),
      ),
    );
  };
  byId('unit-filter').addEventListener('input', (event) =>
    drawGuardrails((event.target as HTMLInputElement).value.toLowerCase()),
  );
  drawGuardrails('');

  // --- before and after, problems, exceptions -------------------------------------------------------------
  const marks: Readonly<Record<string, string>> = {
    gain: 'gains',
    loss: 'losses',
    both: 'gains and losses',
    none: 'same',
  };
  byId('changes').append(
    ...data.changes.map(({ effect, accounts, rows }) => {
      const links = accounts.slice(0, 20).flatMap((id) => {
        const account = accountNumber.get(id);
        return account === undefined ? [] : [accountLink(account), ' '];
      });
      const more = accounts.length > 20 ? [`and ${accounts.length - 20} more`] : [];
      const cells = rows.map((row) => [
        make('span', { class: `effect ${row[0]}` }, marks[row[0] ?? ''] ?? ''),
        ...row.slice(1),
      ]);
      return make(
        'details',
        data.changes.length < 4 ? { open: '' } : {},
        make(
          'summary',
          {},
          make(
            'b',
            {},
            `${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}: ${marks[effect] ?? effect}`,
          ),
        ),
        make('p', {}, ...links, ...more),
        table(
          ['Effect', 'What', 'Before', 'After', 'Caused by'],
          cells,
          `Changes of ${accounts.length} accounts`,
        ),
      );
    }),
  );
  if (data.changes.length === 0) byId('changes').append(make('p', {}, 'Nothing changes.'));
  byId('problems').append(
    data.problems.length === 0
      ? make('p', {}, 'No problems were found.')
      : table(
          ['Severity', 'Where', 'What'],
          data.problems.map((row) => [...row]),
          'Problems',
        ),
  );
  byId('exceptions').append(
    data.exceptions.length === 0
      ? make('p', {}, 'There are no exceptions.')
      : table(
          ['What', 'Reason', 'Owner', 'Until'],
          data.exceptions.map(({ what, reason, owner, until }) => [what, reason, owner, until]),
          'Exceptions',
        ),
  );

  // --- one account ----------------------------------------------------------------------------------------
  const showAccount = (account: number): void => {
    const [id, name, unit] = data.accounts[account] ?? ['', '', 0];
    const { slack, teams, reasons, ignored, json } = answerOf(account);
    const channels = data.channels.filter(([owner]) => owner === id).map(([, text]) => make('li', {}, text));
    const guardrails = guardrailsOf(account).map((number) => {
      const guardrail = data.guardrails[number];
      return make('li', {}, make('b', {}, guardrail?.name ?? ''), ` ${guardrail?.actions ?? ''}`);
    });
    const list = (items: readonly HTMLElement[], otherwise: string): HTMLElement =>
      items.length === 0 ? make('p', {}, otherwise) : make('ul', {}, ...items);
    byId('account').replaceChildren(
      make(
        'h2',
        { id: 'account-title', tabindex: '-1' },
        name === '' ? id : name,
        make('span', { class: 'id' }, ` ${id}`),
      ),
      make('p', {}, `in ${pathOf(unit)}`),
      make('p', {}, 'Slack ', badge(slack), ' Microsoft Teams ', badge(teams)),
      make('h3', {}, 'Why'),
      reasons.length === 0
        ? make('p', {}, 'No chat policy sets anything here: nothing is restricted.')
        : table(['Setting', 'Value', 'Operator', 'Policy', 'Attached to'], reasons, 'Reasons'),
      ...(ignored.length === 0
        ? []
        : [
            make('h3', {}, 'Without effect'),
            table(
              ['Setting', 'Value', 'Operator', 'Policy', 'Attached to', 'Why'],
              ignored,
              'Without effect',
            ),
          ]),
      make('h3', {}, 'Guardrails'),
      id === data.management
        ? make('p', {}, 'This is the management account: no service control policy binds it.')
        : list(guardrails, 'No guardrail binds this account.'),
      make('h3', {}, 'Channels'),
      list(channels, 'The organization file lists no channels of this account.'),
      make('h3', {}, 'Effective chat policy'),
      make('pre', { tabindex: '0' }, json),
      make('p', {}, make('a', { href: '#top' }, 'Close')),
    );
    byId('account').hidden = false;
    byId('account').scrollIntoView();
    byId('account-title').focus();
  };

  // --- search ---------------------------------------------------------------------------------------------
  const entries = [
    ...data.accounts.map(([id, name], index) => ({
      text: `${name} ${id}`.toLowerCase(),
      label: `${name} ${id}`,
      hint: pathOf(data.accounts[index]?.[2] ?? 0),
      href: `#account=${id}`,
    })),
    ...data.units.map(({ id, name }, index) => ({
      text: `${name} ${id}`.toLowerCase(),
      label: name,
      hint: `unit, ${below[index]} accounts`,
      href: `#unit=${index}`,
    })),
  ];
  const search = byId('search') as HTMLInputElement;
  const results = byId('results');
  let chosen = 0;
  const drawResults = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const found = wanted === '' ? [] : entries.filter(({ text }) => text.includes(wanted)).slice(0, 50);
    chosen = Math.min(chosen, Math.max(0, found.length - 1));
    results.replaceChildren(
      ...found.map(({ label, hint, href }, index) => {
        const option = make(
          'li',
          {
            role: 'option',
            id: `result-${index}`,
            'aria-selected': String(index === chosen),
            'data-href': href,
          },
          label,
          make('span', { class: 'id' }, ` ${hint}`),
        );
        option.addEventListener('mousedown', () => go(href));
        return option;
      }),
    );
    results.hidden = found.length === 0;
    search.setAttribute('aria-expanded', String(found.length > 0));
    if (found.length > 0) search.setAttribute('aria-activedescendant', `result-${chosen}`);
    else search.removeAttribute('aria-activedescendant');
    byId('found').textContent =
      wanted === '' ? '' : `${found.length === 50 ? 'more than 50' : found.length} found`;
    results.children[chosen]?.scrollIntoView({ block: 'nearest' });
  };
  const go = (href: string): void => {
    search.value = '';
    drawResults();
    if (location.hash === href) follow();
    else location.hash = href;
  };
  search.addEventListener('input', () => {
    chosen = 0;
    drawResults();
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      chosen = Math.max(
        0,
        Math.min(results.childElementCount - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1)),
      );
      drawResults();
    } else if (event.key === 'Enter') {
      const href = results.children[chosen]?.getAttribute('data-href');
      if (href) go(href);
    } else if (event.key === 'Escape') {
      search.value = '';
      drawResults();
    }
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === '/' && !typing) {
      event.preventDefault();
      search.focus();
    }
  });

  const follow = (): void => {
    const [kind, value = ''] = location.hash.slice(1).split('=');
    const account = kind === 'account' ? accountNumber.get(value) : undefined;
    if (account !== undefined) {
      showAccount(account);
      return;
    }
    byId('account').hidden = true;
    if (kind !== 'unit') return;
    const way: number[] = [];
    for (
      let unit = Number(value);
      unit >= 0 && unit < data.units.length;
      unit = data.units[unit]?.parent ?? -1
    )
      way.unshift(unit);
    for (const unit of way) {
      const details = byId(`unit-${unit}`).parentElement;
      if (details instanceof HTMLDetailsElement && !details.open) {
        details.open = true;
        details.dispatchEvent(new Event('toggle'));
      }
    }
    byId(`unit-${value}`).scrollIntoView({ block: 'center' });
    byId(`unit-${value}`).focus();
  };
  window.addEventListener('hashchange', follow);
  window.addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('#changes details')) details.setAttribute('open', '');
  });
  follow();
}
