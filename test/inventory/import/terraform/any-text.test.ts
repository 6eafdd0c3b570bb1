import fc from 'fast-check';
import { HclError } from '../../../../modules/inventory/import/hcl/hcl-tree.js';
import { parseHcl } from '../../../../modules/inventory/import/hcl/parse-hcl.js';
import { patience, runs, seed } from '../../../support/effort.js';

const piece = fc.oneof(
  fc.constantFrom(
    ...['"', '${', '%{', '}', '{', '[', ']', '(', ')', '=', ',', '\n', ' ', '\\', '<<EOT\n', 'EOT\n', '<<-E'],
    ...[
      '#',
      '//',
      '/*',
      '*/',
      'a',
      'local.x',
      'for ',
      '1',
      '-',
      '?',
      ':',
      '$${',
      'jsonencode(',
      '.',
      '~',
      '"x"',
    ],
  ),
  fc.string({ maxLength: 4 }),
);

test(
  `any text is read or refused with a place in it, and soon (seed ${seed})`,
  () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, isValue) => {
        const text = `${isValue ? 'v = ' : ''}${pieces.join('')}`;
        try {
          parseHcl(text);
        } catch (error) {
          expect(error).toBeInstanceOf(HclError);
          const { offset } = error as HclError;
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { seed, numRuns: runs(100_000) },
    );
  },
  patience,
);
