import { type IamData, iamData } from '../modules/actions/iam-data.js';
import { loadActionCatalogue } from '../modules/actions/load-action-catalogue.js';
import { checkRatio } from './recorded-ratios.js';

/** What it costs to ask about one action of the largest service, over parsing that service's data. */
const turns = 31;

function report(): void {
  const texts = textsOf(iamData());
  const parsing: number[] = [];
  const asking: number[] = [];
  for (let turn = -1; turn < turns; turn++) {
    const parsed = timed(() => texts.map((text) => JSON.parse(text)));
    const asked = timed(() => loadActionCatalogue(iamData()).action('ec2', 'RunInstances'));
    if (turn < 0) continue;
    parsing.push(parsed);
    asking.push(asked);
  }
  const [floor, cost] = [median(parsing), median(asking)];
  process.stdout.write(
    `one action of ec2        ${cost.toFixed(1)} ms, ${checkRatio('catalogue: one action of ec2', cost / floor)} times JSON.parse of its data (at most 3)\n`,
  );
}

function textsOf(data: IamData): readonly string[] {
  return [data.actions('ec2'), data.resourceTypes('ec2')].map((value) => JSON.stringify(value, null, 2));
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
