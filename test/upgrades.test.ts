import { join } from 'node:path';
import { buildApp, cloneTo, type Fault, faultyCloneTo } from './support/synth-app.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { differences, earlierVersions, stacksAfterUpgrade, stacksOf } from './support/upgrades.js';

const folder = temporaryFolder();

beforeAll(buildApp, 300_000);

/** Everything that an upgrade from a version to this clone would show. */
function shown(version: string, clone: string): string[] {
  const after = stacksAfterUpgrade(version, clone, folder());
  return Object.entries(stacksOf(version)).flatMap(([name, text]) =>
    differences(text, after[name] ?? '{"terraform":{}}'),
  );
}

// Where an address or a document has to change: a major version, a star in the changelog, and the change named here.
test.each(earlierVersions)(
  'an upgrade from %s is an empty plan',
  (version) => {
    expect(shown(version, cloneTo(join(folder(), 'clone')))).toEqual([]);
  },
  60_000,
);

/** Faults by what has to show. Those of one clone show in different blocks. */
const clones: readonly (readonly (Fault & { readonly shows: RegExp })[])[] = [
  [
    {
      file: 'modules/constructs/deployed-policy.ts',
      ...{ from: "'target'", to: "'targets'", shows: /^gone: .*attachment/ },
    },
    {
      file: 'modules/config/intent/guardrail.ts',
      ...{ from: "partition = 'aws'", to: "partition = '*'", shows: /^changed: .*no-deletion/ },
    },
    {
      file: 'modules/config/intent/backend.ts',
      ...{ from: 'us-east-1', to: 'eu-west-1', shows: /^changed: provider/ },
    },
  ],
  [
    {
      file: 'modules/constructs/construct-id.ts',
      ...{ from: '`.${', to: '`-${', shows: /^gone: .*audit/ },
    },
    {
      file: 'modules/policy/scp/compile.ts',
      ...{ from: "'Deny'", to: "'Allow'", shows: /^changed: aws_organizations_policy\./ },
    },
  ],
  [
    {
      file: 'modules/constructs/deployed-policy.ts',
      ...{ from: "'Resource'", to: "'Policy'", shows: /^gone: aws_organizations_policy\./ },
    },
  ],
];

test.each(clones)(
  'a changed construct ID, default, document, way of IDs or name of a resource shows (%#)',
  (...faults) => {
    const clone = faultyCloneTo(join(folder(), 'clone'), faults);
    const lines = shown(earlierVersions.at(-1) ?? '', clone);
    for (const { shows } of faults) expect(lines).toContainEqual(expect.stringMatching(shows));
  },
  120_000,
);
