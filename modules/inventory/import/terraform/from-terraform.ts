import type { ActionCatalogue } from '../../../policy/action-catalogue.js';
import type { PolicyType } from '../../../policy/plan/plan.js';
import type { Problem } from '../../../policy/problems/problem.js';
import type { JsonValue } from '../../../policy/text/json.js';
import { quoted } from '../../../policy/text/quote.js';
import { checkedDocument } from '../checked-document.js';
import {
  type FoundPolicy,
  type ImportSource,
  importGap,
  leftAlone,
  notImported,
  policyTypeOf,
} from '../found-policy.js';
import { attachmentsIn } from './attachments.js';
import { evaluate, type Scope } from './evaluate.js';
import { type PlacedBlock, placeOf, readFolder, type TerraformFolder } from './folder.js';

/**
 * The policies of `.tf` files as far as they are written down there. Resources of `known`, by their addresses, stand in a
 * state that is imported beside them, and are passed over.
 */
export function fromTerraform(
  folder: TerraformFolder,
  known: ReadonlySet<string>,
  catalogue?: ActionCatalogue,
): ImportSource {
  const { blocks, scope, problems } = readFolder(folder);
  const open: Problem[] = [...problems, ...modulesIn(blocks)];
  const attachments = attachmentsIn(blocks, scope, open);
  const policies = blocks.flatMap((block): FoundPolicy[] => {
    const [resource, name = ''] = block.labels;
    const address = `aws_organizations_policy.${name}`;
    if (block.type !== 'resource' || resource !== 'aws_organizations_policy' || known.has(address)) return [];
    const policy = policyIn(block, scope, open, catalogue);
    const id = importedId(blocks, address, scope);
    if (policy === undefined) return [];
    return [{ ...policy, targets: attachments.get(name) ?? [], ...(id === undefined ? {} : { id }) }];
  });
  return { policies, problems: open };
}

/** What other modules make stands in other files. */
function modulesIn(blocks: readonly PlacedBlock[]): Problem[] {
  return blocks
    .filter(({ type }) => type === 'module')
    .map((block) => {
      const message = `the module ${quoted(block.labels[0] ?? '')} is not followed: what it makes is not known from here`;
      return notImported(placeOf(block), message, 'name its files, or the Terraform state');
    });
}

function policyIn(
  block: PlacedBlock,
  scope: Scope,
  open: Problem[],
  catalogue: ActionCatalogue | undefined,
): Omit<FoundPolicy, 'targets'> | undefined {
  const core = coreOf(block, scope, open);
  if (core === undefined) return undefined;
  const { name, type, text } = core;
  const document = checkedDocument(text, type, catalogue);
  if (document.errors !== undefined) {
    const path = ['resource', ...block.labels, 'content'];
    for (const { offset: _, ...error } of document.errors) {
      open.push({ ...error, ...placeOf(block, 'content'), path: [...path, ...error.path] });
    }
    return undefined;
  }
  const lifecycle = block.body.blocks.find((inner) => inner.type === 'lifecycle');
  const prevent = lifecycle?.body.attributes.get('prevent_destroy')?.value;
  const description = optional(block, 'description', scope, open);
  return {
    ...{ type, name, content: document.content, after: [], place: placeOf(block) },
    description: typeof description === 'string' ? description : '',
    tags: textsOf(optional(block, 'tags', scope, open)),
    skipDestroy: optional(block, 'skip_destroy', scope, open) === true,
    preventDestroy: prevent?.kind === 'literal' && prevent.value === true,
  };
}

/** What a policy cannot be imported without. */
interface Core {
  readonly name: string;
  readonly type: PolicyType;
  readonly text: string;
}

function coreOf(block: PlacedBlock, scope: Scope, open: Problem[]): Core | undefined {
  const { attributes } = block.body;
  const address = quoted(block.labels.join('.'));
  const refuse = (key: string, why: string): undefined => {
    open.push(notImported(placeOf(block, key), `${address}: ${why}`, 'import the Terraform state instead'));
  };
  for (const key of ['count', 'for_each']) {
    if (attributes.has(key)) return refuse(key, `${quoted(key)} makes any number of policies`);
  }
  const read = (key: string, otherwise: JsonValue): JsonValue | undefined => {
    const written = attributes.get(key);
    if (written === undefined) return otherwise;
    const evaluated = evaluate(written.value, scope);
    if (evaluated.unknown === undefined) return evaluated.value;
    return refuse(key, `${quoted(key)}: ${evaluated.unknown}`);
  };
  const name = read('name', null);
  const written = read('type', 'SERVICE_CONTROL_POLICY');
  const text = read('content', null);
  if (name === undefined || written === undefined || text === undefined) return undefined;
  const type = policyTypeOf(String(written));
  if (type !== undefined) {
    return { name: String(name), type, text: typeof text === 'string' ? text : JSON.stringify(text) };
  }
  const message = `${address} is a ${quoted(String(written))}, which this toolkit does not govern`;
  open.push(leftAlone(placeOf(block), message));
  return undefined;
}

/** An attribute without which the policy can be imported: one that is not known is told and left open. */
function optional(block: PlacedBlock, key: string, scope: Scope, open: Problem[]): JsonValue | undefined {
  const written = block.body.attributes.get(key);
  if (written === undefined) return undefined;
  const evaluated = evaluate(written.value, scope);
  if (evaluated.unknown === undefined) return evaluated.value;
  const message = `${quoted(block.labels.join('.'))}: ${quoted(key)} is left out: ${evaluated.unknown}`;
  open.push(importGap(placeOf(block, key), message, 'write it into the configuration'));
  return undefined;
}

function textsOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(entries.map(([key, text]) => [key, String(text)]));
}

/** The id in an `import` block for the policy. */
function importedId(blocks: readonly PlacedBlock[], address: string, scope: Scope): string | undefined {
  const block = blocks.find(({ type, body }) => {
    const to = body.attributes.get('to')?.value;
    return type === 'import' && to?.kind === 'reference' && to.text === address;
  });
  const id = block?.body.attributes.get('id');
  const evaluated = id && evaluate(id.value, scope);
  return evaluated?.unknown === undefined && typeof evaluated?.value === 'string'
    ? evaluated.value
    : undefined;
}
