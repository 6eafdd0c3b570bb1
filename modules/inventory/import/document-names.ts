import type { FoundPolicy } from './found-policy.js';

/**
 * A path for the document of every policy, relative to the configuration: made from its name, and distinct also on
 * disks that do not tell upper from lower case.
 */
export function documentNames(policies: readonly FoundPolicy[]): ReadonlyMap<FoundPolicy, string> {
  const taken = new Set<string>();
  const names = new Map<FoundPolicy, string>();
  for (const policy of policies) {
    const base = plainName(policy.name);
    let name = base;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}-${count}`;
    taken.add(name.toLowerCase());
    names.set(policy, `policies/${name}.json`);
  }
  return names;
}

function plainName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  return plain === '' ? 'policy' : plain.slice(0, 100);
}
