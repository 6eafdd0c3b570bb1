import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeEndToEnd } from './support/describe-end-to-end.js';
import { createProject, type Project } from './support/project.js';
import { terraformIn } from './support/terraform.js';

const examples = join(__dirname, '..', '..', 'examples');

/** The backends that a configuration may name; none of them is reached. */
const backends = [
  'none',
  { local: { path: 'elsewhere.tfstate' } },
  { cloud: { organization: 'example', workspace: 'chat-guardrails', project: 'governance' } },
  { cloud: { organization: 'example', tags: ['chat'], hostname: 'terraform.example.com' } },
  { s3: { bucket: 'example', region: 'eu-central-1', roleArn: 'arn:aws:iam::111111111111:role/state' } },
  { remote: { organization: 'example', prefix: 'chat-' } },
].map((backend) => ({ backend, name: JSON.stringify(backend) }));

describeEndToEnd('Terraform accepts', (tools) => {
  let project: Project;
  beforeAll(() => {
    project = createProject('examples', tools);
    cpSync(examples, join(project.folder, 'examples'), { recursive: true });
  });

  test.each(readdirSync(examples))('the example %s', (example) => {
    validate({ CHAT_GUARDRAILS_CONFIG: `examples/${example}/chat-guardrails.yaml` });
  });

  test.each(backends)('the backend $name', ({ backend }) => {
    const guardrails = [{ name: 'no drops', targets: 'root', deny: 'rds:DeleteDBCluster' }];
    project.configure({ version: 1, backend, guardrails });
    const [name = ''] = synth();
    const folder = join(project.folder, 'cdktf.out', 'stacks', name);
    const { terraform: settings } = JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8'));
    // Without the provider, whose start takes most of the time.
    writeFileSync(
      join(folder, 'cdk.tf.json'),
      JSON.stringify({ terraform: { backend: settings.backend, cloud: settings.cloud } }),
    );
    const terraform = project.terraform(name);
    terraform.succeed('init', '-backend=false');
    terraform.succeed('validate');
  });

  test('the company example as a plain module', () => {
    const terraform = terraformIn(
      join(project.folder, 'examples/company/expected/module/examples/complete'),
      tools,
    );
    terraform.succeed('init', '-backend=false');
    terraform.succeed('validate');
  });

  /** Validates every stack that the app synthesizes now. */
  function validate(variables: Readonly<Record<string, string>> = {}): void {
    for (const name of synth(variables)) {
      const terraform = project.terraform(name);
      terraform.succeed('init', '-backend=false');
      terraform.succeed('validate');
    }
  }

  /** Synthesizes the app; the names of its stacks. */
  function synth(variables: Readonly<Record<string, string>> = {}): readonly string[] {
    const stacks = join(project.folder, 'cdktf.out', 'stacks');
    rmSync(stacks, { recursive: true, force: true });
    const { status, output } = project.synth(variables);
    expect([status, output]).toEqual([0, output]);
    const names = readdirSync(stacks);
    expect(names).not.toEqual([]);
    return names;
  }
});
