/**
 * The ratios that the benchmarks printed on a machine with two cores, and the day. A benchmark fails when it is
 * more than twice as bad: machines differ, and a single run wavers by about a half.
 */
const recorded = {
  'effective: parsing, reading and merging': { ratio: 7.5, better: 'lower', on: '2026-11-30' },
  'effective: twice the accounts': { ratio: 1.8, better: 'lower', on: '2026-11-30' },
  'catalogue: one action of ec2': { ratio: 1.25, better: 'lower', on: '2026-11-30' },
  'decide: warm': { ratio: 120, better: 'higher', on: '2026-11-30' },
  'report: impact': { ratio: 12, better: 'lower', on: '2026-11-30' },
  'report: impact and page': { ratio: 24, better: 'lower', on: '2026-11-30' },
  'start: check': { ratio: 4.4, better: 'lower', on: '2026-11-30' },
  'start: decide': { ratio: 4.7, better: 'lower', on: '2026-11-30' },
  'start: plan': { ratio: 4.7, better: 'lower', on: '2026-11-30' },
  'start: policy': { ratio: 1.6, better: 'lower', on: '2026-11-30' },
  'synth: over the floor': { ratio: 1.25, better: 'lower', on: '2026-11-30' },
} as const satisfies Record<string, RecordedRatio>;

interface RecordedRatio {
  readonly ratio: number;
  readonly better: 'lower' | 'higher';
  /** `YYYY-MM-DD`. */
  readonly on: string;
}

/** A benchmark whose ratio is recorded. */
export type Benchmark = keyof typeof recorded;

/** The ratio with two digits. Makes the process fail where the ratio is worse than twice the recorded one. */
export function checkRatio(benchmark: Benchmark, ratio: number): string {
  const { ratio: known, better, on }: RecordedRatio = recorded[benchmark];
  const worse = better === 'lower' ? ratio / known : known / ratio;
  if (!(worse <= 2)) {
    process.exitCode = 1;
    process.stderr.write(
      `${benchmark}: ratio ${ratio.toFixed(2)} is more than twice as bad as ${known}, recorded on ${on}\n`,
    );
  }
  return ratio.toFixed(2);
}
