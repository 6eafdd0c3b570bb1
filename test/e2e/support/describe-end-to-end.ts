import { describeWithTools } from './describe-with-tools.js';
import { findTools, type Tools } from './find-tools.js';

/** A group of tests that run the real Terraform against moto; skipped by name, or failed, where a tool is missing. */
export function describeEndToEnd(name: string, tests: (tools: Tools) => void): void {
  describeWithTools(name, findTools(), tests);
}
