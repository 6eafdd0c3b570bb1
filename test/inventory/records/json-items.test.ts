import fc from 'fast-check';
import { jsonItems } from '../../../modules/inventory/records/json-items';
import type { JsonValue } from '../../../modules/policy/text/json';
import { runs, seed } from '../../support/effort';

/** Reads a text that arrives in pieces of some size. */
function read(text: string, size = 7): { readonly items: readonly JsonValue[]; readonly unreadable: number } {
  const bytes = Buffer.from(text);
  const reader = jsonItems();
  const items: JsonValue[] = [];
  for (let at = 0; at < bytes.length; at += size) items.push(...reader.push(bytes.subarray(at, at + size)));
  const end = reader.end();
  return { items: [...items, ...end.items], unreadable: end.unreadable };
}

const one = { eventName: 'A "quoted" \\ \u20AC name', list: [1, { deep: ['}'] }] };
const two = { eventName: 'B' };

test.each([
  ['an object', JSON.stringify(one), [one]],
  ['objects one a line', `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`, [one, two]],
  ['objects without a line break', `${JSON.stringify(one)}${JSON.stringify(two)}`, [one, two]],
  ['an array', JSON.stringify([one, two]), [one, two]],
  ['a file of CloudTrail', JSON.stringify({ Records: [one, two] }), [one, two]],
  ['a file with line breaks', JSON.stringify({ Records: [one, two] }, null, 2), [one, two]],
  [
    'two files of CloudTrail',
    JSON.stringify({ Records: [one] }) + JSON.stringify({ Records: [two] }),
    [one, two],
  ],
  ['lookup-events', JSON.stringify({ NextToken: '[{', Events: [one] }), [one]],
  ['events of CloudWatch Logs', JSON.stringify({ searchedLogStreams: [], events: [one, two] }), [one, two]],
  [
    'rows of Logs Insights',
    JSON.stringify({ status: 'Complete', results: [[{ field: 'a', value: 'b' }]] }),
    [[{ field: 'a', value: 'b' }]],
  ],
  [
    'rows of Athena',
    JSON.stringify({ ResultSet: { Rows: [{ Data: [] }], ResultSetMetadata: {} } }),
    [{ Data: [] }],
  ],
  ['an empty list', '{"Records":[]}', []],
  ['nothing', '', []],
])('%s is read value by value', (_name, text, expected) => {
  for (const size of [1, 2, 5, 1000]) expect(read(text, size)).toEqual({ items: expected, unreadable: 0 });
});

test.each([
  ['a number and a text in a list', JSON.stringify({ Records: [one, 7, two, 'x', null] }), 3],
  ['a line that is not JSON', `${JSON.stringify(one)}\nnot json, at all}\n${JSON.stringify(two)}`, 1],
  ['a line without its beginning', `"B","c":1}}\n${JSON.stringify(one)}\n${JSON.stringify(two)}`, 1],
])('%s between records counts as unreadable', (_name, text, unreadable) => {
  for (const size of [1, 2, 5, 1000]) expect(read(text, size)).toEqual({ items: [one, two], unreadable });
});

test('a byte order mark is not a part of the text', () => {
  expect(read(`\uFEFF${JSON.stringify(one)}`)).toEqual({ items: [one], unreadable: 0 });
});

test('a list inside a record stays a part of it', () => {
  const record = { requestParameters: { events: [1], Rows: [2], results: [[3]] }, Rows: [4] };
  expect(read(JSON.stringify(record)).items).toEqual([record]);
  expect(read(JSON.stringify({ Records: [record] })).items).toEqual([record]);
});

test('a broken line costs itself and no other', () => {
  const lines = [
    JSON.stringify(one),
    '{"eventName": "cut off',
    JSON.stringify(two),
    '{"a": }',
    JSON.stringify(one),
  ];
  const { items, unreadable } = read(lines.join('\n'));
  expect(items).toEqual([one, two, one]);
  expect(unreadable).toBe(2);
});

test('a truncated file counts as incomplete, also where it ends between two records', () => {
  const text = JSON.stringify({ Records: [one, two] });
  expect(read(text.slice(0, -5))).toEqual({ items: [one], unreadable: 1 });
  expect(read(text.slice(0, -2))).toEqual({ items: [one, two], unreadable: 1 });
  expect(read(`{"Records":[${JSON.stringify(one)},`)).toEqual({ items: [one], unreadable: 1 });
});

test('a value that is too long or nested too deeply costs itself and no other, and is not kept', () => {
  const long = JSON.stringify({ name: 'x'.repeat(500) });
  const deep = JSON.stringify({ list: Array.from({ length: 200 }).reduce((inner) => [inner], []) });
  const short = JSON.stringify(two);
  for (const between of ['\n', ''])
    for (const value of [long, deep]) {
      const reader = jsonItems({ bytes: 450, depth: 100 });
      const items = [...reader.push(Buffer.from([short, value, short].join(between)))];
      const end = reader.end();
      expect([...items, ...end.items]).toEqual([two, two]);
      expect(end.unreadable).toBe(1);
    }
});

test(`any list of values in pieces of any size is read as JSON.parse reads it (seed ${seed})`, () => {
  const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), {
    maxLength: 5,
  });
  const shape = fc.constantFrom<(list: readonly unknown[]) => string>(
    (list) => JSON.stringify(list),
    (list) => JSON.stringify({ Records: list }),
    (list) => list.map((item) => JSON.stringify(item)).join('\n'),
    (list) => JSON.stringify({ Records: list }, null, 1),
  );
  fc.assert(
    fc.property(records, shape, fc.integer({ min: 1, max: 40 }), (list, write, size) => {
      const named = list.filter(
        (item) => !['Records', 'Events', 'events', 'results', 'ResultSet'].some((key) => key in item),
      );
      expect(read(write(named), size)).toEqual({ items: JSON.parse(JSON.stringify(named)), unreadable: 0 });
    }),
    { numRuns: runs(20_000), seed },
  );
});
