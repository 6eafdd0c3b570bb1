import { findTools, type Tools } from './find-tools.js';

/**
 * A group of tests that run the real Terraform against moto. Where a tool cannot be found, the group is skipped by
 * name; with `E2E=required` that is a failure.
 */
export function describeEndToEnd(name: string, tests: (tools: Tools) => void): void {
  const found = findTools();
  if ('tools' in found) {
    describe(name, () => tests(found.tools));
    return;
  }
  const without = `${name} (not found: ${found.missing.join(', ')})`;
  if (process.env['E2E'] !== 'required') {
    describe(without, () => {
      test.skip('needs Terraform, the AWS provider and moto', () => undefined);
    });
    return;
  }
  test(without, () => {
    throw new Error(`E2E=required, and not found: ${found.missing.join(', ')}`);
  });
}
