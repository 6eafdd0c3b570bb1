import { resolve } from 'node:path';
import { checkChannels } from '../../modules/analysis/check-channels.js';
import { readCustomActions } from '../../modules/inventory/collect/custom-actions.js';
import {
  type Collector,
  collectorPolicy,
  memberPolicy,
} from '../../modules/inventory/collect/iam-policies.js';
import {
  accountsOf,
  type MissingPart,
  type Organization,
} from '../../modules/policy/organization/organization.js';
import {
  readOrganization,
  readOrganizationText,
} from '../../modules/policy/organization/read-organization.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { isJsonObject, type JsonObject } from '../../modules/policy/text/json.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { CannotDo } from '../cannot-do.js';
import { collectLive, type LiveOptions } from '../collect/collect-live.js';
import { type LiveCommandOptions, liveOptions, readLiveOptions } from '../collect/live-options.js';
import { commandWith } from '../command.js';
import { exitFor, type FailOptions, failOptions } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { organizationMegabytes } from '../load-organization.js';
import type { World } from '../world.js';

interface Options extends LiveCommandOptions, FailOptions {
  readonly output?: string;
  readonly printIamPolicy?: true | Collector;
  readonly customActions?: string;
  readonly force?: boolean;
  readonly format?: 'text' | 'json';
}

export const command = commandWith<Options>(
  (parser) => {
    parser.option('-o, --output <file>', 'organization file to write; an existing file is replaced');
    liveOptions(failOptions(parser))
      .option(
        '--print-iam-policy [whose]',
        'print the required IAM policy instead: of the `collector`, or of the role in every `member` account',
      )
      .option(
        '--custom-actions <file>',
        'output of `aws chatbot list-custom-actions` and `get-custom-action`, for `decide --command "run ALIAS"`',
      )
      .option('--force', 'replace the file even if it is not an organization file')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  async ({ options: given, world }) => {
    const live = readLiveOptions(given);
    if (given.printIamPolicy !== undefined) {
      const policy = policyOf(given.printIamPolicy, { tags: live.tags, role: live.assumeRole });
      world.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
      return 0;
    }
    if (given.output === undefined) throw new CannotDo('no output file', 'pass `-o FILE`');
    const { output } = given;
    const path = resolve(world.workingDirectory, output);
    const custom = customActionsOf(world, given.customActions);
    const isOwn = given.force === true ? undefined : isOrganizationFile;
    const file = world.openOutput(path, { isOwn });
    const journalPath = file.isStream ? undefined : `${path}.journal`;
    const collected = await collectLive(world, { ...live, ...custom }, journalPath);
    const { journal, interrupted } = collected;
    const { findings, organization } = readOrganization(collected.organization);
    const all = organization === undefined ? findings : [...findings, ...checkChannels(organization)];
    const problems = all.map(({ offset: _, ...problem }) => ({ ...problem, file: output }));
    world.stderr.write(renderProblems(problems, world.stderr.colour));
    if (organization === undefined) {
      journal?.remove();
      world.stderr.write(
        `did not write \`${escapeControlCharacters(output)}\`: other commands would reject it\n`,
      );
      return 1;
    }
    if (interrupted === undefined || file.isStream || !isComplete(world, path)) {
      file.write(collected.text);
      report(world, given, organization);
    } else world.stderr.write(`kept \`${escapeControlCharacters(output)}\` as it is: it is complete\n`);
    if (interrupted !== undefined) throw interrupted;
    journal?.remove();
    return exitFor(problems, given);
  },
);

/** The custom actions of a file. Throws `CannotDo` where it holds anything else. */
function customActionsOf(world: World, file: string | undefined): Pick<LiveOptions, 'customActions'> {
  if (file === undefined) return {};
  const customActions = readCustomActions(world.readFile(resolve(world.workingDirectory, file)));
  if (customActions !== undefined) return { customActions };
  throw new CannotDo(
    `\`${file}\` is not a list of custom actions`,
    'write it with `aws chatbot list-custom-actions` and `aws chatbot get-custom-action --custom-action-arn ARN`',
  );
}

/** Whether a text is meant as an organization file, be it a valid one or not. */
function isOrganizationFile(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) && 'root' in value && 'policies' in value;
  } catch {
    return false;
  }
}

/** Whether an organization file is there that lacks nothing. */
function isComplete({ readFile }: World, path: string): boolean {
  try {
    const { organization } = readOrganizationText({
      text: readFile(path, { largestMegabytes: organizationMegabytes }),
    });
    return organization?.missing.length === 0;
  } catch (error) {
    if (error instanceof CannotDo) return false;
    throw error;
  }
}

const examples = `
Nothing changes in AWS. A run that was interrupted resumes when it is started again; the file lists what is missing
until then. A complete file is not replaced by an incomplete one of an interrupted run.

Examples:
  chat-guardrails collect -o organization.json
  chat-guardrails collect -o organization.json --profile management --assume-role OrganizationReader
  chat-guardrails collect --print-iam-policy
`;

function policyOf(whose: true | string, needed: Parameters<typeof collectorPolicy>[0]): JsonObject {
  if (whose === 'member') return memberPolicy();
  if (whose === true || whose === 'collector') return collectorPolicy(needed);
  throw new CannotDo(`no IAM policy of \`${whose}\``, 'it is `collector` or `member`');
}

/** Prints what was read, and what was not. */
function report(
  { stderr, stdout }: World,
  { output = '', format, ...live }: Options,
  organization: Organization,
): void {
  const accounts = [...accountsOf(organization)].length;
  const { policies, missing } = organization;
  stderr.write(
    `wrote \`${escapeControlCharacters(output)}\`: ${accounts} account${accounts === 1 ? '' : 's'}, ${policies.size} polic${policies.size === 1 ? 'y' : 'ies'}\n`,
  );
  if (live.assumeRole === undefined) {
    stderr.write('chat configurations were not collected: they need `--assume-role NAME`\n');
  }
  if (missing.length > 0) stderr.write(missingWords(missing));
  if (format !== 'json') return;
  const summary = { file: output, accounts, policies: policies.size, missing };
  stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
}

/** One line for all parts of one kind with one reason. */
function missingWords(missing: readonly MissingPart[]): string {
  const groups = new Map<string, MissingPart[]>();
  for (const part of missing) {
    const key = `${part.what} ${part.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [part]);
    else group.push(part);
  }
  const lines = [...groups.values()].map((parts) => {
    const ids = parts.slice(0, 3).map(({ id }) => id);
    const more = parts.length > 3 ? ` and ${parts.length - 3} more` : '';
    return `  ${escapeControlCharacters(`${parts[0]?.what} of ${ids.join(', ')}${more}: ${parts[0]?.reason}`)}\n`;
  });
  const others = lines.length > 10 ? '  and others; see `missing` in the file\n' : '';
  const parts = missing.length === 1 ? '1 part' : `${missing.length} parts`;
  return `warning: ${parts} could not be read; answers may be \`unknown\`\n${lines.slice(0, 10).join('')}${others}`;
}
