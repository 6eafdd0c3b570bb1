import fc from 'fast-check';
import stringWidth from 'string-width';
import { escapeControlCharacters } from '../../../modules/policy/text/escape-control-characters.js';
import { renderTable } from '../../../modules/report/table/table.js';
import { runs, seed } from '../../support/effort.js';

const heads = ['SETTING', 'VALUE', 'OPERATOR', 'POLICY', 'ATTACHED TO'];
const rows = [
  ['slack.client', 'enabled', '@@assign', 'company-chat (p-chat000001)', 'Root (r-c0mp)'],
  [
    'slack.overrides.t0partners.supported_channel_types',
    'private, public',
    '@@assign',
    'Chat applications baseline for the whole company (p-a1b2c3d4e5)',
    'Production (ou-c0mp-producti)',
  ],
];

function plain(text: string): string {
  return text;
}

/** The lines of a table. */
function table(columns: number | undefined, cells = rows, titles = heads): readonly string[] {
  return renderTable(titles, cells, { columns, head: plain }).split('\n').slice(0, -1);
}

function withoutSpaces(text: string): string {
  return text.replace(/ /g, '');
}

describe('where nothing limits the width', () => {
  test('every row is one line, without empty lines between rows', () => {
    expect(table(undefined)).toHaveLength(3);
  });
});

describe('where the cells of a table go on in the next line', () => {
  test('an empty line separates rows; none follows the heads', () => {
    expect(table(100)).toEqual([
      'SETTING                  VALUE            OPERATOR  POLICY                   ATTACHED TO',
      'slack.client             enabled          @@assign  company-chat             Root (r-c0mp)',
      '                                                    (p-chat000001)',
      '',
      'slack.overrides.         private, public  @@assign  Chat applications        Production',
      't0partners.supported_                               baseline for the whole   (ou-c0mp-producti)',
      'channel_types                                       company (p-a1b2c3d4e5)',
    ]);
  });

  test('rows that belong together have no empty line between them', () => {
    const style = { columns: 80, head: plain, apart: false };
    expect(renderTable(heads, rows, style)).not.toContain('\n\n');
  });

  test('ids and words stay whole', () => {
    const text = table(80).join('\n');
    for (const word of ['(p-a1b2c3d4e5)', '(ou-c0mp-producti)', 'applications']) expect(text).toContain(word);
  });
});

describe('where a table is too wide to be read', () => {
  test('each row is a block under its setting, with the head of the column before each value', () => {
    expect(table(40)).toEqual([
      'slack.client',
      '  value        enabled',
      '  operator     @@assign',
      '  policy       company-chat',
      '               (p-chat000001)',
      '  attached to  Root (r-c0mp)',
      '',
      'slack.overrides.t0partners.supported_',
      'channel_types',
      '  value        private, public',
      '  operator     @@assign',
      '  policy       Chat applications',
      '               baseline for the whole',
      '               company (p-a1b2c3d4e5)',
      '  attached to  Production',
      '               (ou-c0mp-producti)',
    ]);
  });

  test('values that find no room beside the heads go on below them', () => {
    expect(table(24, rows.slice(0, 1))).toEqual([
      'slack.client',
      '  value: enabled',
      '  operator: @@assign',
      '  policy: company-chat',
      '    (p-chat000001)',
      '  attached to: Root',
      '    (r-c0mp)',
    ]);
  });

  test('empty parts are left out', () => {
    const row = ['slack.client', '', '', 'a policy with a long name', 'Production (ou-c0mp-producti)'];
    expect(table(24, [row]).join('\n')).not.toMatch(/value|operator/);
  });

  test('an empty line follows a title before blocks, not before heads', () => {
    const titled = (columns: number) =>
      renderTable(heads, rows, { columns, head: (text) => `*${text}`, title: 'Without effect:' });
    expect(titled(40)).toMatch(/^\*Without effect:\n\n\*slack\.client\n {2}value/);
    expect(titled(100)).toMatch(/^\*Without effect:\n\*SETTING/);
  });

  test('a sign precedes the heading, and the lines below are indented further', () => {
    const cells = rows.map((row) => ['+', ...row]);
    const text = renderTable(['', ...heads], cells, { columns: 40, head: plain, heading: 2 });
    expect(text).toContain('\n\n+ slack.overrides.t0partners.supported_\n  channel_types\n    value  ');
  });

  test('where heads name nothing, the first stays above as the name of the table', () => {
    const cells = [['no-instance-termination', 'Nobody terminates instances from chat']];
    expect(table(24, cells, ['Compute   ', ''])).toEqual([
      'Compute',
      'no-instance-termination',
      '  Nobody terminates',
      '  instances from chat',
    ]);
  });

  test('lines are painted as those of their row', () => {
    const line = (text: string, row: number) => `${row}${text}`;
    const lines = renderTable(heads, rows, { columns: 40, head: plain, line }).split('\n');
    expect(lines.slice(0, 8).map((text) => text.slice(0, 1))).toEqual([
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      '',
      '1',
    ]);
  });
});

