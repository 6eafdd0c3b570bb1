import { parseArgs } from 'node:util';
import { failureOf } from '../modules/inventory/live/failure-of.js';
import { tryChatPolicies } from './chat-policies.js';
import { countsOf, type Report, writeReport } from './report.js';
import { Refused, type SandboxOptions } from './sandbox.js';
import { askAboutScps } from './scp.js';

/** What the kit needs from outside. */
export interface KitWorld {
  readonly print: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Aborted by Ctrl-C: no more scenarios are tried, and what was created is deleted. */
  readonly signal: AbortSignal;
}

const usage = `Usage:
  npm run conformance -- scp [--only TEXT] [--output FOLDER]
  npm run conformance -- chat-policies --sandbox o-… --accounts ID,… --create-and-delete-policies
    [--account ID] [--only TEXT] [--settle SECONDS] [--wait SECONDS] [--output FOLDER]

scp asks IAM's policy simulator; nothing changes in AWS.
chat-policies creates, attaches, detaches and deletes chat policies in the sandbox organization. docs/conformance.md`;

/** Runs the kit and returns the exit code: 0 everything agrees, 1 something differs, 2 it could not be done. */
export async function runKit(words: readonly string[], world: KitWorld): Promise<number> {
  try {
    const { kind, output, only, sandbox } = readOptions(words);
    const report =
      kind === 'scp' ? await askAboutScps(world, only) : await tryChatPolicies(world, sandbox, only);
    return finish(report, output, world);
  } catch (error) {
    const { message, help } = error instanceof Refused ? error : failureOf(error, 'conformance');
    world.print(`conformance: ${message}`);
    if (help !== undefined) world.print(`  help: ${help}`);
    return 2;
  }
}

function finish(report: Report, output: string, { print }: KitWorld): number {
  const { agree, differ, notAsked } = countsOf(report);
  for (const note of report.notes) print(note);
  print(`${agree} scenarios agree, ${differ} differ, ${notAsked} were not asked`);
  print(`written: ${writeReport(output, report).join(', ')}`);
  if (report.interrupted !== undefined) return 2;
  return differ > 0 ? 1 : 0;
}

interface KitOptions {
  readonly kind: Report['kind'];
  readonly output: string;
  /** Part of the path of the files whose scenarios are asked. */
  readonly only: string;
  readonly sandbox: SandboxOptions;
}

function readOptions(words: readonly string[]): KitOptions {
  const { values, positionals } = parsed(words);
  const [kind, ...others] = positionals;
  if ((kind !== 'scp' && kind !== 'chat-policies') || others.length > 0) {
    throw new Refused('name what to ask: `scp` or `chat-policies`', usage);
  }
  const { sandbox: organizationId = '', accounts = [], account } = values;
  const ids = accounts.flatMap((list) => list.split(',')).map((id) => id.trim());
  const options = {
    organizationId,
    accounts: ids,
    account: account ?? ids[0] ?? '',
    settle: seconds(values.settle, 30),
    wait: seconds(values.wait, 120),
  };
  if (kind === 'chat-policies') checkSandboxOptions(options, values['create-and-delete-policies'] === true);
  const { output = 'conformance-reports', only = '' } = values;
  return { kind, output, only, sandbox: options };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        sandbox: { type: 'string' },
        accounts: { type: 'string', multiple: true },
        account: { type: 'string' },
        'create-and-delete-policies': { type: 'boolean' },
        settle: { type: 'string' },
        wait: { type: 'string' },
        output: { type: 'string' },
        only: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error), usage);
  }
}

function checkSandboxOptions(
  { organizationId, accounts, account }: SandboxOptions,
  confirmed: boolean,
): void {
  if (!/^o-[a-z0-9]{10,32}$/.test(organizationId)) {
    throw new Refused(
      '`--sandbox` is not an organization ID',
      'write the ID of the sandbox: `--sandbox o-…`',
    );
  }
  if (accounts.length === 0 || !accounts.every((id) => /^\d{12}$/.test(id))) {
    throw new Refused('`--accounts` is not a list of account IDs', 'list every account of the sandbox');
  }
  if (!accounts.includes(account)) throw new Refused(`\`--account ${account}\` is not in \`--accounts\``);
  if (confirmed) return;
  throw new Refused(
    `policies would be created, attached and deleted in ${organizationId}`,
    'confirm with `--create-and-delete-policies`',
  );
}

function seconds(text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isFinite(value) && value >= 0 && value <= 3_600) return value * 1_000;
  throw new Refused(`\`${text}\` is not a number of seconds from 0 to 3600`);
}
