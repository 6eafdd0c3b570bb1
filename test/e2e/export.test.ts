import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { exportModule } from '../../modules/export/export-module.js';
import { hclString, hclValue } from '../../modules/export/hcl.js';
import type { Plan } from '../../modules/policy/plan/plan.js';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { plannedPolicy } from '../support/planned-policy.js';
import { changes } from './support/changes.js';
import { deployed } from './support/deployed.js';
import { describeEndToEnd } from './support/describe-end-to-end.js';
import { type Moto, startMoto } from './support/moto.js';
import { type MadeOrganization, makeOrganization } from './support/organization.js';
import { emulatorProvider, type Terraform, terraformIn } from './support/terraform.js';
import { writeFiles } from './support/write-files.js';

const settings = {
  namePrefix: 'gov-',
  tags: { team: 'security' },
  providerVersion: '>= 5.69.0, < 7.0.0',
  region: 'us-east-1',
};

/** Everything that Terraform could take for something else. */
const awkward: JsonValue = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Awkward',
      Effect: 'Deny',
      Action: ['s3:DeleteBucket', 'rds:DeleteDBCluster', 'rds:DeleteDBInstance', 'dynamodb:DeleteTable'],
      Resource: 'arn:aws:s3:::${aws:username}-$${x}-%{ if true }-"\\"-<&>-\u2028\u202e-ключ',
      Condition: {
        Null: { 'aws:ChatbotSourceArn': 'false' },
        '${k} %{': { for: [], '': null, a: [1.5, true, {}] },
      },
    },
  ],
};

describeEndToEnd('an exported module', (tools) => {
  let moto: Moto;
  let organization: MadeOrganization;
  let folder: string;
  let terraform: Terraform;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-export-'));
    moto = await startMoto(tools);
    organization = await makeOrganization(moto, { Workloads: { Prod: { 'a/b\\c': {} }, Test: {} } }, 1);
    const caller = join(folder, 'examples', 'complete');
    write({ policies: [] });
    terraform = terraformIn(caller, tools);
    writeFileSync(join(caller, 'provider_override.tf'), emulatorProvider(moto.endpoint));
  });
  afterEach(() => {
    moto.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (plan: Plan): void => writeFiles(folder, exportModule(plan, settings));
  const say = (inputs: string): void =>
    writeFileSync(
      join(folder, 'examples/complete/main_override.tf'),
      `module "chat_guardrails" {\n${inputs}\n}\n`,
    );

  const slackOnly = plannedPolicy('slack-only', {
    description: 'Slack only: "${x}" %{ if }',
    content: { chatbot: { default: { client: { '@@assign': 'disabled' } } } },
    tags: { owner: 'a&b' },
    targets: [{ kind: 'root' }, { kind: 'unit', names: ['Workloads', 'Prod', 'a/b\\c'] }],
  });
  const noDrops = plannedPolicy('no drops', {
    type: 'SERVICE_CONTROL_POLICY',
    content: awkward,
    targets: [{ kind: 'unit', names: ['Workloads', 'Test'] }],
  });

  test('is formatted and valid, deploys the plan, and a second plan is clean', async () => {
    const onAccount = plannedPolicy('on an account', {
      type: 'SERVICE_CONTROL_POLICY',
      content: { Version: '2012-10-17', Statement: [] },
      targets: [{ kind: 'id', id: organization.accounts[0] ?? '' }],
      retention: { skipDestroy: true, preventDestroy: true },
    });
    write({ policies: [slackOnly, noDrops, onAccount] });
    expect(terraformIn(folder, tools).run('fmt', '-check', '-recursive', '-diff')).toEqual({
      status: 0,
      output: '',
    });
    terraform.succeed('init');
    terraform.succeed('validate');
    terraform.succeed('apply', '-auto-approve');
    expect(changes(terraform)).toEqual([]);
    expect(await deployed(moto)).toEqual({
      'gov-slack-only': expect.objectContaining({
        type: 'CHATBOT_POLICY',
        description: slackOnly.description,
        content: slackOnly.content,
        targets: expect.arrayContaining([
          organization.rootId,
          organization.units.get('Workloads/Prod/a/b\\c'),
        ]),
      }),
      'gov-no drops': expect.objectContaining({
        content: awkward,
        targets: [organization.units.get('Workloads/Test')],
      }),
      'gov-on an account': expect.objectContaining({ targets: organization.accounts }),
    });
    expect(terraform.run('destroy', '-auto-approve').output).toContain('Instance cannot be destroyed');
  });

  test('accepts other targets, names and tags from its caller', async () => {
    write({ policies: [slackOnly, noDrops] });
    const prod = organization.units.get('Workloads/Prod');
    say(`  name_prefix = "test-"
  targets     = { slack-only = ["Elsewhere", "Workloads"], "no drops" = [] }
  target_ids  = { Elsewhere = "${prod}" }
  tags        = { team = "platform" }`);
    terraform.succeed('init');
    terraform.succeed('apply', '-auto-approve');
    const policies = await deployed(moto);
    expect(Object.keys(policies).sort()).toEqual(['test-no drops', 'test-slack-only']);
    expect(policies['test-slack-only']?.targets).toEqual(
      expect.arrayContaining([prod, organization.units.get('Workloads')]),
    );
    expect(policies['test-no drops']?.targets).toEqual([]);
    expect(terraform.succeed('show')).toMatch(/"owner" = "a&b"\n\s*"team" {2}= "platform"/);
  });

  test('refuses what the organization cannot do, and names what to do', async () => {
    write({ policies: [slackOnly] });
    terraform.succeed('init');
    say('  targets = { slack-only = ["Workloads/Pord"] }');
    expect(message(terraform)).toContain(
      'no organizational unit Pord below Workloads; OUs there: Prod, Test',
    );
    say('  targets = { slack-olny = [] }');
    expect(message(terraform)).toContain('No policy slack-olny in this module. Policies: slack-only.');
    moto.stop();
    moto = await startMoto(tools);
    await makeOrganization(moto, {}, 0, []);
    writeFileSync(join(folder, 'examples/complete/provider_override.tf'), emulatorProvider(moto.endpoint));
    say('  targets = { slack-only = ["root"] }');
    expect(message(terraform)).toContain('policy type CHATBOT_POLICY is not enabled in the organization');
    say('  targets = { slack-only = ["root"] }\n  check_prerequisites = false');
    expect(terraform.run('plan').status).toBe(0);
  });

  test('attaches in the accepted order; a new order shows as replaced attachments, on shared targets only', () => {
    const root = { kind: 'root' } as const;
    const first = plannedPolicy('first', { targets: [root] });
    const second = plannedPolicy('second', { targets: [root, { kind: 'unit', names: ['Workloads'] }] });
    write({ policies: [first, second] });
    terraform.succeed('init');
    terraform.succeed('apply', '-auto-approve');
    write({ policies: [first, { ...second, attachAfter: ['first'] }] });
    expect(changes(terraform)).toEqual([
      'replace module.chat_guardrails.aws_organizations_policy_attachment.second["root"]',
      'update module.chat_guardrails.terraform_data.second_attached_after["Workloads"]',
      'update module.chat_guardrails.terraform_data.second_attached_after["root"]',
    ]);
    terraform.succeed('apply', '-auto-approve');
    expect(changes(terraform)).toEqual([]);
    const again = '-replace=module.chat_guardrails.aws_organizations_policy_attachment.first["root"]';
    expect(changes(terraform, again)).toContain(
      'replace module.chat_guardrails.aws_organizations_policy_attachment.second["root"]',
    );
    write({ policies: [second, first] });
    expect(changes(terraform)).toEqual([
      'update module.chat_guardrails.terraform_data.second_attached_after["Workloads"]',
      'update module.chat_guardrails.terraform_data.second_attached_after["root"]',
    ]);
  });
});

