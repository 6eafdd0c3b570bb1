import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { printedQuery, type QueryParameters } from '../../modules/replay/queries';

/** The grammar of Trino, whose SQL is that of Athena. The package has imports that only bundlers resolve. */
interface TrinoParser {
  readonly validate: (sql: string) => readonly unknown[];
}

const folder = mkdtempSync(join(tmpdir(), 'trino-'));
let parser: TrinoParser;
beforeAll(async () => {
  const outfile = join(folder, 'trino.cjs');
  const contents = "export { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js';";
  buildSync({
    stdin: { contents, resolveDir: __dirname },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const { TrinoSQL } = await import(outfile);
  parser = new TrinoSQL();
});
afterAll(() => rmSync(folder, { recursive: true }));

const period = { from: '2026-03-01', to: '2026-09-01T12:00:00Z' };

test.each<[string, QueryParameters]>([
  ['athena', { table: 'trail', ...period }],
  ['athena', { database: 'my "logs"', table: "cloud'trail", ...period }],
  ['athena', { table: 'trail', ...period, partition: ['timestamp'] }],
  ['athena', { table: 'trail', ...period, partition: ['year', 'month', 'day'] }],
  ['athena', { table: 'trail' }],
  ['security-lake', { database: 'lake', table: 'cloud_trail_mgmt_2_0', ...period }],
  ['security-lake', { table: 'cloud_trail_mgmt_2_0' }],
])('Trino parses the query of %s with %j', (name, parameters) => {
  expect(parser.validate(printedQuery(name, parameters) ?? '')).toEqual([]);
});

test('Trino refuses a query with a mistake', () => {
  const query = printedQuery('athena', { table: 'trail', ...period }) ?? '';
  expect(parser.validate(query.replace('GROUP BY', 'GRUP BY'))).not.toEqual([]);
});
