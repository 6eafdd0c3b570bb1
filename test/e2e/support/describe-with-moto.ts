import { describeWithTools } from './describe-with-tools.js';
import { findMoto, type MotoTools } from './find-moto.js';

/** A group of tests against moto over HTTP; skipped by name, or failed, where moto cannot be found. */
export function describeWithMoto(name: string, tests: (tools: MotoTools) => void): void {
  const tools = findMoto();
  describeWithTools(name, tools === undefined ? { missing: ["moto's server for Python"] } : { tools }, tests);
}
