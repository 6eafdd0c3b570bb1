import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../modules/policy/text/json.js';
import { smallOrganizationFile } from './support/small-organization.js';
import { buildApp, cloneTo, synthApp } from './support/synth-app.js';
import { temporaryFolder } from './support/temporary-folder.js';

const root = join(__dirname, '..');
const examples = readdirSync(join(root, 'examples'));
const folder = temporaryFolder();
const configured = (name: string) => ({
  CHAT_GUARDRAILS_CONFIG: join(root, 'examples', name, 'chat-guardrails.yaml'),
});

beforeAll(buildApp, 300_000);

const policy = 'chatPolicies:\n  - { name: p, targets: root, default: disabled }\n';
const write = (text: string) => writeFileSync(join(folder(), 'chat-guardrails.yaml'), text);

/** Without what says only which of the two cores wrote it: its version, and how it spells the provider's name. */
function written(text: string): object {
  const { '//': _, terraform, ...rest } = JSON.parse(text);
  const { aws, ...others } = terraform.required_providers;
  const source = aws.source.replace('hashicorp/', '');
  return { ...rest, terraform: { ...terraform, required_providers: { ...others, aws: { ...aws, source } } } };
}

describe('the app', () => {
  test.each(examples)('writes the Terraform beside %s (`node scripts/examples.js`)', (name) => {
    const { status, stacks } = synthApp(folder(), configured(name));
    const beside = join(root, 'examples', name, 'expected', 'stacks');
    expect(status).toBe(0);
    expect(Object.keys(stacks)).toEqual(readdirSync(beside).sort());
    for (const [stack, text] of Object.entries(stacks)) {
      expect(written(text)).toEqual(written(readFileSync(join(beside, stack, 'cdk.tf.json'), 'utf8')));
    }
  });

  test('two clones in different folders, other locales and time zones: the same bytes, and no absolute path', () => {
    const here = cloneTo(join(folder(), 'here'));
    const there = cloneTo(join(folder(), 'a much longer way', 'there'));
    const runs = [
      synthApp(here, { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' }, here),
      synthApp(there, { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' }, there),
      synthApp(there, { LC_ALL: 'sv_SE.UTF-8', LANG: 'sv_SE.UTF-8', TZ: 'America/St_Johns' }, there),
    ];
    const [text = ''] = runs.map(({ stacks }) => stacks['chat-guardrails']);
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(new Set(runs.map(({ stacks }) => JSON.stringify(stacks))).size).toBe(1);
    expect(text).toContain('aws_organizations_policy');
    for (const place of [folder(), root, process.execPath]) expect(text).not.toContain(place);
    expect(text).not.toMatch(/"(\/[^/"]|[A-Za-z]:\\)/);
  });

  test('writes nothing where a problem is an error, and prints all of them', () => {
    write('chatPolicies:\n  - { name: p, targets: root, slack: { workspaces: nope } }\nguardrials: []\n');
    const { status, stderr, stdout } = synthApp(folder());
    expect(status).toBe(1);
    expect(stderr).toMatch(/^chat-guardrails\.yaml:2:40 error invalid-workspace-id\n.*`nope`/);
    expect(stderr).toContain('unknown key `guardrials`');
    expect(stdout).toBe('');
    expect(existsSync(join(folder(), 'cdktf.out'))).toBe(false);
  });

  test('a named file that does not exist: exit 2', () => {
    const { status, stderr } = synthApp(folder(), { CHAT_GUARDRAILS_CONFIG: 'absent.yaml' });
    expect(status).toBe(2);
    expect(stderr).toContain('absent.yaml');
  });

  test('where nothing can be written it prints where and why: exit 2', () => {
    write(policy);
    writeFileSync(join(folder(), 'cdktf.out'), 'a file');
    const { status, stderr } = synthApp(folder());
    expect(status).toBe(2);
    expect(stderr).toMatch(/\nchat-guardrails: cannot write `.*cdktf\.out.*: (ENOTDIR|EEXIST)\n$/);
  });

  test('every environment is a stack of its own', () => {
    write(
      `${policy}environments:
  test: { namePrefix: "test-" }
  prod: { backend: { s3: { bucket: b, region: eu-west-1 } } }
`,
    );
    const { status, stacks, stderr } = synthApp(folder());
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
    expect(Object.keys(stacks)).toEqual(['prod', 'test']);
    const names = Object.values(stacks).map((text) => {
      const { resource } = JSON.parse(text);
      return Object.values<{ name: string }>(resource.aws_organizations_policy).map(({ name }) => name);
    });
    expect(names).toEqual([['p'], ['test-p']]);
  });

  test('targets are IDs with an organization file, and looked up without one', () => {
    write(`${policy}environments:
  first: { organization: first.json }
  second: { organization: second.json }
  none: { namePrefix: none- }
`);
    for (const [name, id] of [
      ['first.json', 'r-aa11'],
      ['second.json', 'r-bb22'],
      ['third.json', 'r-cc33'],
    ] as const) {
      const file = smallOrganizationFile();
      const root = { ...(file['root'] as JsonObject), id };
      writeFileSync(join(folder(), name), JSON.stringify({ ...file, id: `o-${name}`, root }));
    }
    const targetIds = (variables = {}) => {
      const { stacks } = synthApp(folder(), variables);
      return Object.entries(stacks).map(([name, text]) => {
        const attachments: Record<string, JsonObject> =
          JSON.parse(text).resource.aws_organizations_policy_attachment;
        return [name, ...Object.values(attachments).map((attachment) => attachment['target_id'])];
      });
    };
    const lookedUp = expect.stringContaining('data.aws_organizations_organization');
    expect(targetIds()).toEqual([
      ['first', 'r-aa11'],
      ['none', lookedUp],
      ['second', 'r-bb22'],
    ]);
    expect(targetIds({ CHAT_GUARDRAILS_ORGANIZATION: join(folder(), 'third.json') })).toEqual([
      ['first', 'r-cc33'],
      ['none', 'r-cc33'],
      ['second', 'r-cc33'],
    ]);
  });

  test('without a configuration the example is synthesized, with a note', () => {
    const { status, stderr, stacks } = synthApp(folder());
    expect(status).toBe(0);
    expect(stderr).toContain('this is what');
    expect(Object.keys(stacks)).toEqual(['chat-guardrails']);
  });

  test('what `synth --hcl` left behind goes, since Terraform would read it as well', () => {
    const stack = join(folder(), 'cdktf.out', 'stacks', 'chat-guardrails');
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, 'cdk.tf'), 'terraform {}\n');
    expect(synthApp(folder(), configured('company')).status).toBe(0);
    expect(readdirSync(stack)).toContain('cdk.tf.json');
    expect(readdirSync(stack)).not.toContain('cdk.tf');
  });
});
