import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import {
  agreesWithPrediction,
  inheritanceGroups,
  type Verification,
  verify,
} from '../../modules/analysis/verify.js';
import { AwsFailure } from '../../modules/inventory/collect/aws-failure.js';
import { memberPolicy, verifierPolicy } from '../../modules/inventory/collect/iam-policies.js';
import { askInForce, type InForceAnswers } from '../../modules/inventory/verify/ask-in-force.js';
import { accountsOf, type Organization } from '../../modules/policy/organization/organization.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { renderVerificationMarkdown } from '../../modules/report/verify-markdown.js';
import { renderVerification } from '../../modules/report/verify-text.js';
import { chatPoliciesEnabled } from '../../modules/simulator/effective/effective-policy.js';
import { accountNamed } from '../account-named.js';
import { CannotDo } from '../cannot-do.js';
import { cannotCollect, progressLine } from '../collect/collect-live.js';
import { openJournal } from '../collect/journal-file.js';
import {
  type LiveCommandOptions,
  liveConnectionOptions,
  readDuration,
  readLiveOptions,
} from '../collect/live-options.js';
import { commandWith } from '../command.js';
import {
  evaluatedOrganization,
  type OrganizationOptions,
  organizationOptions,
  stateLine,
} from '../evaluated-organization.js';
import type { ExitCode } from '../exit-code.js';
import { exitFor, failOptions } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import type { World } from '../world.js';

interface Options extends OrganizationOptions, LiveCommandOptions {
  readonly accounts: readonly string[];
  readonly every: 'account' | 'group';
  readonly wait: number;
  readonly journal?: string;
  readonly printIamPolicy?: true | 'caller' | 'member';
  readonly format: 'text' | 'json' | 'markdown';
}

export const command = commandWith<Options>(
  (parser) => {
    liveConnectionOptions(failOptions(organizationOptions(parser)))
      .option(
        '--accounts <accounts>',
        'ask about these accounts: IDs or unique names, separated by commas',
        listOf,
        [],
      )
      .addOption(
        new Option('--every <what>', 'ask about every account, or one of each group that inherits the same')
          .choices(['account', 'group'])
          .default('group'),
      )
      .addOption(
        new Option('--wait <duration>', 'ask again for so long where an account differs: changes take time')
          .default(0, 'none')
          .argParser(readDuration),
      )
      .option('--journal <file>', 'keep answers here; a run that was interrupted then resumes')
      .option(
        '--print-iam-policy [whose]',
        'print the least IAM policy instead: of the `caller`, or of the `member` role',
      )
      .addOption(formatOption('text', 'json', 'markdown'))
      .addHelpText('after', examples);
  },
  async ({ options: given, world }) => {
    if (given.printIamPolicy !== undefined) {
      const policy = given.printIamPolicy === 'member' ? memberPolicy() : verifierPolicy(given.assumeRole);
      world.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
      return 0;
    }
    const asked = evaluatedOrganization(world, given);
    if (asked === undefined) return 1;
    const { organization } = asked;
    if (!chatPoliciesEnabled(organization)) {
      throw new CannotDo('chat policies are not enabled on the root', 'there is nothing to verify');
    }
    const answers = await askAws(world, organization, accountsToAsk(organization, given), given);
    const found = verify(organization, answers);
    if (given.format === 'json') {
      world.stdout.write(`${JSON.stringify({ state: asked.state, ...found }, null, 2)}\n`);
    } else if (given.format === 'markdown')
      world.stdout.write(renderVerificationMarkdown(found, organization));
    else world.stdout.write(`${stateLine(asked)}\n${renderVerification(found, organization, world.stdout)}`);
    return exitFor(asked.problems, given, exitOf(found));
  },
);

const examples = `
Nothing changes in AWS. Exit 1 where something differs or is invalid, 2 where an account could not be asked.

Examples:
  chat-guardrails verify --organization organization.json
  chat-guardrails verify --organization organization.json --wait 10m --format markdown >> "$GITHUB_STEP_SUMMARY"
  chat-guardrails verify --print-iam-policy`;

function listOf(text: string, before: readonly string[]): readonly string[] {
  const ids = text.split(',').map((id) => id.trim());
  if (ids.some((id) => id === '')) throw new InvalidArgumentError('Write accounts separated by commas.');
  return [...before, ...ids];
}

/** The accounts to ask about: those named, all, or the first of each group that inherits the same. */
function accountsToAsk(organization: Organization, { accounts, every }: Options): readonly string[] {
  if (accounts.length > 0)
    return [...new Set(accounts.map((account) => accountNamed(organization, account)))];
  if (every === 'account') return [...accountsOf(organization)].map(({ account }) => account.id);
  return inheritanceGroups(organization).flatMap(([first]) => first ?? []);
}

async function askAws(
  world: World,
  organization: Organization,
  accounts: readonly string[],
  options: Options,
): Promise<InForceAnswers> {
  const live = readLiveOptions(options);
  const { connect } = await import('../../modules/inventory/live/connect.js');
  const { profile, region, assumeRole: role, chatRegion, deadline } = live;
  const connection = await connect({ profile, region, role, chatRegion, names: false, emails: false });
  const { clock } = world;
  const line = progressLine(world.stderr, clock.now, 'verifying');
  const journal = journalOf(world, organization.id, options);
  try {
    const answers = await askInForce(
      { askPage: connection.askPage, clock, deadline, journal, onProgress: line.show },
      {
        organizationId: organization.id,
        accounts,
        channelAccounts:
          role === undefined ? [] : [...accountsOf(organization)].map(({ account }) => account.id),
        wait: options.wait,
        agrees: (accountId, answer) => agreesWithPrediction(organization, accountId, answer),
      },
    );
    if (answers.interrupted === undefined) journal.remove();
    else warnAboutTheRest(world, answers.interrupted, options);
    return answers;
  } catch (error) {
    throw error instanceof AwsFailure
      ? cannotCollect(error, 'cannot verify', options.journal !== undefined)
      : error;
  } finally {
    line.end();
    clock.stop();
    connection.close();
  }
}

function warnAboutTheRest(world: World, interrupted: AwsFailure, { journal }: Options): void {
  const { message, help } = cannotCollect(interrupted, 'verify stopped', journal !== undefined);
  const without = 'pass `--journal FILE`; a second run then asks only about the rest';
  const steps = [help, journal === undefined ? without : undefined].filter((step) => step !== undefined);
  world.stderr.write(`${message}; ${steps.join('; ')}\n`);
}

function journalOf(world: World, organization: string, { journal, assumeRole = '' }: Options) {
  if (journal === undefined) {
    return { find: () => undefined, add: () => undefined, remove: () => undefined };
  }
  const begun = new Date().toISOString();
  const heading = {
    version: 3,
    organization,
    begun,
    options: ['verify', `assumeRole=${assumeRole}`],
  } as const;
  const opened = openJournal(resolve(world.workingDirectory, journal), heading, world);
  if (opened.known > 0) {
    world.stderr.write(
      `resuming with ${opened.known} answers of an earlier run, from \`${escapeControlCharacters(journal)}\`\n`,
    );
  }
  return opened;
}

function exitOf({ accounts, invalid }: Verification): ExitCode {
  if (accounts.differ > 0 || invalid.length > 0) return 1;
  return accounts.unknown > 0 ? 2 : 0;
}
