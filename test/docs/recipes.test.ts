import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type AwsServer, awsServer } from '../support/aws-server.js';
import { type CodeHost, codeHost } from '../support/code-host.js';
import { fakeOrganizations } from '../support/fake-organizations.js';
import { prepareGuideFolder } from '../support/guide-folder.js';
import { componentJob, type Job, jobsIn } from '../support/recipes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
let host: CodeHost;
let aws: AwsServer;

beforeEach(async () => {
  prepareGuideFolder(folder());
  host = await codeHost();
  aws = await awsServer(
    fakeOrganizations(JSON.parse(readFileSync(join(folder(), 'organization.json'), 'utf8'))),
  );
});
afterEach(() => Promise.all([host.close(), aws.close()]));

const read = (file: string): string => readFileSync(join(folder(), file), 'utf8');

/** What a build server puts into the environment of every job. */
function surroundings(): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: host.endpoint,
    GITHUB_REPOSITORY: 'example/chat',
    GITHUB_STEP_SUMMARY: join(folder(), 'summary.md'),
    CI_API_V4_URL: host.endpoint,
    CI_PROJECT_ID: '7',
    CI_MERGE_REQUEST_IID: '7',
    REVIEW_TOKEN: 'test',
    AWS_TOKEN: 'test',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.endpoint,
  };
}

/** The value of a variable: what a job writes, with the expressions of GitHub Actions worked out. */
function workedOut(written: string): string {
  const values: Readonly<Record<string, string>> = { 'github.token': 'test', 'github.event.number': '7' };
  return written
    .replace(/\$\{\{ (.*?) \}\}/g, (_, name: string) => values[name] ?? name)
    .replace('/tmp/', `${folder()}/`);
}

/** Runs a job as a build server does, `npm ci` aside, until a command fails. */
async function runJob({ environment, scripts }: Job) {
  const own = Object.entries(environment).map(([name, value]) => [name, workedOut(value)]);
  const { npm_lifecycle_event: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    ...surroundings(),
    ...Object.fromEntries(own),
    PATH: [join(folder(), '.bin'), inherited['PATH']].join(delimiter),
  };
  let output = '';
  for (const script of scripts.filter((one) => one !== 'npm ci --ignore-scripts')) {
    const child = spawn('bash', ['-e', '-c', `exec 2>&1; ${script}`], { cwd: folder(), env });
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    if (status !== 0) return { status, output, script };
  }
  return { status: 0, output };
}

function jobOf(page: string, name: string): Job {
  const job = jobsIn(page).find((one) => one.name === name);
  if (job === undefined) throw new Error(`${page} has no job ${name}`);
  return job;
}

test('GitHub Actions: at night a difference makes the job red, and the summary names it', async () => {
  const { status, script } = await runJob(jobOf('docs/guides/github-actions.md', 'drift'));
  expect([status, script]).toEqual([1, expect.stringContaining('drift')]);
  expect(read('summary.md')).toContain('no-database-deletion');
}, 120_000);

const component = componentJob('templates/chat-guardrails.yml', { expectations: 'expectations.yaml' });

test('GitLab CI: a merge request gets one note, which the next push updates, and its tests', async () => {
  expect(await runJob(component)).toMatchObject({ status: 0 });
  expect(read('junit.xml')).toContain('<testsuite');
  expect(host.comments.map(({ body }) => body)).toEqual(['looks good to me', read('impact.md')]);
  expect(await runJob(component)).toMatchObject({ status: 0 });
  const notes = '/projects/7/merge_requests/7/notes';
  expect(host.log).toEqual([`GET ${notes}`, `POST ${notes}`, `GET ${notes}`, `PUT ${notes}/2`]);
}, 120_000);

test('GitLab CI: with an error in the configuration the job fails, and the note reports that the impact is unknown', async () => {
  writeFileSync(join(folder(), 'chat-guardrails.yaml'), 'guardrials: []\n');
  const { status, output } = await runJob(component);
  expect([status, output]).toEqual([1, expect.stringContaining('unknown key `guardrials`')]);
  expect(host.comments[1]?.body).toContain('The impact could not be determined');
}, 120_000);

test('GitLab CI: at night a difference makes the job red', async () => {
  const { status, output, script } = await runJob(jobOf('docs/guides/gitlab-ci.md', 'chat-drift'));
  expect([status, script]).toEqual([1, expect.stringContaining('drift')]);
  expect(output).toContain('no-database-deletion');
}, 120_000);
