import { describeWithTools } from './describe-with-tools.js';
import { findTools, type Tools } from './find-tools.js';

/** The newest Node that has the native part of cdktf-cli 0.21. */
const newestNode = 22;

/** A group of tests that run the real `cdktf` and Terraform against moto; skipped by name, or failed, where one is missing. */
export function describeDeployment(name: string, tests: (tools: Tools) => void): void {
  const found = findTools();
  if (Number.parseInt(process.versions.node, 10) <= newestNode) {
    describeWithTools(name, found, tests);
    return;
  }
  const missing = 'missing' in found ? found.missing : [];
  describeWithTools(name, { missing: ['a Node that cdktf-cli runs on (20 or 22)', ...missing] }, tests);
}
