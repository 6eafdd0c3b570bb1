import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { PlannedEnvironment } from '../modules/config/plan-configuration.js';
import { GuardrailsStack } from './guardrails-stack.js';

/** Writes a stack for each environment into `cdktf.out`, or the folder that CDKTF's variables name. */
export function synthesize(environments: readonly PlannedEnvironment[]): void {
  const app = new App();
  for (const { environment, plan, organization } of environments) {
    if (plan !== undefined) new GuardrailsStack(app, environment, plan, organization);
  }
  app.synth();
  removeOtherFormat(app);
}

/** Removes what an earlier synth wrote in the other format: Terraform reads both, and each resource would be a duplicate. */
function removeOtherFormat({ outdir, hclOutput, manifest }: App): void {
  const other = hclOutput ? 'cdk.tf.json' : 'cdk.tf';
  for (const { workingDirectory } of Object.values(manifest.stacks)) {
    rmSync(join(outdir, workingDirectory, other), { force: true });
  }
}
