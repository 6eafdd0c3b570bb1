import { resolve } from 'node:path';
import { Option } from 'commander';
import { actionsOfEvent } from '../../modules/actions/action-of-event.js';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { OrganizationAnswer } from '../../modules/config/plan-configuration.js';
import { type Explanation, explainDenial } from '../../modules/denials/explain-denial.js';
import { readDenials } from '../../modules/denials/read-denial.js';
import { fromTerraformStates } from '../../modules/inventory/import/from-terraform-state.js';
import { namesById } from '../../modules/policy/organization/chat-names.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import type { Problem } from '../../modules/policy/problems/problem.js';
import { type GuardrailPlace, renderExplanation } from '../../modules/report/denial-text.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type ConfigurationOptions, configurationOptions } from '../configuration-options.js';
import { exitFor, type FailOptions } from '../fail-on.js';
import { type FoundConfiguration, tryFindConfiguration } from '../find-configuration.js';
import { formatOption } from '../format-option.js';
import { type LoadedPlan, planFound, selectionOf, type UnreadablePlan } from '../load-plan.js';
import { printProblems } from '../print-problems.js';
import { standardInput } from '../read-file.js';
import type { World } from '../world.js';

interface Options extends ConfigurationOptions, FailOptions {
  readonly terraformState: readonly string[];
  readonly format: 'text' | 'json';
}

export const command = commandWith<Options>(
  (parser) => {
    configurationOptions(
      parser.argument('[text...]', 'the message, or a CloudTrail event; default: standard input'),
    )
      .addOption(
        new Option(
          '--fail-on <severity>',
          'exit 1 where a problem is at least this severe (default: never)',
        ).choices(['error', 'warning', 'note']),
      )
      .option('--strict', 'the same as `--fail-on warning`')
      .option(
        '--terraform-state <file>',
        'find policies by their IDs in a Terraform state, or what `terraform show -json` prints (repeatable)',
        (file: string, before: readonly string[]) => [...before, file],
        [],
      )
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  ({ arguments: words, options: given, world }) => {
    const catalogue = loadActionCatalogue();
    const [denial, ...more] = readDenials(
      messageOf(words, world),
      (source, name) => actionsOfEvent(source, name, catalogue)[0],
    );
    if (denial === undefined) {
      throw new CannotDo(
        'the input contains no access-denied message',
        'paste the complete message of AWS, or the CloudTrail event',
      );
    }
    if (more.length > 0) world.stderr.write(`explaining the first of ${more.length + 1} denials\n`);
    const { loaded, organization, problems } = load(world, given);
    const planned = loaded?.plan && { guardrails: loaded.compiled.guardrails, plan: loaded.plan };
    const names = namesIn(world, given.terraformState);
    const explanation = explainDenial(denial, { organization, planned, names, catalogue });
    const place = loaded && guardrailPlace(explanation, loaded);
    world.stdout.write(
      given.format === 'json'
        ? `${JSON.stringify(asJson(explanation, place), null, 2)}\n`
        : renderExplanation(explanation, place, world.stdout, organization && namesById(organization)),
    );
    return fails(given) ? exitFor(problems, given) : 0;
  },
);

const examples = `
Examples:
  chat-guardrails explain --organization organization.json 'User: arn:aws:sts::… is not authorized to perform: …'
  pbpaste | chat-guardrails explain --format json`;

/** The arguments as one text, else standard input. */
function messageOf(words: readonly string[], world: World): string {
  if (words.length > 0 && !(words.length === 1 && words[0] === '-')) return words.join(' ');
  if (world.interactive) {
    throw new CannotDo('no message to explain', 'pass it as an argument or through standard input');
  }
  return world.readFile(standardInput, { largestMegabytes: 16 });
}

/** True if problems can make the command fail; the explanation does not depend on them. */
function fails({ failOn, strict }: FailOptions): boolean {
  return failOn !== undefined || strict === true;
}

/**
 * The configuration and the organization, as far as there are any, with their problems. The plan is made without the
 * organization. Prints problems that prevent an answer, or all of them where they can make the command fail.
 */
function load(
  world: World,
  options: Options,
): {
  readonly loaded?: LoadedPlan | UnreadablePlan;
  readonly organization?: Organization | undefined;
  readonly problems: readonly Problem[];
} {
  const selection = selectionOf(world, options);
  const found = tryFindConfiguration(world, options);
  if (found === undefined) {
    const { organization, problems = [] } = selection.organization ?? {};
    printProblems(world, problems, 'text');
    return { organization, problems };
  }
  const loaded = planFound(found, { ...selection, organization: { problems: [] } });
  const { organization, problems = [] } = selection.organization ?? organizationOf(world, found, loaded);
  printProblems(world, loaded.plan === undefined || fails(options) ? loaded.problems : [], 'text');
  return { loaded, organization, problems: [...loaded.problems, ...problems] };
}

/** The organization file that the configuration names; none where it cannot be read. */
function organizationOf(
  world: World,
  { surroundings }: FoundConfiguration,
  { environment }: LoadedPlan | UnreadablePlan,
): Partial<OrganizationAnswer> {
  if (environment?.organization === undefined) return {};
  const answer = surroundings.readOrganization(environment.organization);
  printProblems(world, answer.problems, 'text');
  return answer;
}

/** Names of policies by their IDs, from Terraform states. */
function namesIn(world: World, files: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (files.length === 0) return undefined;
  const sources = files.map((file) => ({
    text: world.readFile(resolve(world.workingDirectory, file), { largestMegabytes: 256 }),
    file,
  }));
  const { policies } = fromTerraformStates(sources);
  return new Map(policies.flatMap(({ id, name }) => (id === undefined ? [] : [[id, name] as const])));
}

/** Where the guardrail is written. */
function guardrailPlace(
  { guardrail }: Explanation,
  { file, lineOf }: LoadedPlan | UnreadablePlan,
): GuardrailPlace | undefined {
  return guardrail && { file, line: lineOf(guardrail.path) };
}

function asJson(explanation: Explanation, place: GuardrailPlace | undefined): object {
  const { kind, denial, policy, guardrail, statements, candidates, others, configurations, exemption } =
    explanation;
  const { principal, accountId, action, resource } = denial;
  const { managed = false, ...named } = policy ?? {};
  return {
    kind,
    effect: denial.effect,
    ...(policy === undefined ? {} : { policy: named }),
    managed,
    ...(guardrail === undefined ? {} : { guardrail: { name: guardrail.name, ...place } }),
    statements,
    request: { principal, accountId, action, resource },
    ...(candidates === undefined ? {} : { candidates }),
    others,
    configurations: configurations.map(({ name }) => name),
    ...(typeof exemption === 'object' ? { exemption: { exceptFrom: exemption } } : {}),
    ...(typeof exemption === 'string' ? { noExemption: exemption } : {}),
    ...(denial.encoded === true ? { encoded: true } : {}),
    ...(denial.authorizationId === undefined ? {} : { authorizationId: denial.authorizationId }),
  };
}
