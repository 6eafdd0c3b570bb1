import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { AwsServer } from './aws-server.js';

/** What somebody types, under a heading that says why. */
interface Scene {
  readonly title: string;
  readonly says: string;
  readonly commands: readonly string[];
}

const file = '--organization organization.json';

/** A walk through every command, in the folder of the company example. */
export const scenes: readonly Scene[] = [
  {
    title: 'Begin',
    says: '`init` writes a configuration to start from, and overwrites nothing. `schema` helps the editor.',
    commands: [
      'mkdir new && cd new && chat-guardrails init && chat-guardrails check',
      'chat-guardrails init',
      'chat-guardrails schema | head -n 4',
      'chat-guardrails imapct',
    ],
  },
  {
    title: 'Choose guardrails',
    says: 'The catalogue has ready-made ones, and each says what it denies and what it leaves alone.',
    commands: [
      'chat-guardrails guardrails | head -n 12',
      'chat-guardrails guardrails no-instance-termination | head -n 22',
    ],
  },
  {
    title: 'Check, and see the policies',
    says: '`check` reads configurations and raw policy documents alike, and says where and why AWS would refuse one.',
    commands: [
      'chat-guardrails check',
      `echo '{ "chatbot": { "platforms": { "default": {} } } }' > policy.json`,
      'chat-guardrails check policy.json',
      'chat-guardrails plan | tail -n 31',
    ],
  },
  {
    title: 'Read the organization as it is',
    says: '`collect` asks AWS, and nothing else does. It changes nothing, and needs no more than this:',
    commands: [
      'chat-guardrails collect --print-iam-policy | head -n 9',
      'chat-guardrails collect -o live.json --assume-role ChatReader',
    ],
  },
  {
    title: 'Take over what exists',
    says: '`import` writes a configuration whose plan equals what exists, and says what it could not carry over.',
    commands: [
      'chat-guardrails import --organization organization.json -o adopted',
      'head -n 24 adopted/chat-guardrails.yaml',
    ],
  },
  {
    title: 'Ask what holds for an account',
    says: 'The chat policy in force, and where each value comes from; then what happens when somebody types a command.',
    commands: [
      `chat-guardrails effective ${file} --account 222222222222`,
      `chat-guardrails effective ${file} --config chat-guardrails.yaml --account 222222222222 --explain`,
      `chat-guardrails decide ${file} --config chat-guardrails.yaml --account 555555555555 \\
    --platform slack --workspace T0COMPANY1 --channel-type private --role user_role --region eu-west-1 \\
    --command 'ec2 terminate-instances --instance-ids i-0abc'`,
    ],
  },
  {
    title: 'See a change before it is applied',
    says: 'What every account wins and loses; the whole picture as a page; and whether what was promised still holds.',
    commands: [
      'chat-guardrails impact | head -n 28',
      'chat-guardrails report --config chat-guardrails.yaml -o review.html 2> /dev/null && head -c 15 review.html',
      'chat-guardrails test expectations.yaml',
    ],
  },
  {
    title: 'Afterwards',
    says: 'Is the organization still what the configuration says? With `--exit-code`, a difference is exit 1.',
    commands: ['chat-guardrails drift --exit-code | head -n 8'],
  },
  {
    title: 'Without CDKTF',
    says: '`export` writes the same policies as a plain Terraform module.',
    commands: ['chat-guardrails export -o module', 'head -n 16 module/main.tf'],
  },
  {
    title: 'Completion',
    says: 'For bash, zsh and fish.',
    commands: ['chat-guardrails completion bash | head -n 3'],
  },
];

/** Types every command in a folder, where `collect` finds its AWS at a server of this machine, and writes down what comes. */
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
    scenes.map(async ({ title, says, commands }) => {
      const lines: string[] = [];
      for (const command of commands) {
        // On a slow machine `collect` writes how far it is.
        const printed = (await typed(command, folder, environment)).replaceAll(/^collecting: .*\n/gm, '');
        lines.push(`$ ${command}\n${printed.replaceAll(realpathSync(folder), '~')}`);
      }
      return `## ${title}\n\n${says}\n\n\`\`\`console\n${lines.join('\n').trimEnd()}\n\`\`\`\n`;
    }),
  );
  return [introduction, ...recorded].join('\n');
}

const introduction = `# A session at the terminal

Every command once, in the folder of [the company example](../examples/company), as it was recorded: a test types the same
and compares. \`node scripts/terminal-page.js\` records it anew. A command that ends with anything but exit 0 says so.
`;

/** What a command prints, to both streams in their order. */
function typed(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
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