const word = fc.oneof(
  fc.constantFrom(
    '@@assign',
    '(p-a1b2c3d4e5)',
    'ou-c0mp-producti',
    '生产环境聊天策略',
    '🚀',
    '\u001b[2J',
    'ｶﾀｶﾅ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^[a-z_.:/-]{1,70}$/),
);
const cell = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const tables = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc.record({
    columns: fc.integer({ min: 20, max: 140 }),
    titles: fc.array(fc.constantFrom('SETTING', 'ATTACHED TO', 'WHY', ''), {
      minLength: count,
      maxLength: count,
    }),
    cells: fc.array(fc.array(cell, { minLength: count, maxLength: count }), { maxLength: 6 }),
  }),
);

describe(`any content of the cells (seed ${seed})`, () => {
  const options = { seed, numRuns: runs(10_000) };

  test('no line is wider than the terminal', () => {
    fc.assert(
      fc.property(tables, ({ columns, titles, cells }) => {
        for (const line of table(columns, cells, titles))
          expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }),
      options,
    );
  });

  test('every character of a cell is printed', () => {
    const counted = (text: string) => {
      const counts = new Map<string, number>();
      for (const character of withoutSpaces(text)) counts.set(character, (counts.get(character) ?? 0) + 1);
      return counts;
    };
    fc.assert(
      fc.property(tables, ({ columns, titles, cells }) => {
        const printed = counted(table(columns, cells, titles).join(''));
        for (const [character, count] of counted(escapeControlCharacters(cells.flat().join(''))))
          expect(printed.get(character)).toBeGreaterThanOrEqual(count);
      }),
      options,
    );
  });

  test('blocks hold every value in one piece', () => {
    const long = fc.constantFrom(
      'a-long-name-without-a-place-to-break-it'.replace(/-/g, ''),
      '(ou-c0mp-producti)',
    );
    const row = fc.tuple(long, cell, long, cell, long);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (cells) => {
        const text = withoutSpaces(table(40, cells).join(''));
        for (const each of cells.flat()) expect(text).toContain(withoutSpaces(escapeControlCharacters(each)));
      }),
      options,
    );
  });

  test('empty lines separate the rows of a table only if a row has several lines', () => {
    const named = fc.tuple(fc.constantFrom('slack.client', 'default'), cell);
    fc.assert(
      fc.property(fc.array(named, { maxLength: 6 }), fc.integer({ min: 46, max: 140 }), (cells, columns) => {
        const lines = table(columns, cells, ['SETTING', 'VALUE']);
        const taken = lines.filter((line) => line !== '').length;
        const between = taken > cells.length + 1 ? cells.length - 1 : 0;
        expect(lines.filter((line) => line === '')).toHaveLength(between);
      }),
      options,
    );
  });
});
