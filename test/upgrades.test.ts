import { join } from 'node:path';
import { buildApp, cloneTo, faultyCloneTo } from './support/synth-app.js';
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
  'whoever upgrades from %s sees an empty plan',
  (version) => {
    expect(shown(version, cloneTo(join(folder(), 'clone')))).toEqual([]);
  },
  60_000,
);

test.each([
  [
    'a changed construct id',
    'modules/constructs/deployed-policy.ts',
    "'target'",
    "'targets'",
    /^gone: .*attachment/,
  ],
  ['a changed way of ids', 'modules/constructs/construct-id.ts', '`.${', '`-${', /^gone: .*audit/],
  [
    'a renamed resource',
    'modules/constructs/deployed-policy.ts',
    "'Resource'",
    "'Policy'",
    /^gone: aws_organizations_policy\./,
  ],
  [
    'a changed default of a prop',
    'modules/config/intent/guardrail.ts',
    "partition = 'aws'",
    "partition = '*'",
    /^changed: .*no-deletion/,
  ],
  [
    'a changed default of the configuration',
    'modules/config/intent/backend.ts',
    'us-east-1',
    'eu-west-1',
    /^changed: provider/,
  ],
  [
    'a changed document',
    'modules/policy/scp/compile.ts',
    "'Deny'",
    "'Allow'",
    /^changed: aws_organizations_policy\./,
  ],
])(
  '%s shows in this check',
  (_, file, from, to, expected) => {
    const clone = faultyCloneTo(join(folder(), 'clone'), file, from, to);
    expect(shown(earlierVersions.at(-1) ?? '', clone)).toContainEqual(expect.stringMatching(expected));
  },
  60_000,
);
