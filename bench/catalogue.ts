import type { IamData } from '../modules/actions/catalogue-of.js';
import { iamData, loadActionCatalogue } from '../modules/actions/load-action-catalogue.js';
import { checkRatio } from './recorded-ratios.js';

/** What it costs to ask about one action of the largest service, over reading and parsing that service's data. */
const turns = 31;

function report(): void {
  const parsing: number[] = [];
  const asking: number[] = [];
  for (let turn = -1; turn < turns; turn++) {
    const parsed = timed(() => dataOf(iamData()));
    const asked = timed(() => loadActionCatalogue(iamData()).action('ec2', 'RunInstances'));
    if (turn < 0) continue;
    parsing.push(parsed);
    asking.push(asked);
  }
  const [floor, cost] = [median(parsing), median(asking)];
  process.stdout.write(
    `one action of ec2        ${cost.toFixed(1)} ms, ${checkRatio('catalogue: one action of ec2', cost / floor)} times reading and parsing its data (at most 2)\n`,
  );
}

function dataOf(data: IamData): readonly unknown[] {
  return [data.actions('ec2'), data.resourceTypes('ec2')];
}

function timed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

report();