describeEndToEnd('values in Terraform’s language', (tools) => {
  const seed = Number(process.env['SEED']) || Date.now() & 0x7fffffff;

  test(`any text and any document arrive unchanged (seed ${seed})`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-values-'));
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('${', '%{', '$', '%', '{', '}', '\\', '"', '~', '\n', 'for', 'null', '<&>', '\u2028'),
    );
    // Terraform keeps text in normal form C, whatever road it comes by.
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('').normalize('NFC'));
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.boolean(),
        fc.constant(null),
        fc.integer(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(text, tie('value'), { maxKeys: 4 }),
      ),
    }));
    const values = fc.sample(value, { numRuns: 300, seed });
    const texts = fc.sample(text, { numRuns: 300, seed });
    const lines = [
      ...values.map(
        (sample, index) => `output "v${index}" {\n  value = jsonencode(${indent(hclValue(sample))})\n}`,
      ),
      ...texts.map((sample, index) => `output "t${index}" {\n  value = ${hclString(sample)}\n}`),
    ];
    try {
      writeFiles(folder, [{ path: 'main.tf', text: `${lines.join('\n\n')}\n` }]);
      const terraform = terraformIn(folder, tools);
      expect(terraform.run('fmt', '-check', '-diff')).toEqual({ status: 0, output: '' });
      terraform.succeed('apply', '-auto-approve');
      const outputs = JSON.parse(terraform.succeed('output', '-json')) as Record<string, { value: string }>;
      for (const [index, sample] of values.entries()) {
        expect(JSON.parse(outputs[`v${index}`]?.value ?? '')).toEqual(sample);
      }
      for (const [index, sample] of texts.entries()) expect(outputs[`t${index}`]?.value).toBe(sample);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function indent(source: string): string {
  return source.replaceAll('\n', '\n  ');
}

/** What Terraform says when it refuses to plan, on one line. */
function message(terraform: Terraform): string {
  const { status, output } = terraform.run('plan');
  expect(status).toBe(1);
  return output.replace(/\s+/g, ' ');
}
