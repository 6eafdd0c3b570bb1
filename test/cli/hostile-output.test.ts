import { commands } from '../../cli/commands.js';
import { describeCommand } from '../../cli/completion/described-command.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { type AwsServer, awsServer, refuseWith } from '../support/aws-server.js';
import { patience, runs, seed } from '../support/effort.js';
import { fakeOrganizations } from '../support/fake-organizations.js';
import {
  activeMarkdown,
  configurationWith,
  expectationsWith,
  hostileText,
  organizationWith,
  poisoned,
  recordsWith,
  stringCount,
  unsafeParts,
} from '../support/hostile-inputs.js';
import { runHere } from '../support/in-process.js';
import { randomFrom } from '../support/random.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
let aws: AwsServer;

beforeAll(async () => {
  aws = await awsServer(fakeOrganizations(organizationWith(hostileText)));
  aws.intercept = (operation, response) =>
    operation === 'DescribePolicy' && refuseWith(response, 400, `AccessDeniedException:${hostileText}`);
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'us-east-1',
  });
});
afterAll(() => aws.close());

/** The hostile text as the name of a file. */
const fileName = hostileText.replaceAll('/', '').slice(0, 150);
const chat = [
  '--account',
  '222222222222',
  '--platform',
  'slack',
  '--workspace',
  'T0COMPANY1',
  '--configuration',
  hostileText,
];
const denial = `User: arn:aws:sts::222222222222:assumed-role/ops/chatbot-session is not authorized to perform: rds:StopDBInstance on resource: ${hostileText} with an explicit deny in a service control policy`;

/** The command lines of every command; each is run with every format. */
const lines: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [
    ['init', `${fileName}.yaml`, '--force'],
    ['init', '--deploy', 'terraform', '--environment', hostileText],
  ],
  check: [
    ['check'],
    ['check', 'organization.json'],
    ['check', hostileText],
    ['check', '--wave', hostileText],
  ],
  plan: [
    ['plan'],
    ['plan', '--documents'],
    ['plan', '--policy', hostileText],
    ['plan', '--environment', hostileText],
  ],
  effective: [
    ['effective', '--account', '222222222222', '--explain'],
    ['effective', '--all'],
    ['effective', '--account', hostileText],
  ],
  impact: [['impact'], ['impact', '--from', hostileText]],
  report: [
    ['report', '-o', 'report.html'],
    ['report', '-o', fileName],
  ],
  test: [
    ['test', 'expectations.yaml'],
    ['test', hostileText],
  ],
  collect: [
    ['collect', '-o', 'collected.json', '--assume-role', 'chat'],
    ['collect', '-o', fileName],
    ['collect', '-o', 'c.json', '--profile', hostileText],
  ],
  import: [
    ['import', '--organization', 'organization.json', '-o', 'imported', '--force'],
    ['import', 'scp.json', 'template.json', 'state.json', 'records.json', '-o', 'found', '--force'],
    ['import', 'scp.json', 'template.json', '-o', `i${fileName}`, '--force'],
    ['import', hostileText],
    ['import', '-o', 'live', '--force'],
  ],
  drift: [['drift'], ['drift', '--organization', hostileText]],
  decide: [
    ['decide', ...chat, '--action', 'rds:StopDBInstance'],
    ['decide', ...chat, '--action', hostileText],
    ['decide', ...chat, '--command', `run ${hostileText}`],
    ['decide', ...chat, '--action', 'rds:StopDBInstance', '--resource', hostileText, '--region', hostileText],
    ['decide', '--batch', 'batch.jsonl'],
  ],
  explain: [
    ['explain', denial],
    ['explain', hostileText],
    ['explain', '-'],
  ],
  verify: [['verify'], ['verify', '--accounts', hostileText], ['verify', '--assume-role', hostileText]],
  replay: [
    ['replay', 'records.json'],
    ['replay', hostileText],
    ['replay', '--print-query', hostileText],
  ],
  'who-can': [
    ['who-can', 'rds:StopDBInstance'],
    ['who-can', hostileText],
  ],
  exceptions: [['exceptions'], ['exceptions', '--within', hostileText]],
  export: [
    ['export', '-o', 'module', '--force'],
    ['export', '-o', `m${fileName}`, '--force'],
    ['export', '-o', 'b', '--from-stack', hostileText],
  ],
  problems: [['problems'], ['problems', hostileText]],
  schema: [['schema'], ['schema', '--for', hostileText]],
  guardrails: [['guardrails'], ['guardrails', hostileText]],
  completion: [
    ['completion', 'bash'],
    ['completion', 'zsh'],
    ['completion', 'fish'],
    ['completion', hostileText],
  ],
};

