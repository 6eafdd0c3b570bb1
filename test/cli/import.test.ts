import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../modules/policy/problems/problem.js';
import { awsServer } from '../support/aws-server.js';
import { commandLine } from '../support/command-line.js';
import { fakeOrganizations } from '../support/fake-organizations.js';
import { runCli } from '../support/run-cli.js';
import {
  prod,
  root,
  type SmallPolicy,
  sandbox,
  smallOrganizationFile,
} from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

function run(...words: readonly string[]) {
  return commandLine(folder(), ...words);
}

function write(file: string, content: unknown): void {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  writeFileSync(join(folder(), file), text);
}

function importing(policies: readonly SmallPolicy[], changes = {}, ...words: readonly string[]) {
  write('organization.json', smallOrganizationFile(policies, changes));
  const ran = run('import', '--organization', 'organization.json', '--format', 'json', ...words);
  const answer = ran.stdout === '' ? undefined : JSON.parse(ran.stdout);
  return { ...ran, files: answer?.files, policies: answer?.policies, problems: problemsOf(answer) };
}

function problemsOf(answer: { readonly problems: readonly Problem[] } | undefined): readonly object[] {
  return (answer?.problems ?? []).map(({ kind, facts }) => ({ kind, ...facts }));
}

const known = { description: '', tags: {} };
const slackOnly: SmallPolicy = {
  ...known,
  name: 'slack-only',
  content: { chatbot: { platforms: { slack: { client: { '@@assign': 'enabled' } } } } },
  on: [root, prod],
};
const chatDeny = (action: unknown) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Drops',
      Effect: 'Deny',
      Action: action,
      Resource: '*',
      Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
    },
  ],
});
const drops: SmallPolicy = {
  ...known,
  name: 'no-drops',
  type: 'SERVICE_CONTROL_POLICY',
  content: chatDeny(['rds:DeleteDBCluster', 'rds:DeleteDBInstance']) as never,
  on: [sandbox, '222222222222'],
};

test('policies become settings, with their targets and import blocks', () => {
  const { status, files } = importing([slackOnly, drops]);
  expect([status, files]).toEqual([0, ['chat-guardrails.yaml']]);
  const text = readFileSync(join(folder(), 'chat-guardrails.yaml'), 'utf8');
  expect(text).toContain(`
chatPolicies:
  - name: slack-only
    targets: [root, Workloads/Prod]
    slack: enabled
    existing:
      policy: p-policy0000
      attachments:
        root: r-ab12
        Workloads/Prod: ou-ab12-prod0001

guardrails:
  - name: no-drops
    targets:
      - '222222222222' # shop
      - Sandbox
    deny: [rds:DeleteDBCluster, rds:DeleteDBInstance]
    sid: Drops
    existing:
      policy: p-policy0001
      attachments:
        '222222222222': '222222222222'
        Sandbox: ou-ab12-sandbox1
`);
});

