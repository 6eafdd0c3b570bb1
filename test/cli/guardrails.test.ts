import { renderGuardrail, renderGuardrailList } from '../../cli/guardrails/guardrail-text.js';
import { findGuardrail, guardrails, packs } from '../../modules/guardrails/registry.js';
import { commandLine } from '../support/command-line.js';

const all = [...packs, ...guardrails];

function run(...words: readonly string[]) {
  return commandLine(__dirname, 'guardrails', ...words);
}

test('every guardrail is listed below its group', () => {
  const { stdout, status } = run();
  expect(status).toBe(0);
  for (const { id, requirement } of all) {
    expect(stdout).toMatch(new RegExp(`^${id} +${requirement.slice(0, 20)}`, 'm'));
  }
  expect(stdout).toMatch(/^Databases$/m);
});

test.each([50, 80, 120])('the list fits a terminal of %d columns', (columns) => {
  const lines = renderGuardrailList(all, { colour: false, columns }).split('\n');
  const table = lines.slice(0, -2);
  expect(table.filter((line) => line.length > columns)).toEqual([]);
});

test('a guardrail is shown with its parameters, policy and examples', () => {
  const { stdout, status } = run('only-named-regions');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^regions +required /m);
  expect(stdout).toContain('use: only-named-regions');
  expect(stdout).toContain('"aws:ChatbotSourceArn": "arn:aws:chatbot::*:*"');
  expect(stdout).toMatch(/^denied +list instances in another Region/m);
});

test('a pack lists the guardrails that it includes', () => {
  const pack = findGuardrail('no-destruction');
  if (pack === undefined) throw new Error('the catalogue has it');
  expect(renderGuardrail(pack, { colour: false, columns: 80 })).toMatch(/^Includes\nno-analytics-deletion$/m);
});

test('`--format json` prints the catalogue, or one guardrail with its policy', () => {
  const list = JSON.parse(run('--format', 'json').stdout);
  expect(list.guardrails.map(({ id }: { id: string }) => id)).toEqual(all.map(({ id }) => id));
  const one = JSON.parse(run('read-only', '--format', 'json').stdout);
  expect(one.parameters).toEqual([expect.objectContaining({ name: 'actions', required: false })]);
  expect(one.content.Statement[0].NotAction).toContain('ec2:Describe*');
});

test('an unknown ID exits with 2 and suggests the nearest ID', () => {
  const { stderr, stdout, status } = run('no-database-deletions');
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('did you mean `no-database-deletion`?');
});
