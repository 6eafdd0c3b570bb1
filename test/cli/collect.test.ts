import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { type AwsServer, awsServer, refuseRole, refuseWith } from '../support/aws-server.js';
import { fakeOrganizations } from '../support/fake-organizations.js';
import { randomFrom } from '../support/random.js';
import { type CliRun, runCli } from '../support/run-cli.js';
import { prod, root, smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const channel = {
  accountId: '222222222222',
  platform: 'slack',
  name: 'ops',
  workspaceId: 'T1',
  userRoleRequired: true,
  guardrailPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  roleArn: 'arn:aws:iam::222222222222:role/chat',
  users: [],
};
const organization = smallOrganizationFile(
  [
    { name: 'slack-only', on: [root], description: 'by hand', tags: { team: 'security' } },
    { name: 'prod', on: [prod, '222222222222'], description: '', tags: {} },
  ],
  { channels: [channel] },
);
let aws: AwsServer;

beforeAll(() => {
  spawnSync(process.execPath, [join(__dirname, '..', '..', 'scripts', 'build.js')]);
});
beforeEach(async () => {
  aws = await awsServer(fakeOrganizations(organization));
});
afterEach(() => aws.close());

function environment(changes: Readonly<Record<string, string>> = {}) {
  return {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'hunter2-secret',
    AWS_ENDPOINT_URL: aws.endpoint,
    ...changes,
  };
}

function collect(...words: readonly string[]): Promise<CliRun> {
  return runCli(['collect', ...words], { cwd: folder(), environment: environment() });
}

const written = (): JsonObject => JSON.parse(readFileSync(join(folder(), 'org.json'), 'utf8'));

test('a live organization is written as it is, and nothing is left beside it', async () => {
  const { status, stdout, stderr } = await collect('-o', 'org.json');
  expect(stderr).toContain('wrote `org.json`: 3 accounts, 2 policies');
  expect([status, stdout]).toEqual([0, '']);
  const { channels: _, ...rest } = organization;
  expect(written()).toMatchObject({ policies: rest['policies'], managementAccountId: '111111111111' });
  expect(existsSync(join(folder(), 'org.json.journal'))).toBe(false);
});

test('a file that is not an organization file is replaced only with --force, and refused before anything is asked', async () => {
  const file = join(folder(), 'org.json');
  for (const text of ['my notes', '{"version":1}', '[]']) {
    writeFileSync(file, text);
    const { status, stderr } = await collect('-o', 'org.json');
    expect(status).toBe(2);
    expect(stderr).toContain('--force');
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(stderr).not.toContain('reading');
    expect(existsSync(`${file}.journal`)).toBe(false);
  }
  expect((await collect('-o', 'org.json', '--force')).status).toBe(0);
  expect(written()).toMatchObject({ managementAccountId: '111111111111' });
  expect((await collect('-o', 'org.json')).status).toBe(0);
});

test('chat configurations come from every account, by a role, and from its own without one', async () => {
  const { stderr } = await collect('-o', 'org.json', '--assume-role', 'Reader');
  expect(written()['channels']).toEqual([channel]);
  expect(aws.log.filter((line) => line.startsWith('AssumeRole')).sort()).toEqual([
    'AssumeRole arn:aws:iam::222222222222:role/Reader',
    'AssumeRole arn:aws:iam::333333333333:role/Reader',
  ]);
  expect(stderr).not.toContain('left out');
});

test('an account that refuses the role is missing, the others are there', async () => {
  aws.intercept = (operation, response) =>
    operation === 'AssumeRole' && aws.log.at(-1)?.includes('333333333333') ? refuseRole(response) : false;
  const { status, stderr } = await collect('-o', 'org.json', '--assume-role', 'Reader');
  expect(status).toBe(0);
  expect(stderr).toMatch(/warning: 1 part could not be read.*\n {2}channels of 333333333333: /);
  expect(written()).toMatchObject({
    channels: [channel],
    missing: [{ what: 'channels', id: '333333333333', reason: expect.stringContaining('AccessDenied') }],
  });
});

test('no secret, no credential and nothing that was left out lands in a file', async () => {
  await collect(
    '-o',
    'org.json',
    '--assume-role',
    'Reader',
    '--without-names',
    '--without-emails',
    '--without-tags',
  );
  const text = readFileSync(join(folder(), 'org.json'), 'utf8');
  expect(text).not.toMatch(/hunter2|AKIA|secret-project|"management"|shop|@|security/);
});

test('throttling, conflicts, errors and cut connections are overcome', async () => {
  aws.intercept = (_, response, nth) => {
    if (nth % 10 === 1) return refuseWith(response, 400, 'TooManyRequestsException');
    if (nth % 10 === 3) return refuseWith(response, 400, 'ConcurrentModificationException');
    if (nth % 10 === 5) return refuseWith(response, 500, 'ServiceException');
    if (nth % 10 !== 7) return false;
    response.socket?.destroy();
    return true;
  };
  const { status } = await collect('-o', 'org.json');
  expect(status).toBe(0);
  expect(written()).not.toHaveProperty('missing');
  expect(written()).toMatchObject({ policies: organization['policies'] });
}, 120_000);

test('a missing permission is reported, in the file and on stderr', async () => {
  aws.intercept = (operation, response) =>
    operation === 'ListTagsForResource' ? refuseWith(response, 400, 'AccessDeniedException') : false;
  const { status, stdout, stderr } = await collect('-o', 'org.json', '--format', 'json');
  expect(status).toBe(0);
  expect(stderr).toContain('warning: 2 parts could not be read');
  const { missing } = written();
  expect(missing).toHaveLength(2);
  expect(JSON.parse(stdout)).toEqual({ file: 'org.json', accounts: 3, policies: 2, missing });
});

test('a killed run leaves no half file, and the next one goes on', async () => {
  const run = runCli(
    ['collect', '-o', 'org.json'],
    { cwd: folder(), environment: environment() },
    (child) => {
      aws.intercept = (operation) => {
        if (operation !== 'DescribePolicy') return false;
        child.kill('SIGKILL');
        return true;
      };
    },
  );
  expect((await run).status).toBeNull();
  expect(existsSync(join(folder(), 'org.json'))).toBe(false);
  const asked = aws.log.length;
  aws.intercept = () => false;
  const { status, stderr } = await collect('-o', 'org.json');
  expect(stderr).toMatch(/resuming with \d+ answers of an earlier run, from `.*org\.json\.journal`/);
  expect(status).toBe(0);
  expect(aws.log.slice(asked)).not.toContain('ListPolicies');
  expect(written()).toMatchObject({ policies: organization['policies'] });
  expect(existsSync(join(folder(), 'org.json.journal'))).toBe(false);
}, 60_000);

test('a journal of another organization, or one that was cut off, does no harm', async () => {
  const heading = { version: 3, organization: 'o-other', options: [], begun: new Date().toISOString() };
  const answer = JSON.stringify(['ListRoots ', [{ id: 'r-else', name: 'Else', policyTypes: [] }]]);
  writeFileSync(join(folder(), 'org.json.journal'), `${JSON.stringify(heading)}\n${answer}\n["cut`);
  const { stderr } = await collect('-o', 'org.json');
  expect(stderr).not.toContain('resuming');
  expect(written()).toMatchObject({ root: { id: root } });
});

test.each(['{}', '', 'null', '{"Accounts":[{"Id"', '<html></html>'])(
  'an answer %j without what the API promises is asked for again',
  async (body) => {
    let times = 0;
    aws.intercept = (operation, response) => {
      if (operation !== 'ListAccountsForParent' || times++ > 0) return false;
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(body);
      return true;
    };
    const { stderr } = await collect('-o', 'org.json');
    expect(stderr).toContain('wrote `org.json`: 3 accounts, 2 policies');
    expect(written()).not.toHaveProperty('missing');
  },
  60_000,
);

test('a journal of other options is not used', async () => {
  aws.intercept = (operation, response) =>
    operation === 'DescribePolicy' ? refuseWith(response, 400, 'ExpiredTokenException') : false;
  await collect('-o', 'org.json');
  aws.intercept = () => false;
  expect((await collect('-o', 'org.json', '--without-tags')).stderr).not.toContain('resuming');
});

test('credentials that expire: what was read is written, the rest is listed as missing, exit 2; the next run completes', async () => {
  aws.intercept = (operation, response, nth) =>
    operation === 'DescribePolicy' && nth > 8 ? refuseWith(response, 400, 'ExpiredTokenException') : false;
  const { status, stderr } = await collect('-o', 'org.json');
  expect(status).toBe(2);
  expect(stderr).toContain('collect stopped: DescribePolicy: ExpiredTokenException: ExpiredTokenException!');
  expect(stderr).toContain(
    'help: the credentials have expired; sign in again, for example with `aws sso login`; the same command',
  );
  const { missing } = written();
  expect(missing).toContainEqual(expect.objectContaining({ what: 'policy' }));
  aws.intercept = () => false;
  expect((await collect('-o', 'org.json')).status).toBe(0);
  expect(written()).not.toHaveProperty('missing');
}, 60_000);

test('a run that is interrupted keeps a complete file as it is', async () => {
  await collect('-o', 'org.json');
  const complete = readFileSync(join(folder(), 'org.json'), 'utf8');
  aws.intercept = (operation) => operation === 'DescribePolicy';
  const { status, stderr } = await collect('-o', 'org.json', '--deadline', '2s');
  expect(status).toBe(2);
  expect(stderr).toMatch(/kept `org.json` as it is: it is complete\n.*deadline: not done after 2 seconds/);
  expect(readFileSync(join(folder(), 'org.json'), 'utf8')).toBe(complete);
}, 60_000);

test.each(['0s', '25h', '10', 'soon', '-5m', ''])('the deadline %j is not a duration', async (deadline) => {
  const { status, stderr } = await collect('-o', 'org.json', '--deadline', deadline);
  expect([status, stderr]).toEqual([2, expect.stringContaining('such as `30m` or `1h30m`')]);
});

test('custom actions of a file are collected, and `decide` resolves their aliases', async () => {
  const action = {
    CustomActionArn: 'arn:aws:chatbot::222222222222:custom-action/drop',
    AliasName: 'drop',
    Definition: { CommandText: 'rds delete-db-cluster --db-cluster-identifier orders' },
  };
  writeFileSync(join(folder(), 'actions.json'), JSON.stringify({ CustomAction: action }));
  expect((await collect('-o', 'org.json', '--custom-actions', 'actions.json')).status).toBe(0);
  const decide = (account: string) =>
    runCli(
      [
        'decide',
        '--organization',
        'org.json',
        '--account',
        account,
        '--platform',
        'slack',
        '--command',
        'run drop',
      ],
      { cwd: folder() },
    );
  expect((await decide('222222222222')).stdout).toContain(
    'alias `drop`: `rds delete-db-cluster` (rds:DeleteDBCluster)',
  );
  expect((await decide('333333333333')).stdout).toContain('--custom-actions FILE');
  writeFileSync(join(folder(), 'actions.json'), '{}');
  const { status, stderr } = await collect('-o', 'org.json', '--custom-actions', 'actions.json');
  expect([status, stderr]).toEqual([2, expect.stringContaining('aws chatbot get-custom-action')]);
}, 180_000);

test('runs that are killed at random moments leave no half-written file, and the last one completes', async () => {
  const random = randomFrom(17);
  for (let run = 0; run < 4; run++) {
    let left = 1 + random.below(12);
    await runCli(['collect', '-o', 'org.json'], { cwd: folder(), environment: environment() }, (child) => {
      aws.intercept = () => {
        if (--left === 0) child.kill('SIGKILL');
        return false;
      };
    });
    if (existsSync(join(folder(), 'org.json'))) expect(written()).not.toHaveProperty('missing');
  }
  aws.intercept = () => false;
  expect((await collect('-o', 'org.json')).status).toBe(0);
  expect(written()).toMatchObject({ policies: organization['policies'], root: { id: root } });
  expect(readdirSync(folder()).filter((name) => name.startsWith('org.json'))).toEqual(['org.json']);
}, 120_000);

test('without credentials: a clear error, exit 2', async () => {
  const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' };
  const { status, stderr } = await runCli(['collect', '-o', 'org.json'], {
    cwd: folder(),
    environment: environment(none),
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/credentials/i);
  expect(stderr).toContain('help: there are no credentials; sign in, for example with `aws sso login`');
});

test('endpoints of a single service are honoured as well', async () => {
  const changes = { AWS_ENDPOINT_URL: '', AWS_ENDPOINT_URL_ORGANIZATIONS: aws.endpoint };
  const { status } = await runCli(['collect', '-o', 'org.json'], {
    cwd: folder(),
    environment: environment(changes),
  });
  expect(status).toBe(0);
});

test('the least IAM policy is printed without asking AWS', async () => {
  const whole = await collect('--print-iam-policy', '--assume-role', 'Reader');
  const { Statement } = JSON.parse(whole.stdout);
  expect(Statement[0].Action.every((action: string) => /^organizations:(Describe|List)/.test(action))).toBe(
    true,
  );
  expect(Statement[1]).toMatchObject({ Action: 'sts:AssumeRole', Resource: 'arn:*:iam::*:role/Reader' });
  const { stdout } = await collect('--print-iam-policy', 'member');
  expect(JSON.parse(stdout).Statement[0].Action).toHaveLength(8);
  expect(aws.log).toEqual([]);
});

test('the printed policy allows all that is asked for, and nothing else', async () => {
  const { stdout } = await collect('--print-iam-policy');
  const allowed = JSON.parse(stdout).Statement[0].Action.map((action: string) => action.split(':')[1]);
  await collect('-o', 'org.json');
  const asked = [...new Set(aws.log)];
  expect(asked.filter((operation) => !allowed.includes(operation))).toEqual([]);
  expect(allowed.filter((operation: string) => !asked.includes(operation))).toEqual([
    'ListPoliciesForTarget',
  ]);
});
