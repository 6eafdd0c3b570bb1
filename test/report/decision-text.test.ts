import { renderDecision } from '../../modules/report/decision-text.js';
import type { Decision } from '../../modules/simulator/decide/decision.js';

const message = '`NoDrops` of `no-drops`, attached to `Production` (ou-ab12-prod), denies it';
const decision: Decision = {
  decision: 'denied',
  reasons: [],
  gates: [
    {
      gate: 'service-control-policy',
      outcome: 'denied',
      reasons: [{ gate: 'service-control-policy', outcome: 'denied', message }],
    },
  ],
  notes: [],
  notAsked: [],
};

const reasonLines = (columns?: number): readonly string[] =>
  renderDecision(decision, 'x', { colour: false, columns }).split('\n').slice(2, -3);

test('a reason goes on in its own column where the terminal is too narrow for it', () => {
  const lines = reasonLines(72);
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
  const [first = '', ...more] = lines;
  const column = first.indexOf('`NoDrops`');
  expect(more.map((line) => line.search(/\S/))).toEqual(more.map(() => column));
});

test('where nothing limits the width, a reason is one line', () => {
  expect(reasonLines()).toEqual([expect.stringContaining(message)]);
});
