import { byId, make, table } from './elements.js';
import type { Page } from './page.js';

/** Problems and exceptions. */
export function notes({ data }: Page): void {
  const { problems, exceptions } = data;
  const problem = (row: number) => {
    const [severity = '', place = '', text = ''] = problems[row] ?? [];
    return [place === '' ? '–' : place, make('span', { class: `severity ${severity}` }, severity), text];
  };
  byId('problems').append(
    problems.length === 0
      ? make('p', {}, 'No problems were found.')
      : table(['Where', 'Severity', 'What'], { count: problems.length, cellsOf: problem }, 'Problems'),
  );
  const exception = (row: number) => {
    const { what = '', reason = '', owner = '', until = '' } = exceptions[row] ?? {};
    return [what, reason, owner, until];
  };
  const heads = ['What', 'Reason', 'Owner', 'Until'];
  byId('exceptions').append(
    exceptions.length === 0
      ? make('p', {}, 'There are no exemptions.')
      : table(heads, { count: exceptions.length, cellsOf: exception }, 'Exceptions'),
  );
}
