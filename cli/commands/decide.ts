import { Option, type Command as Parser } from 'commander';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { problemWords } from '../../modules/policy/problems/problem-kinds.js';
import { checkActionName } from '../../modules/policy/scp/check-action-name.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { quoted } from '../../modules/policy/text/quote.js';
import { renderDecision } from '../../modules/report/decision-text.js';
import { decider } from '../../modules/simulator/decide/decide.js';
import type { Decision } from '../../modules/simulator/decide/decision.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import { unknownNames } from '../../modules/simulator/decide/unknown-names.js';
import { askedCommand } from '../asked-command.js';
import { CannotDo } from '../cannot-do.js';
import type { Answer, Ask } from '../decide/answer.js';
import { commandAnswerer } from '../decide/answer-command.js';
import { type DecideOptions, questionOf, requestOf } from '../decide/request-of.js';
import { formatOption } from '../format-option.js';
import { type AskedOrganization, stateLine } from '../organization-for.js';
import type { Output, World } from '../world.js';

export const command = askedCommand<DecideOptions>(
  (parser) => {
    parser.requiredOption(
      '--account <id>',
      'the account that the command runs in: its id, or its name where that is unique',
    );
    defineOrigin(parser);
    parser
      .option('--region <region>', 'the Region that the request goes to')
      .option('--resource <arn>', 'what it is done to')
      .option(
        '--context <key=value>',
        'a condition key of the request; repeated: several values',
        collect,
        [],
      )
      .option('--guardrail-policy <file>', 'a guardrail policy of the channel (repeatable)', collect, [])
      .option('--role-policy <file>', 'a policy of the role it runs in (repeatable)', collect, [])
      .option('--action <service:Action>', 'an IAM action')
      .option('--allow-unknown-action', "decide although AWS's list does not have the action")
      .option('--hypothetical', 'decide although nothing names the configuration or the condition key')
      .option('--command <line>', 'an AWS CLI command, as typed in chat, instead of its actions')
      .addOption(new Option('--from <place>', 'ask the same without a chat session').choices(['console']))
      .addOption(
        new Option('--expect <answer>', 'exit 1 unless this is the answer').choices(['allowed', 'denied']),
      )
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  async ({ asked, options: given, world }) => {
    const { organization } = asked;
    const request = requestOf(given, organization, world);
    const catalogue = loadActionCatalogue();
    const decide = decider(organization, { catalogue });
    const ask: Ask = (one) => {
      const decision = decide(one);
      if (decision === undefined) throw new Error(`account ${one.accountId} was found in the organization`);
      return decision;
    };
    checkNames(request, given, organization, catalogue, world);
    const answer: Answer | undefined =
      given.command === undefined ? { what: request.action, decision: ask(request) } : undefined;
    const { what, actions, decision } =
      answer ?? (await commandAnswerer(catalogue, organization))(`${given.command}`, request, ask);
    if (given.format === 'json') print(asked, decision, actions, world.stdout);
    else {
      const question = questionOf(what, request, organization);
      world.stdout.write(`${stateLine(asked)}\n${renderDecision(decision, question, world.stdout)}`);
    }
    return given.expect === undefined || given.expect === decision.decision ? 0 : 1;
  },
);

function defineOrigin(parser: Parser): void {
  parser
    .addOption(
      new Option('--platform <platform>', 'the chat application').choices([
        'slack',
        'microsoft_teams',
        'chime',
      ]),
    )
    .option('--workspace <id>', 'Slack: the workspace')
    .option('--tenant <id>', 'Microsoft Teams: the tenant')
    .option('--team <id>', 'Microsoft Teams: the team')
    .addOption(new Option('--channel-type <type>', 'Slack: the channel').choices(['public', 'private']))
    .addOption(
      new Option('--role <setting>', 'whether members bring a role or share one').choices([
        'user_role',
        'channel_role',
      ]),
    )
    .option('--configuration <name>', 'the name of the chat configuration');
}

const examples = `
With a configuration, the answer is for the organization after the plan; --current answers for the organization as it is.
An option that is left out is not known: an answer that depends on it is \`unknown\` and names the option.

Examples:
  chat-guardrails decide --organization organization.json --account 123456789012 \\
    --platform slack --workspace T12341234 --channel-type private --role user_role \\
    --action rds:DeleteDBCluster
  chat-guardrails decide --organization organization.json --account 123456789012 \\
    --platform slack --command "@aws rds delete-db-cluster --db-cluster-identifier orders"
  chat-guardrails decide --organization organization.json --account 123456789012 \\
    --from console --action rds:DeleteDBCluster --expect allowed`;

function print(
  { state }: AskedOrganization,
  { decision, reasons, gates, notes, notAsked }: Decision,
  actions: readonly string[] | undefined,
  stdout: Output,
): void {
  const outcomes = gates.map(({ gate, outcome }) => ({ gate, outcome }));
  const all = { state, decision, ...(actions && { actions }), reasons, gates: outcomes, notes, notAsked };
  stdout.write(`${JSON.stringify(all, null, 2)}\n`);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/**
 * Checks that the action, the configuration and the condition keys of a question exist. Throws `CannotDo` with the
 * nearest name; warns about an unknown workspace, tenant or team, of which the answer is certain.
 */
function checkNames(
  request: DecisionRequest,
  options: Pick<DecideOptions, 'action' | 'allowUnknownAction' | 'hypothetical'>,
  organization: Organization,
  catalogue: ActionCatalogue,
  world: World,
): void {
  const mistake = options.action === undefined ? undefined : checkActionName(request.action, catalogue);
  if (mistake !== undefined && options.allowUnknownAction !== true) {
    const { message, help = '' } = problemWords(mistake.kind, mistake.facts);
    throw new CannotDo(message, `${help} An action newer than the list: \`--allow-unknown-action\``.trim());
  }
  if (options.hypothetical === true) return;
  for (const name of unknownNames(request, organization, catalogue)) {
    const { part, found, nearest } = name;
    if (part === 'key') {
      const { message, help } = problemWords('unknown-condition-key', {
        key: found,
        date: catalogue.date,
        ...(nearest === undefined ? {} : { nearest }),
      });
      throw new CannotDo(message, nearest === undefined ? 'if it exists: `--hypothetical`' : help);
    }
    const { message } = problemWords('unknown-chat-name', { ...name, part });
    const help =
      nearest === undefined ? 'if it is to be created: `--hypothetical`' : `did you mean ${quoted(nearest)}?`;
    if (part === 'configuration') throw new CannotDo(message, help);
    world.stderr.write(`warning: ${escapeControlCharacters(message)}; ${escapeControlCharacters(help)}\n`);
  }
}
