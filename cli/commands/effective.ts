import { warnAboutInheritance } from '../../modules/analysis/warn-about-inheritance.js';
import { chatNamesIn } from '../../modules/policy/organization/chat-names.js';
import { type MissingPart, namesIn } from '../../modules/policy/organization/organization.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { renderExplanation, renderOrderDependence } from '../../modules/report/effective-text.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import {
  chatPoliciesEnabled,
  type EffectiveChatPolicy,
  effectiveChatPolicies,
  effectiveChatPolicy,
} from '../../modules/simulator/effective/effective-policy.js';
import { explain } from '../../modules/simulator/effective/explain.js';
import { accountNamed } from '../account-named.js';
import { CannotDo } from '../cannot-do.js';
import {
  type EvaluatedOrganization,
  type OrganizationOptions,
  stateLine,
} from '../evaluated-organization.js';
import type { ExitCode } from '../exit-code.js';
import { exitFor } from '../fail-on.js';
import { formatOption } from '../format-option.js';
import { organizationCommand } from '../organization-command.js';
import { withProgressOn } from '../progress.js';
import { warnAboutUnreadAccounts } from '../warn-about-unread-accounts.js';
import type { World } from '../world.js';

interface Options extends OrganizationOptions {
  readonly account?: string;
  readonly all?: boolean;
  readonly explain?: boolean;
  readonly format: 'text' | 'json';
}

export const command = organizationCommand<Options>(
  (parser) => {
    parser
      .option('--account <account>', 'the account: its ID or unique name')
      .option('--all', 'all accounts, one JSON object per line, in the order of the tree')
      .option('--explain', 'show the policy, level and operator of each value, and what was ignored')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  ({ asked, options: given, world }) => {
    if ((given.account === undefined) === (given.all !== true)) {
      throw new CannotDo('give either `--account ID` or `--all`');
    }
    const { organization } = asked;
    const account = given.account === undefined ? undefined : accountNamed(organization, given.account);
    const exit =
      account === undefined
        ? showAll(world, asked, given.explain === true)
        : printOne(world, asked, account, given);
    const warnings = warnAboutInheritance(organization, account);
    world.stderr.write(renderProblems(warnings, world.stderr.colour));
    return exitFor(warnings, given, exit);
  },
);

const examples = `
With a configuration, the answer is for the organization after the plan; --current selects the current organization.

Examples:
  chat-guardrails effective --organization organization.json --account 123456789012
  chat-guardrails effective --organization organization.json --account 123456789012 --explain
  chat-guardrails effective --organization organization.json --all > effective.jsonl
`;

/** AWS's answer where the policy type is not enabled. */
const notEnabled =
  'The specified policy type is not enabled. Enable that policy type on your organization root and then retry.';

function printOne(world: World, asked: EvaluatedOrganization, accountId: string, options: Options): ExitCode {
  const { state, organization } = asked;
  const policy = effectiveChatPolicy(organization, accountId);
  if (policy === undefined) throw new Error(`account ${accountId} was found in the organization`);
  if (!chatPoliciesEnabled(organization)) throw new CannotDo(notEnabled);
  if (policy.missing.length > 0) throw new CannotDo(`not known: ${reasonsFor(policy.missing)}`);
  if (options.explain !== true) {
    world.stdout.write(`${JSON.stringify(policy.effective, null, 2)}\n`);
    world.stderr.write(stateLine(asked));
    const { columns } = world.stderr;
    const order = renderOrderDependence(policy, namesIn(organization), columns, chatNamesIn(organization));
    world.stderr.write(order);
  } else if (options.format === 'json') {
    const answer = { state, accountId, ...explained(policy), ...dependence(policy) };
    world.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  } else {
    world.stdout.write(`${stateLine(asked)}\n${renderExplanation(organization, policy, world.stdout)}`);
  }
  return 0;
}

/** Prints every account; where the lines do not go to a terminal, stderr shows that work is going on. */
function showAll(world: World, asked: EvaluatedOrganization, withReasons: boolean): ExitCode {
  const work = (): ExitCode => printAll(world, asked, withReasons);
  return world.stdout.terminal
    ? work()
    : withProgressOn(world.stderr, 'evaluating', asked.organization, work);
}

function printAll(
  world: World,
  { state, organization }: EvaluatedOrganization,
  withReasons: boolean,
): ExitCode {
  const enabled = chatPoliciesEnabled(organization);
  let complete = true;
  for (const { account, policy } of effectiveChatPolicies(organization)) {
    const accountId = account.id;
    const line = !enabled
      ? { state, accountId, error: 'policy-type-not-enabled' }
      : policy.missing.length > 0
        ? { state, accountId, error: 'missing', missing: policy.missing }
        : {
            state,
            accountId,
            ...(withReasons ? explained(policy) : { effective: policy.effective }),
            ...dependence(policy),
          };
    complete &&= !('error' in line);
    world.stdout.write(`${JSON.stringify(line)}\n`);
  }
  if (!enabled) throw new CannotDo(notEnabled);
  if (!complete)
    world.stderr.write('warning: parts of the organization could not be read; see the lines with `error`\n');
  warnAboutUnreadAccounts(world, organization);
  return 0;
}

function explained(policy: EffectiveChatPolicy): object {
  return { effective: policy.effective, reasons: explain(policy) };
}

/** What depends on an unknown attachment order, with the value that each order gives. */
function dependence({ settings, dependsOnAttachmentOrder }: EffectiveChatPolicy): object {
  if (dependsOnAttachmentOrder.length === 0) return {};
  const open = settings.filter(({ alternatives }) => alternatives.length > 0);
  return {
    dependsOnAttachmentOrder,
    alternatives: open.map(({ place, alternatives }) => ({ path: place.path, alternatives })),
  };
}

function reasonsFor(missing: readonly MissingPart[]): string {
  return missing
    .map(({ what, id, reason }) => escapeControlCharacters(`${what} of ${id} (${reason})`))
    .join(', ');
}
