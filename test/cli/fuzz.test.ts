import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CannotDo } from '../../cli/cannot-do.js';
import { processWorld, safeOutput } from '../../cli/process-world.js';
import { noSuchFile } from '../../cli/read-file.js';
import { run } from '../../cli/run.js';
import type { World } from '../../cli/world.js';
import { readCustomActions } from '../../modules/inventory/collect/custom-actions.js';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { patience, runs, seed } from '../support/effort.js';
import { mutatedBytes, mutatedDocument } from '../support/fuzz.js';
import {
  configurationWith,
  expectationsWith,
  organizationWith,
  recordsWith,
} from '../support/hostile-inputs.js';
import { randomFrom } from '../support/random.js';

const text = (...path: readonly string[]): string =>
  readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const json = (value: JsonValue): string => JSON.stringify(value);
const organization = json(organizationWith(' a'));
const configuration = json(configurationWith(' a'));
const chatPolicy: JsonValue = {
  chatbot: {
    default: { client: { '@@assign': 'disabled' } },
    platforms: {
      slack: {
        client: { '@@assign': 'enabled' },
        workspaces: { '@@append': ['T1', 'T2'], '@@operators_allowed_for_child_policies': ['@@none'] },
      },
    },
  },
};
const scp: JsonValue = {
  Version: '2012-10-17',
  Statement: [
    {
      ...{ Sid: 'A', Effect: 'Deny', Action: ['rds:Delete*', 's3:*'], Resource: 'arn:aws:rds:*:*:cluster:a' },
      Condition: {
        ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' },
        StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] },
      },
    },
  ],
};
const policyOf = (Content: JsonValue): JsonValue => ({
  Type: 'AWS::Organizations::Policy',
  Properties: {
    Name: 'a',
    Type: 'SERVICE_CONTROL_POLICY',
    TargetIds: ['r-ab12', { Ref: 'Target' }],
    Content,
  },
});
const attributes = {
  name: 'a',
  type: 'SERVICE_CONTROL_POLICY',
  content: json(scp),
  id: 'p-abcdefgh',
  tags: { a: 'b' },
};
const landingZone = `enable: true
organizationalUnits: [{ name: Security }, { name: Workloads/Prod }]
serviceControlPolicies:
  - { name: a, description: b, policy: scp.json, type: customerManaged, deploymentTargets: { organizationalUnits: [Root], accounts: [Audit] } }
chatbotPolicies:
  - { name: c, description: d, policy: chat.json, deploymentTargets: { organizationalUnits: ["{{ ou }}"] } }
`;
const denial =
  'User: arn:aws:sts::222222222222:assumed-role/ops/chatbot-session is not authorized to perform: rds:StopDBInstance on resource: arn:aws:rds:eu-west-1:222222222222:db:a with an explicit deny in a service control policy';
const from = ['--account', '222222222222', '--platform', 'slack', '--workspace', 'T0COMPANY1'];
const words =
  `${from.join(' ')} --action rds:StopDBInstance --organization organization.json --config --format json --explain --all --wave a --environment b --strict --fail-on note --deadline 5m --role user_role --channel-type public --within 30d --policy p --`.split(
    ' ',
  );
const plain = [
  'check',
  'plan',
  'effective',
  'impact',
  'test',
  'drift',
  'decide',
  'explain',
  'replay',
  'who-can',
  'exceptions',
  'problems',
  'schema',
  'guardrails',
  'completion',
];

/** Every kind of input: valid documents, the file that they are changed in, and the commands that read it. */
const surfaces: Readonly<
  Record<
    string,
    {
      readonly file: string;
      readonly valid: readonly JsonValue[];
      readonly lines: readonly (readonly string[])[];
    }
  >
