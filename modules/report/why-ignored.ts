import type { Ignored, Origin } from '../simulator/effective/history.js';

/** Returns why a use of an operator had no effect. `name` maps the ID of a policy or target to its name. */
export function whyIgnored(ignored: Ignored, name: (id: string) => string): string {
  const by = ignored.by.map((origin) => describe(origin, ignored, name)).join(' and ');
  const text = words[ignored.why](by);
  return ignored.attachmentOrderKnown === false
    ? `${text} (assuming the order in the file; AWS's order is unknown)`
    : text;
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

/** Describes another use; the row of the ignored use names its own policy and level. */
function describe({ policy, level }: Origin, ignored: Ignored, name: (id: string) => string): string {
  if (level !== ignored.level) return `${name(policy)} at ${name(level)}`;
  return policy === ignored.policy ? 'the same policy' : `its peer ${name(policy)}`;
}
