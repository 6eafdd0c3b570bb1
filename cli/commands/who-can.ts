import { Option } from 'commander';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { ChatPlatform } from '../../modules/policy/intent.js';
import { accountsNamed } from '../../modules/policy/organization/accounts-named.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { renderRunAccess } from '../../modules/report/access-text.js';
import { mistakeInRequest, readContext } from '../../modules/simulator/decide/check-question.js';
import { unnamedAction } from '../../modules/simulator/decide/decision-request.js';
import { isCommandLine, type RunAccess, whoCanRun } from '../../modules/simulator/decide/who-can-run.js';
import { refusal, refuse } from '../cannot-do.js';
import { loadCommandReader } from '../decide/answer-question.js';
import { type OrganizationOptions, stateLine } from '../evaluated-organization.js';
import type { ExitCode } from '../exit-code.js';
import { formatOption } from '../format-option.js';
import { organizationCommand } from '../organization-command.js';
import { warnAboutUnreadAccounts } from '../warn-about-unread-accounts.js';

interface Options extends OrganizationOptions {
  readonly account: readonly string[];
  readonly platform?: ChatPlatform;
  readonly region?: string;
  readonly resource?: string;
  readonly context: readonly string[];
  readonly allowUnknownAction?: boolean;
  readonly format: 'text' | 'json';
}

export const command = organizationCommand<Options>(
  (parser) => {
    const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
    parser
      .argument('<action>', 'an IAM action, a wildcard (`rds:Delete*`), or an AWS CLI command')
      .option(
        '--account <account>',
        'only this account, or the accounts of this OU (repeatable)',
        collect,
        [],
      )
      .addOption(
        new Option('--platform <platform>', 'only this chat application').choices([
          'slack',
          'microsoft_teams',
          'chime',
        ]),
      )
      .option('--region <region>', 'the Region of the request')
      .option('--resource <arn>', 'the resource of the request')
      .option('--context <key=value>', 'a condition key of the request (repeatable)', collect, [])
      .option('--allow-unknown-action', "accept an action that is not in AWS's list")
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  async ({ asked, arguments: [what = ''], options, world }): Promise<ExitCode> => {
    const { organization, state } = asked;
    const catalogue = loadActionCatalogue();
    const { region, resource, platform } = options;
    const problems: string[] = [];
    const accounts = options.account.flatMap((account) => accountsBelow(organization, account));
    const request = {
      context: readContext(options.context, problems),
      ...(region === undefined ? {} : { region }),
      ...(resource === undefined ? {} : { resource }),
    };
    const accountId = accounts[0] ?? organization.managementAccountId;
    const anywhere = { ...request, action: unnamedAction, accountId, from: {} };
    refuse(mistakeInRequest(anywhere, organization, problems));
    const narrowed = {
      ...request,
      what,
      ...(accounts.length === 0 ? {} : { accounts }),
      ...(platform === undefined ? {} : { platforms: [platform] }),
    };
    const read = isCommandLine(what) ? await loadCommandReader(catalogue, organization) : undefined;
    const anyAction = options.allowUnknownAction === true;
    const access = whoCanRun(organization, narrowed, { catalogue, read, anyAction });
    if ('message' in access) throw refusal(access);
    warnAboutUnreadAccounts(world, organization);
    world.stdout.write(
      options.format === 'json'
        ? `${JSON.stringify({ state, ...jsonOf(what, access) }, null, 2)}\n`
        : `${stateLine(asked)}\n${renderRunAccess(what, access, organization, world.stdout)}`,
    );
    return 0;
  },
);

/** The groups; each with its actions, unless the question is about one action. */
function jsonOf(action: string, { actions, answers }: RunAccess): object {
  const isOne = actions.length === 1 && actions[0] === action;
  const groups = answers.flatMap((answer) =>
    answer.groups.map((group) => (isOne ? group : { actions: answer.actions, ...group })),
  );
  return { action, ...(isOne ? {} : { actions }), groups };
}

function accountsBelow(organization: Organization, text: string): readonly string[] {
  const accounts = accountsNamed(organization, text);
  if ('message' in accounts) throw refusal(accounts);
  return accounts;
}

const examples = `
\`*\` is every name that the answer does not list. Identity policies of channels and roles are not evaluated.

Examples:
  chat-guardrails who-can rds:DeleteDBCluster --organization organization.json
  chat-guardrails who-can 'rds:Delete*' --account Workloads/Prod --platform slack
  chat-guardrails who-can "rds delete-db-instance" --account 123456789012 --format json
`;