> = {
  'configurations in YAML': {
    file: 'chat-guardrails.yaml',
    valid: [text('examples/company/chat-guardrails.yaml'), text('examples/aws-guide/chat-guardrails.yaml')],
    lines: [['check'], ['plan'], ['exceptions'], ['impact'], ['export', '-o', 'out']],
  },
  'configurations in JSON': {
    file: 'chat-guardrails.json',
    valid: [configurationWith(' a')],
    lines: [
      ['check', 'chat-guardrails.json'],
      ['plan', '--config', 'chat-guardrails.json'],
    ],
  },
  'chat policies': {
    file: 'chat.json',
    valid: [chatPolicy],
    lines: [
      ['check', 'chat.json'],
      ['import', 'chat.json'],
    ],
  },
  'service control policies': {
    file: 'scp.json',
    valid: [scp],
    lines: [
      ['check', 'scp.json'],
      ['import', 'scp.json'],
    ],
  },
  'CloudFormation templates': {
    file: 'template.yaml',
    valid: [
      { Resources: { A: policyOf(scp), B: policyOf(json(scp)) } },
      `Resources:\n  A:\n    Type: AWS::Organizations::Policy\n    Properties: { Name: !Sub "a-\${B}", Type: CHATBOT_POLICY, Content: ${json(chatPolicy)} }\n`,
    ],
    lines: [
      ['check', 'template.yaml'],
      ['import', 'template.yaml', '--organization', 'organization.json'],
    ],
  },
  'Landing Zone configurations': {
    file: 'organization-config.yaml',
    valid: [landingZone],
    lines: [
      ['import', 'organization-config.yaml'],
      ['import', 'organization-config.yaml', '--organization', 'organization.json'],
    ],
  },
  'organization files': {
    file: 'organization.json',
    valid: [organizationWith(' a'), text('examples/company/organization.json')],
    lines: [
      ['effective', '--all'],
      ['decide', ...from, '--action', 'rds:StopDBInstance'],
      ['drift'],
      ['import', 'organization.json'],
      ['impact', '--format', 'markdown'],
    ],
  },
  'Terraform states': {
    file: 'state.json',
    valid: [
      {
        version: 4,
        terraform_version: '1.9.0',
        serial: 1,
        lineage: 'a',
        resources: [
          {
            mode: 'managed',
            type: 'aws_organizations_policy',
            name: 'a',
            instances: [{ index_key: 'k', attributes }],
          },
        ],
      },
      {
        format_version: '1.0',
        values: {
          root_module: {
            resources: [
              {
                address: 'aws_organizations_policy.a',
                mode: 'managed',
                type: 'aws_organizations_policy',
                name: 'a',
                values: attributes,
              },
            ],
            child_modules: [],
          },
        },
      },
    ],
    lines: [
      ['import', 'state.json'],
      ['import', 'state.json', '--organization', 'organization.json'],
    ],
  },
  'Terraform plans': {
    file: 'tfplan.json',
    valid: [
      {
        format_version: '1.2',
        planned_values: { root_module: {} },
        resource_changes: [
          {
            address: 'aws_organizations_policy.a',
            mode: 'managed',
            type: 'aws_organizations_policy',
            name: 'a',
            change: { actions: ['create'], before: null, after: attributes, after_unknown: { id: true } },
          },
        ],
      },
    ],
    lines: [
      ['impact', '--terraform-plan', 'tfplan.json', '--organization', 'organization.json'],
      ['import', 'tfplan.json'],
    ],
  },
  expectations: {
    file: 'expectations.yaml',
    valid: [expectationsWith(' a'), text('examples/company/expectations.yaml')],
    lines: [
      ['test', 'expectations.yaml'],
      ['test', '--format', 'junit', 'expectations.yaml'],
    ],
  },
  'lines of a batch': {
    file: 'batch.jsonl',
    valid: [
      `${json({ id: 'a', account: '222222222222', platform: 'slack', workspace: 'T1', action: 'rds:StopDBInstance', context: { 'aws:a': ['b'] } })}\n{"account":"1"}\n`,
    ],
    lines: [['decide', '--batch', 'batch.jsonl', '--format', 'json']],
  },
  records: {
    file: 'records.json',
    valid: [
      recordsWith('a'),
      `eventname,count\n"StopDBInstance",3\n`,
      json({ ResultSet: { Rows: [{ Data: [{ VarCharValue: 'eventname' }] }] } }),
    ],
    lines: [
      ['replay', 'records.json'],
      ['replay', 'records.json', '--format', 'markdown'],
    ],
  },
  denials: { file: 'stdin', valid: [denial, json(recordsWith('a'))], lines: [['explain']] },
};