test('imported policies are not drift, and are exported with import blocks', () => {
  importing([slackOnly, drops]);
  expect(run('drift', '--exit-code')).toMatchObject({ status: 0 });
  expect(run('export', '-o', 'module')).toMatchObject({ status: 0 });
  const imports = readFileSync(join(folder(), 'module/examples/complete/imports.tf'), 'utf8');
  expect(imports.match(/^import \{$/gm)?.length).toBeGreaterThanOrEqual(6);
});

test('IDs that AWS spells differently keep its spelling, and Terraform changes nothing', () => {
  const { policies } = importing([{ ...drops, content: chatDeny(['rds:DeleteDBCluster']) as never }]);
  expect(policies).toMatchObject([{ name: 'no-drops', form: 'words' }]);
  const { policies: planned } = JSON.parse(run('plan', '--format', 'json').stdout);
  expect(planned[0].content).toEqual(chatDeny(['rds:DeleteDBCluster']));
});

test('a policy that settings cannot express stays a document, and a comment gives the reason', () => {
  const everyone = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
  const { policies, files } = importing([{ ...drops, name: 'no s3', content: everyone }]);
  expect(policies).toMatchObject([{ name: 'no s3', form: 'document' }]);
  expect(files).toEqual(['policies/no-s3.json', 'chat-guardrails.yaml']);
  expect(readFileSync(join(folder(), 'chat-guardrails.yaml'), 'utf8')).toContain(
    'document: policies/no-s3.json # it is not about chat',
  );
  expect(run('check').status).toBe(0);
});

test("AWS's and Control Tower's policies are left alone, and so with `--chat-only` what is not about chat", () => {
  const scp = { ...known, type: 'SERVICE_CONTROL_POLICY', content: { Version: '2012-10-17', Statement: [] } };
  const policies = [
    { ...scp, name: 'FullAWSAccess', awsManaged: true },
    { ...scp, name: 'aws-guardrails-abcdef' },
    { ...scp, name: 'no-root' },
    slackOnly,
  ];
  const { problems, policies: imported } = importing(policies, {}, '--chat-only');
  expect(problems).toEqual([
    { kind: 'left-alone', rule: 'aws-managed', policy: 'FullAWSAccess' },
    { kind: 'left-alone', rule: 'control-tower', policy: 'aws-guardrails-abcdef' },
    { kind: 'left-alone', rule: 'not-chat', policy: 'no-root' },
  ]);
  expect(imported).toHaveLength(1);
});

test('peers that assign one setting keep the order in which they were attached', () => {
  const content = { chatbot: { platforms: { slack: { client: { '@@assign': 'disabled' } } } } };
  const { problems } = importing([slackOnly, { ...slackOnly, name: 'a-late-one', content }]);
  expect(problems).toEqual([]);
  const { policies } = JSON.parse(run('plan', '--format', 'json').stdout);
  expect(policies).toMatchObject([
    { name: 'a-late-one', attachAfter: ['slack-only'] },
    { name: 'slack-only' },
  ]);
});

test('an order that the file does not know is asked for and not guessed', () => {
  const file = smallOrganizationFile([slackOnly, { ...slackOnly, name: 'other' }]);
  const { problems, status } = importing([slackOnly, { ...slackOnly, name: 'other' }], {
    root: { ...(file['root'] as object), attachmentOrderKnown: false },
  });
  expect(problems).toMatchObject([{ kind: 'peers-assign-same-value' }]);
  expect(status).toBe(0);
});

test('what the file could not read is named, and `--exit-code` makes it exit 1', () => {
  const missing = [{ what: 'attachments', id: sandbox, reason: 'AccessDenied' }];
  const { problems, status } = importing([slackOnly], { missing }, '--exit-code');
  expect(problems).toEqual([
    { kind: 'not-imported', rule: 'unread', part: 'attachments', id: sandbox, reason: 'AccessDenied' },
  ]);
  expect(status).toBe(1);
});

test('tags that AWS writes are not imported', () => {
  const tags = { 'aws:cloudformation:stack-name': 'chat', team: 'security' };
  const { problems } = importing([{ ...slackOnly, tags }]);
  expect(problems).toEqual([]);
  expect(JSON.parse(run('plan', '--format', 'json').stdout).policies[0].tags).toEqual({ team: 'security' });
});

test('a file without descriptions and tags is reported, since Terraform would remove them', () => {
  const { problems } = importing([{ ...slackOnly, description: undefined, tags: undefined } as never]);
  expect(problems).toEqual([
    { kind: 'import-gap', rule: 'description', policy: 'slack-only', count: 1 },
    { kind: 'import-gap', rule: 'tags', policy: 'slack-only', count: 1 },
  ]);
});

test('a policy whose name cannot be an address of its own is left out and named', () => {
  const { problems, policies } = importing([slackOnly, { ...slackOnly, name: 'slack-only.', on: [] }]);
  expect(problems).toMatchObject([
    { kind: expect.stringMatching(/./) },
    { kind: 'not-imported', rule: 'configuration', policy: 'slack-only.' },
  ]);
  expect(policies).toMatchObject([{ name: 'slack-only' }]);
});

describe('nothing is overwritten', () => {
  test.each(['chat-guardrails.yaml', 'policies/no-s3.json'])(
    '%s is there: exit 2, and nothing is written',
    (taken) => {
      mkdirSync(join(folder(), 'out', 'policies'), { recursive: true });
      write(join('out', taken), 'mine');
      const everyone = {
        Version: '2012-10-17',
        Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' },
      };
      const { status, stderr } = importing([{ ...drops, name: 'no s3', content: everyone }], {}, '-o', 'out');
      expect(stderr).toContain(`\`${taken}\` already exists`);
      expect(status).toBe(2);
      expect(readFileSync(join(folder(), 'out', taken), 'utf8')).toBe('mine');
      const left = readdirSync(join(folder(), 'out'), { recursive: true });
      expect(left.map(String).sort()).toEqual([taken, 'policies'].sort());
    },
  );

  test('a folder that cannot be written leaves nothing behind', () => {
    write('out', 'a file');
    const { status } = importing([slackOnly], {}, '-o', 'out/below');
    expect(status).toBe(2);
    expect(readFileSync(join(folder(), 'out'), 'utf8')).toBe('a file');
  });
});

describe('raw documents', () => {
  test('are named like their files; where they are attached is asked for', () => {
    write('slack-only.json', slackOnly.content);
    write('no-drops.json', chatDeny('rds:DeleteDBCluster'));
    const ran = run('import', 'slack-only.json', 'no-drops.json', '-o', 'out', '--format', 'json');
    expect(problemsOf(JSON.parse(ran.stdout))).toEqual([
      { kind: 'import-gap', rule: 'targets', policy: 'slack-only' },
      { kind: 'import-gap', rule: 'targets', policy: 'no-drops' },
      { kind: 'import-gap', rule: 'id', policy: 'slack-only', count: 2 },
    ]);
    const text = readFileSync(join(folder(), 'out/chat-guardrails.yaml'), 'utf8');
    expect(text).toContain('targets: [] # the source does not have the targets');
    expect(run('check', 'out/chat-guardrails.yaml').status).toBe(0);
  });

  test('beside an organization file get ID, name and targets from the policies with equal content', () => {
    write('any.json', slackOnly.content);
    const { problems, policies } = importing([slackOnly], {}, 'any.json');
    expect(problems).toEqual([]);
    expect(policies).toEqual([
      { name: 'slack-only', type: 'CHATBOT_POLICY', id: 'p-policy0000', form: 'words' },
    ]);
  });

  test('that differ from the organization are imported, and the difference is reported', () => {
    write('slack-only.json', { chatbot: { platforms: { slack: { client: { '@@assign': 'disabled' } } } } });
    const { problems } = importing([slackOnly], {}, 'slack-only.json');
    expect(problems).toEqual([{ kind: 'import-gap', rule: 'content', policy: 'slack-only' }]);
  });

  test('that AWS refuses are reported with their place, and the others are imported', () => {
    write('broken.json', '{\n  "chatbot": { "platforms": { "default": {} } }\n}');
    write('commented.json', `// not JSON\n${JSON.stringify(chatDeny('rds:*'))}`);
    write('empty.json', '');
    write('fine.json', slackOnly.content);
    const files = ['broken.json', 'commented.json', 'empty.json', 'missing.json', 'fine.json'];
    const { status, stdout } = run('import', ...files, '-o', 'out', '--format', 'json');
    const { policies, problems } = JSON.parse(stdout);
    expect(policies).toMatchObject([{ name: 'fine' }]);
    const found = problems.filter(({ kind }: Problem) => kind !== 'import-gap');
    expect(found.map(({ kind, severity, file, line }: Problem) => [kind, severity, file, line])).toEqual([
      ['unknown-key', 'warning', 'broken.json', 2],
      ['json-comment', 'warning', 'commented.json', 1],
      ['unknown-document', 'warning', 'empty.json', 1],
      ['not-imported', 'warning', 'missing.json', 1],
    ]);
    expect(status).toBe(0);
    expect(run('import', ...files, '-o', 'strict', '--exit-code').status).toBe(1);
  });

  test('that AWS refuses, and no others, are errors, and nothing is written', () => {
    write('broken.json', '{\n  "chatbot": { "platforms": { "default": {} } }\n}');
    const { status, stderr } = run('import', 'broken.json', '-o', 'out');
    expect(stderr).toContain('broken.json:2:');
    expect([status, existsSync(join(folder(), 'out'))]).toEqual([1, false]);
  });

  test('that `aws organizations describe-policy` printed have their id, name and description', () => {
    const PolicySummary = {
      Id: 'p-abcdefgh',
      Name: 'slack-only',
      Description: 'by hand',
      Type: 'CHATBOT_POLICY',
      AwsManaged: false,
    };
    write('described.json', { Policy: { PolicySummary, Content: JSON.stringify(slackOnly.content) } });
    const ran = run('import', 'described.json', '-o', 'out', '--format', 'json');
    const answer = JSON.parse(ran.stdout);
    expect(answer.policies).toMatchObject([{ name: 'slack-only', id: 'p-abcdefgh', form: 'words' }]);
    expect(problemsOf(answer)).toEqual([
      { kind: 'import-gap', rule: 'tags', policy: 'slack-only', count: 1 },
      { kind: 'import-gap', rule: 'targets', policy: 'slack-only' },
    ]);
    expect(ran.status).toBe(0);
  });

  test('that are not policies are refused', () => {
    write('list.json', '[]');
    const { status, stderr } = run('import', 'list.json');
    expect(stderr).toContain('unknown-document');
    expect(status).toBe(1);
  });
});

test('without a file the live organization is read, and its picture lies beside the configuration', async () => {
  const aws = await awsServer(fakeOrganizations(smallOrganizationFile([slackOnly, drops])));
  const environment = {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.endpoint,
  };
  try {
    const { status, stdout } = await runCli(['import', '-o', 'live'], { cwd: folder(), environment });
    expect(stdout).toBe('live/organization.json\nlive/chat-guardrails.yaml\n');
    expect(status).toBe(0);
  } finally {
    await aws.close();
  }
  expect(readFileSync(join(folder(), 'live/chat-guardrails.yaml'), 'utf8')).toContain(
    '\norganization: organization.json\n',
  );
  expect(run('drift', '--config', 'live/chat-guardrails.yaml', '--exit-code').status).toBe(0);
}, 60_000);

test('a Terraform state is imported with ids and attachments', () => {
  const values = {
    ...{ id: 'p-abcdefgh', name: 'slack-only', type: 'CHATBOT_POLICY', description: '', tags: null },
    content: JSON.stringify(slackOnly.content),
  };
  const attached = { id: `${root}:p-abcdefgh`, policy_id: 'p-abcdefgh', target_id: root };
  const resource = (type: string, attributes: object) => ({
    ...{ mode: 'managed', type, name: 'x', instances: [{ attributes }] },
  });
  write('terraform.tfstate', {
    ...{ version: 4, terraform_version: '1.11.4', serial: 3, lineage: 'x' },
    resources: [
      resource('aws_organizations_policy', values),
      resource('aws_organizations_policy_attachment', attached),
    ],
  });
  const { status, stdout } = run('import', 'terraform.tfstate', '-o', 'out', '--format', 'json');
  const { files, policies, problems } = JSON.parse(stdout);
  expect(files).toEqual(['removed.tf', 'chat-guardrails.yaml']);
  expect(readFileSync(join(folder(), 'out/removed.tf'), 'utf8')).toContain(`
removed {
  from = aws_organizations_policy.x
  lifecycle {
    destroy = false
  }
}

removed {
  from = aws_organizations_policy_attachment.x
`);
  expect(policies).toEqual([{ name: 'slack-only', type: 'CHATBOT_POLICY', id: 'p-abcdefgh', form: 'words' }]);
  expect([status, problems]).toEqual([0, []]);
  expect(readFileSync(join(folder(), 'out/chat-guardrails.yaml'), 'utf8')).toContain(`
    existing:
      policy: p-abcdefgh
      attachments:
        ${root}: ${root}
`);
});

test.each(['main.tf', 'main.tf.json', 'main.tofu'])('%s is refused with the command to run', (file) => {
  write(file, 'resource "aws_organizations_policy" "x" {}');
  const { status, stderr } = run('import', file, '-o', 'out');
  expect(stderr).toMatch(/:1:1 error not-imported[\s\S]*run `terraform show -json > state\.json`/);
  expect(status).toBe(1);
});

test('a folder and a saved plan are refused with the command to run', () => {
  mkdirSync(join(folder(), 'old'));
  writeFileSync(join(folder(), 'tfplan'), Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]));
  expect(run('import', 'old')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('run `terraform show -json > state.json`'),
  });
  expect(run('import', 'tfplan')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('run `terraform show -json PLAN > plan.json`'),
  });
});
