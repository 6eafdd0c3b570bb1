import { Testing } from 'cdktf';
import type { BackendSettings, Environment, ProviderSettings } from '../../modules/config/configuration.js';
import { awsLimits } from '../../modules/policy/limits.js';
import type { PlannedPolicy } from '../../modules/policy/plan/plan.js';
import { GuardrailsStack } from '../../stacks/guardrails-stack.js';
import { plannedPolicy } from '../support/planned-policy.js';
import { type Synthesized, synthesized, testApp } from '../support/synthesis.js';

const provider: ProviderSettings = {
  region: 'us-east-1',
  version: '>= 5.69.0, < 7.0.0',
  endpoints: {},
  defaultTags: {},
  skipCredentialsValidation: false,
  skipRequestingAccountId: false,
  skipMetadataApiCheck: false,
  skipRegionValidation: false,
};

const environment: Environment = {
  name: 'prod',
  intent: {
    chatPolicies: [],
    guardrails: [],
    namePrefix: '',
    environment: 'default',
    ownershipTag: true,
    limits: awsLimits,
    exceptions: [],
  },
  provider,
  backend: { kind: 'none' },
  prerequisites: 'check',
};

function stack(about: Partial<Environment> = {}, policies: readonly PlannedPolicy[] = []): Synthesized {
  return synthesized(new GuardrailsStack(testApp(), { ...environment, ...about }, { policies }));
}

const hcl = (settings: BackendSettings) =>
  Testing.synthHcl(new GuardrailsStack(testApp(), { ...environment, backend: settings }, { policies: [] }));
const backend = (settings: BackendSettings) => stack({ backend: settings }).terraform;

describe('the backend of a stack', () => {
  test('a relative path of a local state begins at the folder that holds cdktf.out', () => {
    expect(backend({ kind: 'local', path: 'terraform.prod.tfstate' })['backend']).toEqual({
      local: { path: '../../../terraform.prod.tfstate' },
    });
  });

  test('an absolute path of a local state stays what it is', () => {
    expect(backend({ kind: 'local', path: '/var/state' })['backend']).toEqual({
      local: { path: '/var/state' },
    });
    expect(backend({ kind: 'local', path: 'C:\\state' })['backend']).toEqual({
      local: { path: 'C:\\state' },
    });
  });

  test('template markers are escaped in HCL and unchanged in JSON', () => {
    const path = '/var/a-${x}-%{y}-"z"\\state';
    const settings: BackendSettings = { kind: 'local', path };
    expect(backend(settings)['backend']).toEqual({ local: { path } });
    expect(hcl(settings)).toContain('path = "/var/a-$${x}-%%{y}-\\"z\\"\\\\state"');
  });

  test('`none` writes no backend block', () => {
    expect(Object.keys(backend({ kind: 'none' }))).toEqual(['required_providers']);
  });

  test('S3 locks natively', () => {
    const settings = {
      kind: 's3',
      bucket: 'b',
      key: 'k',
      region: 'eu-west-1',
      useLockfile: true,
      encrypt: true,
    } as const;
    expect(backend({ ...settings, roleArn: 'arn:aws:iam::111111111111:role/state' })['backend']).toEqual({
      s3: {
        bucket: 'b',
        key: 'k',
        region: 'eu-west-1',
        encrypt: true,
        use_lockfile: true,
        assume_role: { role_arn: 'arn:aws:iam::111111111111:role/state' },
      },
    });
  });

  test('HCP Terraform accepts one workspace by name, or all with tags', () => {
    const cloud = { kind: 'cloud', organization: 'acme', project: 'chat' } as const;
    expect(backend({ ...cloud, workspaces: { kind: 'name', name: 'w' } })['cloud']).toEqual({
      organization: 'acme',
      workspaces: { name: 'w', project: 'chat' },
    });
    expect(backend({ ...cloud, workspaces: { kind: 'tags', tags: ['chat'] } })['cloud']).toMatchObject({
      workspaces: { tags: ['chat'] },
    });
  });

  test('the remote backend accepts a name or a prefix', () => {
    const remote = { kind: 'remote', organization: 'acme', hostname: 'tfe.example.com' } as const;
    expect(backend({ ...remote, workspaces: { kind: 'prefix', prefix: 'chat-' } })['backend']).toEqual({
      remote: { organization: 'acme', hostname: 'tfe.example.com', workspaces: { prefix: 'chat-' } },
    });
  });
});

describe('the provider of a stack', () => {
  test('the version range replaces the version that the bindings were made from', () => {
    expect(stack().terraform['required_providers']).toEqual({
      aws: { source: expect.stringMatching(/^(hashicorp\/)?aws$/), version: '>= 5.69.0, < 7.0.0' },
    });
  });

  test('settings that are not given are left to the provider', () => {
    expect(stack().provider['aws']).toEqual([{ region: 'us-east-1' }]);
  });

  test('texts are escaped, flags and endpoints written', () => {
    const settings: ProviderSettings = {
      ...provider,
      assumeRole: { roleArn: 'arn:aws:iam::111111111111:role/deploy' },
      maxRetries: 3,
      endpoints: { organizations: 'http://127.0.0.1:5000' },
      defaultTags: { note: '${x}' },
      skipMetadataApiCheck: true,
      skipRegionValidation: true,
    };
    expect(stack({ provider: settings }).provider['aws']).toEqual([
      {
        region: 'us-east-1',
        assume_role: [{ role_arn: 'arn:aws:iam::111111111111:role/deploy' }],
        max_retries: 3,
        endpoints: [{ organizations: 'http://127.0.0.1:5000' }],
        default_tags: [{ tags: { note: '$${x}' } }],
        skip_metadata_api_check: 'true',
        skip_region_validation: true,
      },
    ]);
  });
});

describe('the outputs of a stack', () => {
  test('policies by their names in the configuration, attachments by policy and target', () => {
    const { output } = stack({}, [
      plannedPolicy('p', { name: 'prod-p', targets: [{ kind: 'root' }, { kind: 'id', id: '111111111111' }] }),
    ]);
    expect(Object.keys(output['policies']?.['value'] as object)).toEqual(['p']);
    expect(output['policies']?.['value']).toMatchObject({ p: { arn: expect.stringContaining('.arn}') } });
    expect(output['attachments']?.['value']).toEqual({
      p: {
        root: expect.stringMatching(/^\$\{aws_organizations_policy_attachment\..*root.*\.id\}$/),
        '111111111111': expect.stringMatching(
          /^\$\{aws_organizations_policy_attachment\..*111111111111.*\.id\}$/,
        ),
      },
    });
  });
});
