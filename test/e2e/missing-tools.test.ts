import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');

/** The deployments of waves on a machine that differs in these variables. */
function runWith(variables: Readonly<Record<string, string>>) {
  const { E2E: _, ...env } = process.env;
  const jest = require.resolve('jest/bin/jest');
  const words = [jest, '--config', 'jest.e2e.config.js', 'test/e2e/waves.test.ts'];
  const options = { cwd: root, encoding: 'utf8', env: { ...env, ...variables } } as const;
  const { status, stderr } = spawnSync(process.execPath, words, options);
  return { status, output: stderr };
}

test.each([
  [{ PATH: '/nowhere' }, /Terraform, moto's server for Python/],
  [{ TERRAFORM_PROVIDER_MIRROR: '/nowhere' }, /the AWS provider of Terraform/],
])('with %j the tests name what they miss and are skipped', (variables, missing) => {
  const { status, output } = runWith(variables);
  expect(output).toContain('waves deployed with cdktf (not found: ');
  expect(output).toMatch(missing);
  expect(output).toContain('1 skipped');
  expect(status).toBe(0);
});

test('where the tools are required, the tests fail and name what they miss', () => {
  const { status, output } = runWith({ TERRAFORM_BINARY_NAME: 'no-such-terraform', E2E: 'required' });
  expect(output).toMatch(/E2E=required, and not found: .*Terraform/);
  expect(status).toBe(1);
});
