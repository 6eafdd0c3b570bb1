import type { PlatformScope } from '../../../analysis/platform-scope.js';
import type { PageAnswer } from '../page-data.js';
import { byId, make } from './elements.js';
import type { Page } from './page.js';
import type { Kind } from './words.js';

/** Three charts of all accounts: Slack, Microsoft Teams, guardrails. */
export function summary({ data, byAnswer, guardrailsOf, kindNames, legend, digits }: Page): void {
  const bar = (title: string, parts: readonly (readonly [kind: Kind, name: string, count: number])[]) => {
    const total = parts.reduce((sum, part) => sum + part[2], 0) || 1;
    const shown = parts.filter((part) => part[2] > 0);
    const pieces = shown.map(([kind, , count]) => {
      const piece = make('span', { class: `piece ${kind}` });
      piece.style.flex = String(count / total);
      return piece;
    });
    const text = shown.map(([, name, count]) => `${name} ${digits(count)}`);
    return make(
      'div',
      { class: 'card' },
      make('h3', {}, title),
      make('div', { class: 'bar', role: 'img', 'aria-label': `${title}: ${text.join(', ')}` }, ...pieces),
      legend(shown.map(([kind], index) => [kind, text[index] ?? ''])),
    );
  };
  const statesOf = (pick: (answer: PageAnswer) => PlatformScope): (readonly [Kind, string, number])[] => {
    const counts = new Map<Kind, number>();
    for (const [number, accounts] of byAnswer) {
      const answer = data.answers[number];
      if (answer === undefined) continue;
      const { state } = pick(answer);
      counts.set(state, (counts.get(state) ?? 0) + accounts.length);
    }
    return (['open', 'limited', 'disabled', 'unset', 'unknown'] as const).map((state) => [
      state,
      kindNames[state],
      counts.get(state) ?? 0,
    ]);
  };
  const bound = data.accounts.reduce(
    (count, _, account) => (guardrailsOf(account).length > 0 ? count + 1 : count),
    0,
  );
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
      ['bound', 'guardrails apply', bound],
      ['unset', 'no guardrail', data.accounts.length - bound],
    ]),
  );
}
