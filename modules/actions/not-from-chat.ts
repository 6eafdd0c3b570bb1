import type { CommandLine } from './parse-command-line.js';

/** Why chat does not run a command: `denied` where AWS documents it, `unknown` where it is inferred. */
export interface NotFromChat {
  readonly outcome: 'denied' | 'unknown';
  readonly reason: string;
}

/** Commands of the CLI that read or write files, or open connections, on the computer where the CLI is installed. */
const localCommands: Readonly<Record<string, string>> = {
  cloudformation: 'deploy package',
  codeartifact: 'login',
  deploy: 'deregister install push register uninstall',
  'ec2-instance-connect': 'open-tunnel ssh',
  ecr: 'get-login get-login-password',
  'ecr-public': 'get-login-password',
  ecs: 'deploy execute-command',
  eks: 'get-token update-kubeconfig',
  emr: 'get put socks ssh',
  gamelift: 'get-game-session-log upload-build',
  logs: 'start-live-tail tail',
  ssm: 'start-session',
};

/**
 * Why chat does not run a command although its actions are allowed; undefined for a command that calls the API alone.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/intro-to-the-aws-cli-in-slack.html (read 2026-11-30)
 */
export function notFromChat({ service, command }: CommandLine): NotFromChat | undefined {
  if (service === 's3') {
    const reason = 'AWS documents that chat does not run the high-level commands of `s3`; use `s3api`';
    return { outcome: 'denied', reason };
  }
  if (!localCommands[service]?.split(' ').includes(command)) return undefined;
  const reason = `\`${service} ${command}\` works on the computer where the AWS CLI is installed, and AWS does not document whether chat runs it`;
  return { outcome: 'unknown', reason };
}
