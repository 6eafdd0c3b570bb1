import { withProgressOn, withProgressOnText } from '../../cli/progress.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { readOrganization } from '../../modules/policy/organization/read-organization.js';
import { wideOrganizationFile } from '../support/wide-organization.js';

function stream(terminal: boolean, columns = 80) {
  const written: string[] = [];
  const write = (text: string): number => written.push(text);
  return { written, output: { write, terminal, colour: false, columns } };
}

function organizationOf(accounts: number): Organization {
  const { file } = wideOrganizationFile({ units: 20, accounts, chatPolicies: 0, guardrails: 0 });
  const { organization } = readOrganization(file);
  if (organization === undefined) throw new Error('no organization');
  return organization;
}

const large = organizationOf(10_000);

test('a terminal shows progress and clears it afterwards', () => {
  const { written, output } = stream(true);
  expect(withProgressOn(output, 'comparing', large, () => [...written])).toEqual([
    'comparing 10000 accounts …',
  ]);
  expect(written.at(-1)).toBe(`\r${' '.repeat('comparing 10000 accounts …'.length)}\r`);
});

test('the line goes also when the work fails', () => {
  const { written, output } = stream(true);
  const failing = (): never => {
    throw new Error('broken');
  };
  expect(() => withProgressOnText(output, 'reading a', ' '.repeat(2_000_000), failing)).toThrow('broken');
  expect(written).toHaveLength(2);
});

test('a narrow terminal has a shorter line, which does not wrap', () => {
  const { written, output } = stream(true, 12);
  withProgressOn(output, 'comparing', large, () => undefined);
  expect(written[0]).toBe('comparing 1');
});

test('a log, a small organization and a short text have no such line', () => {
  const log = stream(false);
  const small = stream(true);
  withProgressOn(log.output, 'comparing', large, () => undefined);
  withProgressOn(small.output, 'comparing', organizationOf(100), () => undefined);
  withProgressOnText(small.output, 'reading a', '{}', () => undefined);
  expect([...log.written, ...small.written]).toEqual([]);
});
