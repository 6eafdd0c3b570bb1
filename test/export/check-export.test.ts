import { checkExport } from '../../modules/export/export-module.js';
import { awsLimits } from '../../modules/policy/limits.js';
import { plannedPolicy } from '../support/planned-policy.js';

test('two policies that would get one address are refused', () => {
  const policies = [plannedPolicy('no drops'), plannedPolicy('no_drops'), plannedPolicy('no-drops')];
  expect(checkExport({ policies }, awsLimits)).toEqual([
    expect.objectContaining({
      kind: 'colliding-names',
      severity: 'error',
      facts: { policy: 'no_drops', other: 'no drops', address: 'no_drops' },
    }),
  ]);
});

test('a document that only fits without the escapes of `jsonencode` is refused', () => {
  const { documentCharacters } = awsLimits.serviceControlPolicy;
  const frame = JSON.stringify({ a: '' }).length;
  const sized = (text: string) =>
    checkExport(
      { policies: [plannedPolicy('x', { type: 'SERVICE_CONTROL_POLICY', content: { a: text } })] },
      awsLimits,
    );
  expect(sized('x'.repeat(documentCharacters - frame))).toEqual([]);
  expect(sized(`${'x'.repeat(documentCharacters - frame - 6)}&`)).toEqual([]);
  expect(sized(`${'x'.repeat(documentCharacters - frame - 5)}&`)).toEqual([
    expect.objectContaining({ kind: 'document-too-large', severity: 'error' }),
  ]);
});
