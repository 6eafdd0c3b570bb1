import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneTo } from '../support/synth-app.js';
import { earlierVersions, stacksAfterUpgrade, stacksOf } from '../support/upgrades.js';
import { changes } from './support/changes.js';
import { deployed } from './support/deployed.js';
import { describeEndToEnd } from './support/describe-end-to-end.js';
import { type Moto, startMoto } from './support/moto.js';
import { makeOrganization } from './support/organization.js';
import { prepare } from './support/prepare.js';
import { emulatorProvider, terraformIn } from './support/terraform.js';

describeEndToEnd('an upgrade, with provider 5.100.0', (tools) => {
  let moto: Moto;
  let folder: string;

  beforeAll(prepare.build);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-upgrade-'));
    moto = await startMoto(tools);
    await makeOrganization(moto, { Security: {}, Workloads: { Production: {} }, Sandbox: {} });
  });
  afterEach(() => {
    moto.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(earlierVersions)(
    'from %s: what it applied, this version plans without a change',
    async (version) => {
      const stack = join(folder, 'cdktf.out', 'stacks', 'chat-guardrails');
      const place = (text: string | undefined): void => writeFileSync(join(stack, 'cdk.tf.json'), text ?? '');
      mkdirSync(stack, { recursive: true });
      writeFileSync(join(stack, 'provider_override.tf'), emulatorProvider(moto.endpoint));
      const terraform = terraformIn(stack, tools);

      place(stacksOf(version)['chat-guardrails']);
      terraform.succeed('init');
      terraform.succeed('apply', '-auto-approve');
      expect(Object.keys(await deployed(moto))).toContain('acme-company-chat');

      const work = join(folder, 'work');
      mkdirSync(work);
      place(stacksAfterUpgrade(version, cloneTo(join(folder, 'clone')), work)['chat-guardrails']);
      expect(changes(terraform)).toEqual([]);
    },
  );
});
