import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guideCommands } from '../support/guide-commands.js';
import { prepareGuideFolder, runGuide } from '../support/guide-folder.js';
import { changes } from './support/changes.js';
import { deployed } from './support/deployed.js';
import { describeEndToEnd } from './support/describe-end-to-end.js';
import { type Moto, startMoto } from './support/moto.js';
import { makeOrganization } from './support/organization.js';
import { terraformEnvironment, terraformIn } from './support/terraform.js';

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
    attachAfter: company
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
    prepareGuideFolder(folder);
    writeFileSync(join(folder, 'chat-guardrails.yaml'), configuration(moto.endpoint));
  });
  afterEach(() => {
    moto.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const [exporting, planning, applying] = guideCommands('docs/guides/leaving-cdktf.md').map(
    ({ script }) => script,
  );
  const state = 'terraform.chat-guardrails.tfstate';

  test('as in its guide: the state moves into the module, and nothing in AWS is created, changed or destroyed', async () => {
    const guide = (script = ''): string => {
      const { status, output } = runGuide(folder, script, {
        ...terraformEnvironment(folder, tools),
        TF_CLI_ARGS_plan: '-no-color',
        TF_CLI_ARGS_apply: '-no-color -auto-approve',
      });
      if (status !== 0) throw new Error(output);
      return output;
    };
    guide('node main.mjs');
    const stack = terraformIn(join(folder, 'cdktf.out', 'stacks', 'chat-guardrails'), tools);
    stack.succeed('init');
    stack.succeed('apply', '-auto-approve');
    const before = await deployed(moto);
    expect(Object.keys(before).sort()).toEqual(['gov-company', 'gov-own buckets only', 'gov-production']);

    guide(exporting);
    const module = terraformIn(join(folder, 'module'), tools);
    expect(module.run('fmt', '-check', '-recursive', '-diff')).toEqual({ status: 0, output: '' });
    const caller = join(folder, 'module', 'examples', 'leaving-cdktf');
    copyFileSync(join(folder, state), join(caller, state));
    expect(guide(planning)).toContain('Plan: 2 to import, 1 to add, 0 to change, 0 to destroy.');

    const left = terraformIn(caller, tools);
    const planned = changes(left);
    expect(planned.filter((change) => change.startsWith('create'))).toEqual([
      'create module.chat_guardrails.terraform_data.production_attached_after["Workloads/Prod"]',
    ]);
    expect(planned.filter((change) => change.startsWith('moved '))).toHaveLength(7);
    expect(guide(`cd module/examples/leaving-cdktf\n${applying}`)).toContain('No changes.');
    expect(changes(left)).toEqual([]);
    expect(await deployed(moto)).toEqual(before);
  });
});
