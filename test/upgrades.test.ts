import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, cloneTo } from './support/synth-app.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { testedCore } from './support/tested-core.js';
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
    'modules/constructs/deployed-policy.js',
    "'target'",
    "'targets'",
    /^gone: .*attachment/,
  ],
  ['a changed way of ids', 'modules/constructs/construct-id.js', '`.${', '`-${', /^gone: .*audit/],
  [
    'a renamed resource',
    'modules/constructs/deployed-policy.js',
    "'Resource'",
    "'Policy'",
    /^gone: aws_organizations_policy\./,
  ],
  [
    'a changed default of a prop',
    'modules/config/intent/guardrail.js',
    "partition = 'aws'",
    "partition = '*'",
    /^changed: .*no-deletion/,
  ],
  [
    'a changed default of the configuration',
    'modules/config/intent/backend.js',
    'us-east-1',
    'eu-west-1',
    /^changed: provider/,
  ],
  [
    'a changed document',
    'modules/policy/scp/compile.js',
    "'Deny'",
    "'Allow'",
    /^changed: aws_organizations_policy\./,
  ],
])(
  '%s shows in this check',
  (_, file, from, to, expected) => {
    const clone = cloneTo(join(folder(), 'clone'));
    const path = join(clone, 'dist', file.replace('constructs', testedCore.constructs));
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replaceAll(from, to));
    expect(shown(earlierVersions.at(-1) ?? '', clone)).toContainEqual(expect.stringMatching(expected));
  },
  60_000,
);
