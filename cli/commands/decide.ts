import { Option, type Command as Parser } from 'commander';
import { channelTypes } from '../../modules/policy/chat-words.js';
import { namesById } from '../../modules/policy/organization/chat-names.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { renderDecision } from '../../modules/report/decision-text.js';
import { questionOf } from '../../modules/report/decision-words.js';
import { CannotDo } from '../cannot-do.js';
import { type AnsweredQuestion, questionAnswerer } from '../decide/answer-question.js';
import { type AskAwsOptions, askAws, opinionLine } from '../decide/ask-aws.js';
import { decideBatch } from '../decide/batch.js';
import type { DecideOptions } from '../decide/request-of.js';
import { type EvaluatedOrganization, stateLine } from '../evaluated-organization.js';
import { formatOption } from '../format-option.js';
import { organizationCommand } from '../organization-command.js';

export const command = organizationCommand<DecideOptions & AskAwsOptions>(
  (parser) => {
    parser.option('--account <account>', 'the account: its ID or unique name');
    defineOrigin(parser);
    parser
      .option('--region <region>', 'the Region of the request')
      .option('--resource <arn>', 'the resource of the request')
      .option(
        '--context <key=value>',
        'a condition key of the request (repeatable, also for several values)',
        collect,
        [],
      )
      .option('--guardrail-policy <file>', 'a guardrail policy of the channel (repeatable)', collect, [])
      .option('--role-policy <file>', 'a policy of the role that runs the command (repeatable)', collect, [])
      .option('--action <service:Action>', 'an IAM action')
      .option('--allow-unknown-action', "accept an action that is not in AWS's list")
      .option('--hypothetical', 'accept names that are not in the organization file')
      .option('--command <line>', 'an AWS CLI command, as typed in chat, instead of its actions')
      .addOption(
        new Option('--from <place>', 'decide the request without a chat session').choices(['console']),
      )
      .option(
        '--batch <file>',
        'answer JSON lines with the names of the options as keys; `-` is standard input',
      )
      .addOption(
        new Option('--expect <answer>', 'exit with 1 unless this is the answer').choices([
          'allowed',
          'denied',
        ]),
      )
      .option('--ask-aws', "also ask IAM's simulator, and exit 1 where it disagrees")
      .option('--profile <name>', 'profile of the AWS configuration files, for `--ask-aws`')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  async ({ asked, options: given, world }) => {
    const answer = questionAnswerer(asked, world);
    if (given.batch !== undefined) {
      if (given.askAws === true)
        throw new CannotDo('`--ask-aws` asks about one question, not about `--batch`');
      return decideBatch(given, world, answer, (answered) => jsonOf(asked, answered));
    }
    const answered = await answer(given);
    const { what, decision, request, exemptions, warnings, questions } = answered;
    const [opinion] = given.askAws === true ? await askAws([questions], asked.organization, given) : [];
    for (const warning of warnings) world.stderr.write(`warning: ${escapeControlCharacters(warning)}\n`);
    if (given.format === 'json') {
      const all = { ...jsonOf(asked, answered), ...(opinion && { aws: opinion }) };
      world.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    } else {
      const question = questionOf(what, request, asked.organization);
      const text = renderDecision(
        { ...decision, exemptions },
        question,
        world.stdout,
        namesById(asked.organization),
      );
      world.stdout.write(`${stateLine(asked)}\n${text}`);
      if (opinion !== undefined) world.stdout.write(`  ${escapeControlCharacters(opinionLine(opinion))}\n`);
    }
    const isExpected = given.expect === undefined || given.expect === decision.decision;
    return isExpected && opinion?.agrees !== false ? 0 : 1;
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
    .addOption(new Option('--channel-type <type>', 'Slack: the channel').choices(channelTypes))
    .addOption(
      new Option('--role <setting>', 'whether members choose their own role or share one').choices([
        'user_role',
        'channel_role',
      ]),
    )
    .option('--configuration <name>', 'the name of the chat configuration');
}

const examples = `
With a configuration, the answer is for the organization after the plan; --current selects the current organization.
An option that is not given is unknown: an answer that depends on it is \`unknown\` and names the option.

Examples:
  chat-guardrails decide --organization organization.json --account 123456789012 \\
    --platform slack --workspace T12341234 --channel-type private --role user_role \\
    --action rds:DeleteDBCluster
  chat-guardrails decide --organization organization.json --account 123456789012 \\
    --platform slack --command "@aws rds delete-db-cluster --db-cluster-identifier orders"
  chat-guardrails decide --organization organization.json --account 123456789012 \\
    --from console --action rds:DeleteDBCluster --expect allowed
  chat-guardrails decide --platform slack --workspace T12341234 --batch questions.jsonl > answers.jsonl`;

function jsonOf(
  { state }: EvaluatedOrganization,
  { decision: { decision, ...rest }, actions, exemptions, warnings }: AnsweredQuestion,
): object {
  const { reasons, notes, notAsked } = rest;
  const gates = rest.gates.map(({ gate, outcome }) => ({ gate, outcome }));
  return {
    state,
    decision,
    ...(actions && { actions }),
    reasons,
    gates,
    notes,
    notAsked,
    ...(exemptions.length === 0 ? {} : { exemptions }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
