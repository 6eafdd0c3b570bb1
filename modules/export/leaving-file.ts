import { type Plan, renderTarget } from '../policy/plan/plan.js';
import {
  isJsonObject,
  itemsOf,
  type JsonObject,
  type JsonValue,
  objectOf,
  valueAt,
} from '../policy/text/json.js';
import { quoted } from '../policy/text/quote.js';
import type { ExportedFile } from './exported-file.js';
import {
  type HclEntry,
  hclBlock,
  hclEntries,
  hclString,
  hclValue,
  resourceName,
  templateText,
} from './hcl.js';
import { recordImport } from './imports-file.js';

/** The caller, or why the stack is not the one of the plan. */
type LeavingCaller = { readonly file: ExportedFile } | { readonly mismatch: string };

/**
 * A caller of the exported module that takes over the state of a CDKTF stack: the stack's provider and backend, and
 * `moved` blocks from its addresses to those of the module: nothing is destroyed or created in AWS.
 * `stack` is what CDKTF synthesized (`cdk.tf.json`); its outputs name the address of every policy.
 */
export function leavingFile(plan: Plan, stack: JsonObject): LeavingCaller {
  const moves = movesOf(plan, stack);
  const moved = new Set(moves.map(({ from }) => from));
  const left = addressesIn(stack).filter((address) => !moved.has(address));
  const foreign = left.find((address) => !address.startsWith('terraform_data.'));
  const missing = moves.find(({ from }) => from === undefined);
  if (missing !== undefined) return { mismatch: `the stack has no ${missing.what}` };
  if (foreign !== undefined)
    return { mismatch: `the stack holds ${quoted(foreign)}, which is not in the plan` };
  const blocks = [
    about,
    terraformBlock(stack),
    ...itemsOf(valueAt(stack, 'provider', 'aws')).map((settings) =>
      settingsBlock('provider "aws"', settings),
    ),
    hclBlock('module "chat_guardrails"', ['source = "../.."'], tagsOfProvider),
    ...moves.map(({ from, to }) => hclBlock('moved', [`from = ${from}`, `to   = ${to}`])),
    ...plan.policies.flatMap((policy) =>
      policy.targets.flatMap((target) => recordImport(policy, renderTarget(target))),
    ),
    ...left.map(forgotten),
    ...['attachments', 'policies'].map((name) =>
      hclBlock(`output "${name}"`, [`value = module.chat_guardrails.${name}`]),
    ),
  ];
  return { file: { path: 'examples/leaving-cdktf/main.tf', text: `${blocks.join('\n\n')}\n` } };
}

const about = `# Takes over the state of the CDKTF stack that this module was exported from. Its plan moves addresses, and changes
# nothing in AWS. Once it is applied, the \`moved\`, \`import\` and \`removed\` blocks have done their work.`;

/** As in the stack, the provider gives the tags that all policies have. */
const tagsOfProvider = ['tags = {}'];

/** Where something in the stack goes; `from` is undefined where the stack does not have it. */
interface Move {
  readonly what: string;
  readonly from: string | undefined;
  readonly to: string;
}

function movesOf(plan: Plan, stack: JsonObject): Move[] {
  return plan.policies.flatMap(({ id, targets }) => {
    const to = (type: string) => `module.chat_guardrails.${type}.${resourceName(id)}`;
    const policy: Move = {
      what: `policy ${quoted(id)}`,
      from: addressIn(valueAt(stack, 'output', 'policies', 'value', templateText(id), 'id')),
      to: to('aws_organizations_policy'),
    };
    const attachments = targets.map(renderTarget).map((target) => ({
      what: `attachment of ${quoted(id)} to ${quoted(target)}`,
      from: addressIn(
        valueAt(stack, 'output', 'attachments', 'value', templateText(id), templateText(target)),
      ),
      to: `${to('aws_organizations_policy_attachment')}[${hclString(target)}]`,
    }));
    return [policy, ...attachments];
  });
}

/** The resource that an output is the ID of: `${aws_organizations_policy.NAME.id}`. */
function addressIn(output: JsonValue | undefined): string | undefined {
  return typeof output === 'string' ? /^\$\{([\w-]+\.[\w-]+)\.id\}$/.exec(output)?.[1] : undefined;
}

function addressesIn(stack: JsonObject): string[] {
  return Object.entries(objectOf(stack['resource'])).flatMap(([type, resources]) =>
    Object.keys(objectOf(resources)).map((name) => `${type}.${name}`),
  );
}

/** What the stack remembered of the order of attachments; the module has its own. */
function forgotten(address: string): string {
  return hclBlock('removed', [`from = ${address}`], hclBlock('lifecycle', ['destroy = false']).split('\n'));
}

function terraformBlock(stack: JsonObject): string {
  const backends = Object.entries(objectOf(valueAt(stack, 'terraform', 'backend')));
  const cloud = valueAt(stack, 'terraform', 'cloud');
  return hclBlock(
    'terraform',
    ['required_version = ">= 1.7.0"'],
    ...backends.map(([kind, settings]) =>
      settingsBlock(`backend "${kind}"`, besideCaller(settings)).split('\n'),
    ),
    cloud === undefined ? [] : settingsBlock('cloud', cloud).split('\n'),
  );
}

/** A state file on disk is copied beside the caller. */
function besideCaller(settings: JsonValue): JsonValue {
  const { path, ...others } = objectOf(settings);
  return typeof path === 'string' ? { ...others, path: path.replace(/^.*[\\/]/, '') } : others;
}

/**
 * The settings of a provider or a backend in Terraform's JSON as a block of its language. In JSON, blocks inside it
 * are lists of objects, `workspaces` aside.
 */
function settingsBlock(header: string, settings: JsonValue): string {
  const entries: HclEntry[] = [];
  const blocks: string[][] = [];
  for (const [name, value] of Object.entries(isJsonObject(settings) ? settings : {})) {
    const inside = blocksIn(name, value);
    if (inside === undefined) entries.push([name, hclValue(literal(value))]);
    else blocks.push(...inside.map((block) => settingsBlock(name, block).split('\n')));
  }
  return hclBlock(header, hclEntries(entries), ...blocks);
}

function blocksIn(name: string, value: JsonValue): readonly JsonValue[] | undefined {
  if (name === 'workspaces' && isJsonObject(value)) return [value];
  return Array.isArray(value) && value.length > 0 && value.every(isJsonObject) ? value : undefined;
}

/** Text in Terraform's JSON is a template; what was escaped there is text here. */
function literal(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replace(/([$%])\1\{/g, '$1{');
  if (Array.isArray(value)) return value.map(literal);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, literal(entry)]));
}
