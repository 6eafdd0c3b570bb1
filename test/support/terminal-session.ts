import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { AwsServer } from './aws-server.js';

/** Commands with a heading and an introduction. */
interface Scene {
  readonly title: string;
  readonly introduction: string;
  readonly commands: readonly string[];
}

const file = '--organization organization.json';

/** A call that was run from chat, as CloudTrail records it. */
const recordedCall = {
  eventID: '1',
  eventTime: '2026-11-02T09:12:00Z',
  eventSource: 'rds.amazonaws.com',
  eventName: 'DeleteDBCluster',
  awsRegion: 'eu-west-1',
  recipientAccountId: '555555555555',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:chatbot-session',
    sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::555555555555:role/on-call-shop' } },
  },
};

const deniedMessage =
  'User: arn:aws:sts::555555555555:assumed-role/on-call-shop/chatbot-session is not authorized to perform: rds:DeleteDBCluster on resource: arn:aws:rds:eu-west-1:555555555555:cluster:orders with an explicit deny in a service control policy';

/** A walk through every command, in the folder of the company example. */
export const scenes: readonly Scene[] = [
  {
    title: 'Start',
    introduction:
      '`init` writes a starter configuration and overwrites nothing. `schema` prints the JSON schema for editors.',
    commands: [
      'mkdir new && cd new && chat-guardrails init && chat-guardrails check',
      'chat-guardrails init',
      'chat-guardrails schema | head -n 4',
      'chat-guardrails imapct',
    ],
  },
  {
    title: 'Choose guardrails',
    introduction:
      'The catalogue lists ready-made guardrails. Each shows what it denies and what it does not.',
    commands: [
      'chat-guardrails guardrails | head -n 12',
      'chat-guardrails guardrails no-instance-termination | head -n 22',
    ],
  },
  {
    title: 'Check the configuration and show its policies',
    introduction:
      '`check` accepts configurations and policy documents. It reports where and why AWS would reject one.',
    commands: [
      'chat-guardrails check',
      `echo '{ "chatbot": { "platforms": { "default": {} } } }' > policy.json`,
      'chat-guardrails check policy.json',
      'chat-guardrails plan | tail -n 30',
      'chat-guardrails problems normalised-id | head -n 6',
    ],
  },
  {
    title: 'Read the organization',
    introduction:
      '`collect` is the only command that calls AWS here. It is read-only and needs these permissions:',
    commands: [
      'chat-guardrails collect --print-iam-policy | head -n 9',
      'chat-guardrails collect -o live.json --assume-role ChatReader',
    ],
  },
  {
    title: 'Adopt existing policies',
    introduction:
      '`import` writes a configuration for the policies that exist, and reports what it cannot import.',
    commands: [
      'chat-guardrails import --organization organization.json -o adopted',
      'head -n 24 adopted/chat-guardrails.yaml',
    ],
  },
  {
    title: 'Query an account',
    introduction:
      'The effective chat policy, the policy that sets each value, and whether a command is allowed.',
    commands: [
      `chat-guardrails effective ${file} --account 222222222222`,
      `chat-guardrails effective ${file} --config chat-guardrails.yaml --account 222222222222 --explain`,
      `chat-guardrails decide ${file} --config chat-guardrails.yaml --account 555555555555 \\
    --platform slack --workspace T0COMPANY1 --channel-type private --role user_role --region eu-west-1 \\
    --command 'ec2 terminate-instances --instance-ids i-0abc'`,
      'chat-guardrails who-can rds:DeleteDBCluster --account 222222222222 | head -n 12',
      'chat-guardrails exceptions --within 30d',
    ],
  },
  {
    title: 'Review a change before applying it',
    introduction: 'What each account gains and loses, a report as an HTML page, and the policy tests.',
    commands: [
      'chat-guardrails impact | head -n 21',
      'chat-guardrails report --config chat-guardrails.yaml -o review.html 2> /dev/null && head -c 15 review.html',
      'chat-guardrails test expectations.yaml',
    ],
  },
  {
    title: 'Compare with what was run, and with what is in force',
    introduction:
      '`replay` decides recorded calls again, `explain` reads a denial, and `verify` asks AWS for the policies in force.',
    commands: [
      `echo '${JSON.stringify(recordedCall)}' > events.jsonl`,
      'chat-guardrails replay events.jsonl',
      `chat-guardrails explain '${deniedMessage}'`,
      'chat-guardrails verify --print-iam-policy | head -n 14',
    ],
  },
  {
    title: 'Detect drift',
    introduction:
      '`drift` compares the organization with the configuration. With `--exit-code`, a difference exits with 1.',
    commands: ['chat-guardrails drift --exit-code | head -n 8'],
  },
  {
    title: 'Without CDKTF',
    introduction: '`export` writes the same policies as a plain Terraform module.',
    commands: ['chat-guardrails export -o module', 'head -n 16 module/main.tf'],
  },
  {
    title: 'Shell completion',
    introduction: 'For bash, zsh and fish.',
    commands: ['chat-guardrails completion bash | head -n 3'],
  },
];

/** Runs every command in a folder, with a local server as AWS, and returns the session as Markdown. */
export async function recordSession(folder: string, { endpoint }: AwsServer): Promise<string> {
  const { npm_lifecycle_event: _, ...surroundings } = process.env;
  const environment = {
    ...surroundings,
    PATH: [join(folder, '.bin'), surroundings['PATH']].join(delimiter),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: endpoint,
    NODE_NO_WARNINGS: '1',
  };
  const recorded = await Promise.all(
    scenes.map(async ({ title, introduction, commands }) => {
      const lines: string[] = [];
      for (const command of commands) {
        // On a slow machine `collect` reports its progress.
        const printed = (await run(command, folder, environment)).replaceAll(/^collecting: .*\n/gm, '');
        lines.push(`$ ${command}\n${printed.replaceAll(realpathSync(folder), '~')}`);
      }
      return `## ${title}\n\n${introduction}\n\n\`\`\`console\n${lines.join('\n').trimEnd()}\n\`\`\`\n`;
    }),
  );
  return [pageHead, ...recorded].join('\n');
}

const pageHead = `# A session at the terminal

A tour of the commands in the folder of [the company example](../examples/company). The exit code follows the output
unless it is 0.
`;

/** Returns what a command prints to both streams, in order. */
function run(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn('sh', ['-c', `exec 2>&1; ${command}`], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (status) => {
      const end = output === '' || output.endsWith('\n') ? '' : '\n';
      resolve(`${output}${end}${status === 0 ? '' : `(exit ${status})\n`}`);
    });
  });
}
