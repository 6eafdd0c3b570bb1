import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { checkConfiguration } from '../../modules/config/index.js';
import { readOrganizationText } from '../../modules/policy/organization/read-organization.js';
import { company } from '../support/company.js';
import { runHere } from '../support/in-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const repository = join(__dirname, '..', '..');
const configurations = ['examples', 'test/fixtures']
  .flatMap((top) =>
    readdirSync(join(repository, top), { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)),
  )
  .filter((file) => /\.ya?ml$/.test(file) && !file.includes('node_modules'))
  .filter((file) =>
    /^(chatPolicies|guardrails|environments):/m.test(readFileSync(join(repository, file), 'utf8')),
  )
  .sort();

/** The problems that the API finds in a file, with the files beside it. */
function problemsOfApi(path: string) {
  const beside = (name: string) => join(dirname(path), name);
  return checkConfiguration(
    { text: readFileSync(path, 'utf8'), file: basename(path) },
    {
      readDocument: (name) =>
        existsSync(beside(name))
          ? { text: readFileSync(beside(name), 'utf8') }
          : { reason: 'there is no such file' },
      readOrganization: (name) =>
        existsSync(beside(name))
          ? readOrganizationText({ text: readFileSync(beside(name), 'utf8'), file: name })
          : { problems: [] },
      today: '2027-01-01',
      catalogue: loadActionCatalogue(),
    },
  );
}

test('there are configurations to compare', () => {
  expect(configurations.length).toBeGreaterThan(2);
});

test.each(configurations)('%s has the same problems for the API and for `check`', async (file) => {
  const path = join(repository, file);
  const words = ['check', basename(path), '--type', 'configuration', '--format', 'json'];
  const { stdout } = await runHere({ folder: dirname(path) }, ...words);
  expect(JSON.parse(stdout).problems).toEqual(JSON.parse(JSON.stringify(problemsOfApi(path))));
});

describe('the configurations on the pages about problems', () => {
  const folder = temporaryFolder();
  const pages = join(repository, 'docs', 'problems');
  const mistakes = readdirSync(pages).flatMap((page) =>
    [...readFileSync(join(pages, page), 'utf8').matchAll(/^```yaml wrong\n([\s\S]*?)^```$/gm)].map(
      ([, text = '']) => [page, text] as const,
    ),
  );

  test.each(mistakes)('%s: the API, `check` and `plan` find the same problems', async (_, text) => {
    const files = { 'c.yaml': text, 'organization.json': company() };
    const checked = await runHere(
      { folder: folder(), files },
      'check',
      'c.yaml',
      '--type',
      'configuration',
      '--format',
      'json',
    );
    const { problems } = JSON.parse(checked.stdout);
    expect(problems).toEqual(JSON.parse(JSON.stringify(problemsOfApi(join(folder(), 'c.yaml')))));
    const planned = await runHere({ folder: folder() }, 'plan', '--config', 'c.yaml', '--format', 'json');
    // A plan needs one wave; `check` looks at all of them.
    if (planned.stdout === '' || planned.stdout.includes('"wave-not-named"')) return;
    expect(JSON.parse(planned.stdout).problems).toEqual(problems);
  });
});
