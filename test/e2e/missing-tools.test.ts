import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');

/** The deployments of waves on a machine without Terraform. */
function runWithout(required: 'required' | undefined) {
  const jest = require.resolve('jest/bin/jest');
  const { E2E: _, ...env } = process.env;
  const { status, stderr } = spawnSync(
    process.execPath,
    [jest, '--config', 'jest.e2e.config.js', 'test/e2e/waves.test.ts'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...env, ...(required && { E2E: required }), TERRAFORM_BINARY_NAME: 'no-such-terraform' },
    },
  );
  return { status, output: stderr };
}

test('where a tool is missing, the tests that need it name it and are skipped', () => {
  const { status, output } = runWithout(undefined);
  expect(output).toContain('waves deployed with cdktf (not found: Terraform)');
  expect(output).toContain('1 skipped');
  expect(status).toBe(0);
});

test('where it is required, they fail and name it', () => {
  const { status, output } = runWithout('required');
  expect(output).toContain('E2E=required, and not found: Terraform');
  expect(status).toBe(1);
});
