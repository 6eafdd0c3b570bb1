import type { Ignored, Origin } from '../simulator/effective/history.js';

/** Why something did nothing, and who stood in the way. `name` gives the name of a policy or a place by its id. */
export function whyIgnored(ignored: Ignored, name: (id: string) => string): string {
  const by = ignored.by.map((origin) => describe(origin, ignored, name)).join(' and ');
  const text = words[ignored.why](by);
  return ignored.attachmentOrderKnown === false ? `${text}, in the file's order: AWS's is not known` : text;
}

const words: Readonly<Record<Ignored['why'], (by: string) => string>> = {
  'forbidden-by-parent': (by) => `the operator is forbidden by ${by}`,
  'new-key-forbidden-by-parent': (by) => `new keys are forbidden here by ${by}`,
  'assigned-by-earlier-peer': (by) => `${by} assigns it first`,
  overridden: (by) => `assigned again by ${by}`,
  removed: (by) => `removed by ${by}`,
  'already-there': (by) => `in the list already, by ${by}`,
  'nothing-to-remove': () => 'not in the list',
  'names-nothing': () => 'names nothing',
};

/** The row of what did nothing names its own policy and level. */
function describe({ policy, level }: Origin, ignored: Ignored, name: (id: string) => string): string {
  if (level !== ignored.level) return `${name(policy)} at ${name(level)}`;
  return policy === ignored.policy ? 'the same policy' : `its peer ${name(policy)}`;
}