const inputs = (text: string): Readonly<Record<string, JsonObject>> => ({
  'chat-guardrails.yaml': configurationWith(text),
  'organization.json': organizationWith(text),
  'expectations.yaml': expectationsWith(text),
  'records.json': recordsWith(text),
});

const scp = {
  Sid: hostileText,
  Effect: 'Deny',
  Action: hostileText,
  Resource: hostileText,
  [hostileText]: 1,
};
const others = {
  'batch.jsonl': `${JSON.stringify({ id: hostileText, account: '222222222222', platform: 'slack', action: hostileText })}\n${hostileText}`,
  'scp.json': { Version: '2012-10-17', Statement: [scp] },
  'template.json': {
    Resources: {
      [hostileText]: {
        Type: 'AWS::Organizations::Policy',
        Properties: {
          Name: hostileText,
          Type: 'SERVICE_CONTROL_POLICY',
          TargetIds: [hostileText],
          Content: { Statement: [scp] },
        },
      },
    },
  },
  'state.json': {
    ...{ version: 4, terraform_version: hostileText, serial: 1, lineage: hostileText },
    resources: [
      {
        ...{ mode: 'managed', type: 'aws_organizations_policy', name: hostileText, provider: hostileText },
        instances: [
          {
            index_key: hostileText,
            attributes: { name: hostileText, type: 'SERVICE_CONTROL_POLICY', content: hostileText },
          },
        ],
      },
    ],
  },
};

/** Runs a command line on inputs and returns what of its output is unsafe. */
async function unsafeOutput(
  files: Readonly<Record<string, unknown>>,
  words: readonly string[],
  format: string,
) {
  const around = {
    ...{ folder: folder(), files: { ...files, ...others }, stdin: hostileText, columns: 10_000 },
    speed: 100,
  };
  const { stdout, stderr } = await runHere(around, ...words, '--format', format);
  const unsafe = [...unsafeParts(stdout), ...unsafeParts(stderr)];
  const isEmpty = stdout === '';
  if (format === 'markdown') unsafe.push(...activeMarkdown(stdout));
  if (format === 'junit') unsafe.push(...(stdout.match(/<img.*|<script.*/g) ?? []));
  if (['json', 'sarif'].includes(format) && !isEmpty && words[0] !== 'effective' && words[1] !== '--batch') {
    JSON.parse(stdout);
  }
  return unsafe;
}

test('every command is among them', () => {
  expect(Object.keys(lines).sort()).toEqual(commands.map(({ name }) => name).sort());
});

describe.each(commands.map((command) => [command.name, command] as const))('%s prints', (name, command) => {
  const formats = async (): Promise<readonly string[]> => {
    const { options } = await describeCommand(command);
    return options.find(({ names }) => names.includes('--format'))?.choices ?? [];
  };

  test(
    'texts of others as texts, in every format',
    async () => {
      for (const format of await formats()) {
        for (const words of lines[name] ?? []) {
          const unsafe = await unsafeOutput(inputs(hostileText), words, format);
          expect({ words, format, unsafe }).toEqual({ words, format, unsafe: [] });
        }
      }
    },
    patience,
  );

  test(
    `a hostile text in any place of its files as a text (seed ${seed})`,
    async () => {
      const random = randomFrom(seed);
      const clean = inputs('');
      for (let times = runs(200); times > 0; times--) {
        const file = random.pick(Object.keys(clean));
        const value = clean[file] ?? {};
        const files = { ...clean, [file]: poisoned(value, random.below(stringCount(value)), random.once(2)) };
        const words = random.pick(lines[name] ?? []);
        const format = random.pick(await formats());
        const unsafe = await unsafeOutput(files, words, format);
        expect({ words, format, unsafe }).toEqual({ words, format, unsafe: [] });
      }
    },
    patience,
  );
});
