import type { Plan } from '../policy/plan.js';
import type { ExportSettings } from './export-settings.js';
import type { ExportedFile } from './exported-file.js';
import { hclBlock } from './hcl-block.js';
import { hclEntries } from './hcl-entries.js';
import { hclString, hclText } from './hcl-string.js';
import { hclValue } from './hcl-value.js';

/** One input of the exported module. */
export interface ModuleVariable {
  readonly name: string;
  readonly type: string;
  /** The source of its default. */
  readonly default: string;
  readonly description: string;
}

/** What a caller may say: every variable has a default, so that a call with nothing deploys the plan as it is. */
export function moduleVariables({ namePrefix, tags }: ExportSettings): readonly ModuleVariable[] {
  return [
    {
      name: 'check_prerequisites',
      type: 'bool',
      default: 'true',
      description:
        'Whether a plan fails when the organization is not ready: all features, and the policy types that are used. ' +
        'Turn it off where the caller may not describe the organization',
    },
    {
      name: 'name_prefix',
      type: 'string',
      default: hclString(namePrefix),
      description: "Put in front of every policy's name; names are unique in an organization",
    },
    {
      name: 'tags',
      type: 'map(string)',
      default: hclValue(tags),
      description: 'Tags on every policy, beside those it was exported with',
    },
    {
      name: 'target_ids',
      type: 'map(string)',
      default: '{}',
      description:
        'Ids of targets that shall not be looked up, by the words used for them, e.g. { "Workloads/Prod" = "ou-…" }',
    },
    {
      name: 'targets',
      type: 'map(list(string))',
      default: '{}',
      description:
        'Where policies are attached instead, by policy: `root`, a unit by its path (`Workloads/Prod`), or an id. ' +
        'Policies that are left out keep their targets',
    },
  ];
}

/** `variables.tf`. */
export function variablesFile(plan: Plan, settings: ExportSettings): ExportedFile {
  const ids = plan.policies.map((policy) => policy.id);
  const blocks = moduleVariables(settings).map((variable) =>
    hclBlock(
      `variable "${variable.name}"`,
      hclEntries([
        ['description', hclString(variable.description)],
        ['type', variable.type],
        ['default', variable.default],
        ['nullable', 'false'],
      ]),
      ...(variable.name === 'targets' ? [knownPolicies(ids), atMostFiveLevels()] : []),
    ),
  );
  return { path: 'variables.tf', text: `${blocks.join('\n\n')}\n` };
}

/** A misspelt policy would be a policy silently left where it was. */
function knownPolicies(ids: readonly string[]): string[] {
  const unknown = `setsubtract(keys(var.targets), ${hclValue(ids)})`;
  return validation(
    `length(${unknown}) == 0`,
    `"There is no policy \${join(", ", ${unknown})}. There are: ${hclText(ids.join(', '))}."`,
  );
}

function atMostFiveLevels(): string[] {
  const tooDeep =
    'for target in flatten(values(var.targets)) : target if length(regexall("(?:[^/\\\\\\\\]|\\\\\\\\.)+", target)) > 5';
  return validation(
    `length([${tooDeep}]) == 0`,
    '"Organizational units are nested at most five levels deep."',
  );
}

function validation(condition: string, message: string): string[] {
  const entries = hclEntries([
    ['condition', condition],
    ['error_message', message],
  ]);
  return hclBlock('validation', entries).split('\n');
}
