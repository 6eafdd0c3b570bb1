import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changes } from './support/changes.js';
import { companyConfiguration } from './support/company-configuration.js';
import { type CompanyDeployment, startCompany } from './support/company-deployment.js';
import { cdkTerrain } from './support/core.js';
import { describeWithTools } from './support/describe-with-tools.js';
import { emulator } from './support/emulator.js';
import { findNode22 } from './support/find-node-22.js';
import { findTools } from './support/find-tools.js';
import { createProject } from './support/project.js';
import { stack } from './support/sandbox.js';
import { testLifeOf } from './support/test-life-of-company.js';

const found = findTools();
const node = 'tools' in found ? findNode22() : process.execPath;
const name = 'the company example on CDK Terrain, deployed by cdktn-cli 0.24.0 on Node 22';

if (node === undefined) describeWithTools(name, { missing: ['Node 22.19 or later'] }, () => undefined);
else {
  describeWithTools(name, found, (tools) => {
    let company: CompanyDeployment;
    beforeAll(async () => {
      company = await startCompany(tools, 'deploy-cdktn', cdkTerrain(node));
    });
    afterAll(() => company?.stop());

    testLifeOf(
      () => company,
      () => {
        test('CDKTF makes the same of it: the same addresses, and Terraform would change nothing', () => {
          const original = createProject('deploy-cdktn-original', tools);
          original.configure({ version: 1, provider: emulator(company.moto), ...companyConfiguration() });
          expect(original.synth()).toMatchObject({ status: 0 });
          const file = join('cdktf.out', 'stacks', stack, 'cdk.tf.json');
          const [theirs, ours] = [original.folder, company.project.folder].map((folder) =>
            join(folder, file),
          );
          if (theirs === undefined || ours === undefined) throw new Error('there are two');
          expect(withoutCore(ours)).toEqual(withoutCore(theirs));
          copyFileSync(theirs, ours);
          expect(changes(company.project.terraform(stack))).toEqual([]);
        });
      },
    );
  });
}

/** What a core wrote, without what says which of the two it was. */
function withoutCore(file: string): object {
  const { '//': _, terraform, ...blocks } = JSON.parse(readFileSync(file, 'utf8'));
  return { ...blocks, backend: terraform.backend };
}
