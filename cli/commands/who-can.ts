import { Option } from 'commander';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { ChatPlatform } from '../../modules/policy/intent.js';
import { renderAccess } from '../../modules/report/access-text.js';
import {
  mistakeInAction,
  mistakeInRequest,
  readContext,
} from '../../modules/simulator/decide/check-question.js';
import { whoCan } from '../../modules/simulator/decide/who-can.js';
import { accountNamed } from '../account-named.js';
import { refuse } from '../cannot-do.js';
import { type OrganizationOptions, stateLine } from '../evaluated-organization.js';
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
      .argument('<action>', 'an IAM action, `service:Action`')
      .option('--account <id>', 'only this account: its ID or unique name (repeatable)', collect, [])
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
  ({ asked, arguments: [action = ''], options, world }) => {
    const { organization, state } = asked;
    const catalogue = loadActionCatalogue();
    const { region, resource, platform } = options;
    const problems: string[] = [];
    const accounts = options.account.map((account) => accountNamed(organization, account));
    const request = {
      action,
      context: readContext(options.context, problems),
      ...(region === undefined ? {} : { region }),
      ...(resource === undefined ? {} : { resource }),
    };
    const accountId = accounts[0] ?? organization.managementAccountId;
    refuse(mistakeInRequest({ ...request, accountId, from: {} }, organization, problems));
    if (options.allowUnknownAction !== true) refuse(mistakeInAction(action, catalogue));
    const narrowed = {
      ...request,
      ...(accounts.length === 0 ? {} : { accounts }),
      ...(platform === undefined ? {} : { platforms: [platform] }),
    };
    const groups = whoCan(organization, narrowed, { catalogue });
    warnAboutUnreadAccounts(world, organization);
    world.stdout.write(
      options.format === 'json'
        ? `${JSON.stringify({ state, action, groups }, null, 2)}\n`
        : `${stateLine(asked)}\n${renderAccess(action, groups, organization, world.stdout)}`,
    );
    return 0;
  },
);

const examples = `
\`*\` is every name that the answer does not list. Identity policies of channels and roles are not evaluated.

Examples:
  chat-guardrails who-can rds:DeleteDBCluster --organization organization.json
  chat-guardrails who-can ec2:TerminateInstances --platform slack --account 123456789012 --format json
`;
