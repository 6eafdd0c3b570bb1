import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';
import { changes } from './support/changes.js';
import { deployed } from './support/deployed.js';
import { describeEndToEnd } from './support/describe-end-to-end.js';
import { type Moto, startMoto } from './support/moto.js';
import { makeOrganization } from './support/organization.js';
import { terraformIn } from './support/terraform.js';

const configuration = (endpoint: string): string => `version: 1
namePrefix: gov-
provider:
  endpoints: { organizations: "${endpoint}", sts: "${endpoint}" }
  defaultTags: { team: security }
  skipCredentialsValidation: true
  skipRequestingAccountId: true
  skipMetadataApiCheck: true
chatPolicies:
  - name: company
    description: 'All of it: "\${x}"'
    tags: { owner: platform }
    targets: [root, Workloads/Prod]
    default: disabled
    slack: { client: enabled, workspaces: [T0COMPANY1] }
  - name: production
    targets: [Workloads/Prod]
    after: company
    slack: { client: disabled }
guardrails:
  - name: own buckets only
    targets: [Workloads]
    deny: s3:DeleteBucket
    resources: "arn:aws:s3:::company-\${aws:PrincipalAccount}-*"
`;

describeEndToEnd('leaving CDKTF', (tools) => {
  let moto: Moto;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-leaving-'));
    moto = await startMoto(tools);
    await makeOrganization(moto, { Workloads: { Prod: {} } });
    writeFileSync(join(folder, 'chat-guardrails.yaml'), configuration(moto.endpoint));
  });
  afterEach(() => {
    moto.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const synth = (): void => {
    const script = join(__dirname, '..', '..', 'scripts', 'synth.js');
    const { status, stderr } = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };

  test('moves the state into the exported module; nothing in AWS is created, changed or destroyed', async () => {
    synth();
    const stack = terraformIn(join(folder, 'cdktf.out', 'stacks', 'chat-guardrails'), tools);
    stack.succeed('init');
    stack.succeed('apply', '-auto-approve');
    const before = await deployed(moto);
    expect(Object.keys(before).sort()).toEqual(['gov-company', 'gov-own buckets only', 'gov-production']);

    const exported = commandLine(
      folder,
      'export',
      '-o',
      'module',
      '--from-stack',
      'cdktf.out/stacks/chat-guardrails',
    );
    expect(exported).toMatchObject({ status: 0, stderr: '' });
    const caller = join(folder, 'module', 'examples', 'leaving-cdktf');
    copyFileSync(
      join(folder, 'terraform.chat-guardrails.tfstate'),
      join(caller, 'terraform.chat-guardrails.tfstate'),
    );
    expect(terraformIn(join(folder, 'module'), tools).run('fmt', '-check', '-recursive', '-diff')).toEqual({
      status: 0,
      output: '',
    });
    const left = terraformIn(caller, tools);
    left.succeed('init');
    const planned = changes(left);
    expect(planned.filter((change) => !/^moved |^import |^forget /.test(change))).toEqual([
      'create module.chat_guardrails.terraform_data.production_attached_after["Workloads/Prod"]',
    ]);
    expect(planned.filter((change) => change.startsWith('moved '))).toHaveLength(7);
    left.succeed('apply', '-auto-approve');
    expect(changes(left)).toEqual([]);
    expect(await deployed(moto)).toEqual(before);
  });
});