/** A world whose files are in memory. */
function worldOf(files: Readonly<Record<string, string>>): {
  readonly world: World;
  readonly printed: () => string;
} {
  let printed = '';
  const stream = {
    write: (part: string) => {
      printed += safeOutput(part, { colour: false, terminal: false });
    },
    ...{ terminal: false, colour: false, columns: undefined },
  };
  const fileAt = (path: string): string => {
    const name = path === '/dev/stdin' ? 'stdin' : path.replace(/^\/work\//, '');
    const found = files[name];
    if (found === undefined) throw new CannotDo(`cannot read \`${name}\``, undefined, noSuchFile);
    return found;
  };
  return {
    world: {
      ...processWorld(),
      ...{
        workingDirectory: '/work',
        environment: {},
        stdout: stream,
        stderr: stream,
        today: '2027-01-01',
        interactive: false,
      },
      readFile: fileAt,
      recordFiles: {
        below: (path) => ({ files: [path], skipped: [] }),
        open: (path) => Readable.from([Buffer.from(fileAt(path ?? '/dev/stdin'))]),
      },
      openOutput: () => ({ isStream: true, write: () => undefined }),
      writeFiles: () => undefined,
    },
    printed: () => printed,
  };
}

/** Runs a command line; fails where it throws, hangs or prints what steers a terminal or shows a stack. */
async function expectSound(files: Readonly<Record<string, string>>, line: readonly string[]): Promise<void> {
  const { world, printed } = worldOf(files);
  const began = performance.now();
  let thrown: unknown;
  await run(line, world, '0.0.0').catch((error: unknown) => {
    thrown = error instanceof Error ? error.stack : error;
  });
  const isSlow = performance.now() - began > 5_000;
  const [unsafe] =
    /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^ {4}at .*:\d+:\d+\)?$/mu.exec(printed()) ?? [];
  if (thrown === undefined && !isSlow && unsafe === undefined) return;
  const changed = Object.fromEntries(
    Object.entries(files).filter(([name, content]) => content !== around[name]),
  );
  expect({ line, thrown, isSlow, unsafe, changed }).toBe('sound');
}

const around: Readonly<Record<string, string>> = {
  'organization.json': organization,
  'chat-guardrails.yaml': configuration,
  'scp.json': json(scp),
  'chat.json': json(chatPolicy),
};

test.each(Object.entries(surfaces))(
  `%s are read or refused, whatever is in them (seed ${seed})`,
  async (_, { file, valid, lines }) => {
    const random = randomFrom(seed);
    for (const document of valid) {
      for (const line of lines)
        await expectSound(
          { ...around, [file]: typeof document === 'string' ? document : json(document) },
          line,
        );
    }
    for (let times = runs(20_000); times > 0; times--) {
      await expectSound(
        { ...around, [file]: mutatedDocument(random, random.pick(valid)) },
        random.pick(lines),
      );
    }
  },
  patience,
);

test(
  `command lines are run or refused, whatever is in them (seed ${seed})`,
  async () => {
    const random = randomFrom(seed);
    for (let times = runs(20_000); times > 0; times--) {
      const line = Array.from({ length: random.below(8) }, () => {
        const word = random.pick(words);
        return random.once(4) ? mutatedBytes(random, word) : word;
      });
      await expectSound(around, [random.pick(plain), ...line]);
    }
  },
  patience,
);

test(
  `commands of the AWS CLI are decided or refused, whatever is in them (seed ${seed})`,
  async () => {
    const random = randomFrom(seed);
    const valid = [
      '@aws rds stop-db-instance --db-instance-identifier a --region eu-west-1',
      'run alias --a b',
      '@aws ec2 describe-instances --filters Name=a,Values=b',
    ];
    for (let times = runs(20_000); times > 0; times--) {
      await expectSound(around, ['decide', ...from, '--command', mutatedBytes(random, random.pick(valid))]);
    }
  },
  patience,
);

test(
  `files of custom actions are read or refused, whatever is in them (seed ${seed})`,
  () => {
    const random = randomFrom(seed);
    const action = {
      CustomActionArn: 'arn:aws:chatbot::222222222222:custom-action/a',
      Definition: { CommandText: 'b' },
      AliasName: 'c',
      ActionName: 'd',
    };
    const valid = [{ CustomActions: [action.CustomActionArn] }, { CustomAction: action }];
    for (let times = runs(20_000); times > 0; times--) {
      const document = mutatedDocument(random, random.pick(valid));
      expect(() => readCustomActions(document)).not.toThrow();
    }
  },
  patience,
);
