import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { documentTypeOf, documentTypes } from '../../modules/config/document-type.js';
import { checkDocument } from '../../modules/config/index.js';
import { readOrganizationText } from '../../modules/policy/organization/read-organization.js';
import { company } from '../support/company.js';
import { runHere } from '../support/in-process.js';
import { mistakes, withoutMistake } from '../support/mistakes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const repository = join(__dirname, '..', '..');
/** Every file of the examples and fixtures that is a document of its own, whatever is wrong with it. */
const documents = ['examples', 'test/fixtures']
  .flatMap((top) =>
    readdirSync(join(repository, top), { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)),
  )
  .filter((file) => /\.(ya?ml|json|template)$/.test(file) && !file.includes('node_modules'))
  .filter((file) => statSync(join(repository, file)).size < 2 * 1024 * 1024)
  .sort();

/** The problems that the API finds in a file, with the files beside it. */
function problemsOfApi(path: string) {
  const beside = (name: string) => join(dirname(path), name);
  return checkDocument(
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

test.each(documents)('%s has the same problems for the API and for `check`', async (file) => {
  const path = join(repository, file);
  const { stdout } = await runHere({ folder: dirname(path) }, 'check', basename(path), '--format', 'json');
  expect(JSON.parse(stdout).problems).toEqual(JSON.parse(JSON.stringify(problemsOfApi(path))));
});

describe('documents with a mistake', () => {
  const folder = temporaryFolder();
  const pages = join(repository, 'docs', 'problems');
  const onPages = readdirSync(pages).flatMap((page) =>
    [...readFileSync(join(pages, page), 'utf8').matchAll(/^```(yaml|json) wrong\n([\s\S]*?)^```$/gm)].map(
      ([, language = '', text = '']) => [page, language, text] as const,
    ),
  );
  const inTable = mistakes.map(
    ([name, right, wrong]) => [name, 'yaml', withoutMistake.replace(right, () => wrong)] as const,
  );
  const template = `Resources:
  Chat:
    Type: AWS::Organizations::Policy
    Properties: { Type: CHAT_POLICY, Content: { chatbot: {} } }
`;
  const documents = [...onPages, ...inTable, ['a CloudFormation template', 'yaml', template] as const];

  test('are of every type', () => {
    const types = new Set(documents.map(([, , text]) => documentTypeOf(text)));
    expect(types).toEqual(new Set([...documentTypes, undefined]));
  });

  test.each(documents)(
    '%s: the API, `check` and `plan` find the same problems',
    async (_, language, text) => {
      const name = `c.${language}`;
      const files = { [name]: text, 'organization.json': company() };
      const checked = await runHere({ folder: folder(), files }, 'check', name, '--format', 'json');
      const { problems } = JSON.parse(checked.stdout);
      expect(problems).toEqual(JSON.parse(JSON.stringify(problemsOfApi(join(folder(), name)))));
      if (documentTypeOf(text) !== 'configuration') return;
      const planned = await runHere({ folder: folder() }, 'plan', '--config', name, '--format', 'json');
      // A plan needs one wave; `check` looks at all of them.
      if (planned.stdout === '' || planned.stdout.includes('"wave-not-named"')) return;
      expect(JSON.parse(planned.stdout).problems).toEqual(problems);
    },
  );
});
