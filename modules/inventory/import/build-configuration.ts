import type { Problem } from '../../policy/problems/problem.js';
import { sidsOf } from '../../policy/scp/sid.js';
import { escapeControlCharacters } from '../../policy/text/escape-control-characters.js';
import { type ConfigurationFrame, configurationText, type NamedDraft } from './configuration-text.js';
import { type Draft, documentDraft, draftOf } from './draft.js';
import { type FoundPolicy, type ImportSource, notImported } from './found-policy.js';
import {
  type ComposedFile,
  configurationName,
  type Surrounding,
  verifyRoundTrip,
} from './verify-round-trip.js';

/** A configuration that plans what was found, ready to be written. */
export interface Composed {
  /** The configuration last; none where nothing was found that could be carried over. */
  readonly files: readonly ComposedFile[];
  readonly policies: readonly Draft[];
  readonly problems: readonly Problem[];
}

/** How the configuration begins, and what it is checked against. */
interface Around extends ConfigurationFrame, Surrounding {}

/**
 * A configuration whose plan is what was found. It is read back and planned: a policy that differs becomes a document, and
 * one that cannot be configured at all is left out and reported. From Terraform states, `removed` blocks come with it.
 */
export function buildConfiguration(
  { policies, problems, addresses = [] }: ImportSource,
  around: Around,
): Composed {
  const sorted = policies.map(withoutSystemTags).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const guardrails = sorted.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY');
  const sids = sidsOf(guardrails.map(({ name }) => name));
  const leftOut: Problem[] = [];
  let drafts = sorted.map((policy) => draftOf(policy, sids.get(policy.name) ?? ''));
  for (;;) {
    const { files, named } = filesOf(drafts, around);
    const { refused, gaps } = verifyRoundTrip(files, named, around);
    if (refused.size === 0) {
      const removed = removedBlocks(
        drafts.flatMap(({ policy }) => policy.addresses ?? []),
        addresses,
      );
      const written = drafts.length === 0 ? [] : [...removed, ...files];
      return { files: written, policies: drafts, problems: [...problems, ...leftOut, ...gaps] };
    }
    drafts = drafts.flatMap((draft) => {
      const why = refused.get(draft.policy);
      if (why === undefined) return [draft];
      if (draft.words !== undefined)
        return [documentDraft(draft.policy, 'the configuration has no words for it')];
      leftOut.push(why);
      if (why.kind !== 'not-imported') {
        const { name, place } = draft.policy;
        leftOut.push(notImported(place, { rule: 'configuration', policy: name, problem: why.kind }));
      }
      return [];
    });
  }
}

/** Without the tags that only AWS can write, as CloudFormation does; Terraform ignores them. */
function withoutSystemTags(policy: FoundPolicy): FoundPolicy {
  const tags = Object.entries(policy.tags).filter(([key]) => !/^aws:/i.test(key));
  return { ...policy, tags: Object.fromEntries(tags) };
}

function keyOf({ type, name, id = '' }: FoundPolicy): string {
  return [type, name, id].join('\0');
}

function filesOf(
  drafts: readonly Draft[],
  frame: ConfigurationFrame,
): { readonly files: readonly ComposedFile[]; readonly named: readonly NamedDraft[] } {
  const kept = drafts.filter(({ keepsDocument }) => keepsDocument).map(({ policy }) => policy);
  const names = documentNames(kept);
  const named = drafts.map((draft) => ({ ...draft, file: names.get(draft.policy) }));
  const documents = [...names].map(([{ content }, path]) => ({
    path,
    text: `${JSON.stringify(content, null, 2)}\n`,
  }));
  return {
    files: [...documents, { path: configurationName, text: configurationText(named, frame) }],
    named,
  };
}

/**
 * A path for the document of every policy, relative to the configuration: made from its name, and distinct also on
 * case-insensitive disks.
 */
function documentNames(policies: readonly FoundPolicy[]): ReadonlyMap<FoundPolicy, string> {
  const taken = new Set<string>();
  const names = new Map<FoundPolicy, string>();
  for (const policy of policies) {
    const base = plainName(policy.name);
    let name = base;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}-${count}`;
    taken.add(name.toLowerCase());
    names.set(policy, `policies/${name}.json`);
  }
  return names;
}

function plainName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  return plain === '' ? 'policy' : plain.slice(0, 100);
}

/**
 * `removed.tf`: a `removed` block for each imported resource, with which the old Terraform state forgets it. No file where
 * nothing came from Terraform. A block covers all instances of a resource; where some of `all` are not imported, a comment
 * has a command for each instance instead.
 * @see https://developer.hashicorp.com/terraform/language/block/removed (Terraform 1.7, read 2026-11-30)
 */
export function removedBlocks(imported: readonly string[], all: readonly string[]): readonly ComposedFile[] {
  if (imported.length === 0) return [];
  const own = new Set(imported);
  const kept = new Set(all.filter((address) => !own.has(address)).map(withoutKeys));
  const whole = [...new Set(imported.map(withoutKeys))].filter((one) => !kept.has(one)).sort();
  const single = [...own].filter((address) => kept.has(withoutKeys(address))).sort();
  const blocks = whole.filter((address) => resource.test(address)).map(block);
  const others = [...whole.filter((address) => !resource.test(address)), ...single];
  const commands = others.map((address) => `# terraform state rm ${shellQuoted(address)}\n`);
  const rest = commands.length === 0 ? '' : `\n${restHeading}${commands.join('')}`;
  return [{ path: 'removed.tf', text: `${heading}${blocks.join('')}${rest}` }];
}

const heading = `# The old Terraform state forgets the imported policies and attachments; nothing is destroyed in AWS.
# 1. Deploy the new configuration.
# 2. Move this file to the folder of the old configuration, and delete these resources from its files.
# 3. Run \`terraform apply\` there. Before Terraform 1.7, run \`terraform state rm ADDRESS\` instead.
`;

const restHeading = `# Some instances of these resources stay in the old state. Run these commands in the folder of the old configuration:
`;

/** A resource address without keys, in names that Terraform accepts. */
const resource = /^(?:module\.[\p{L}_][\p{L}\p{N}_-]*\.)*[a-z_]+\.[\p{L}_][\p{L}\p{N}_-]*$/u;

/** `removed` accepts no keys of instances, neither of resources nor of modules. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}

function block(address: string): string {
  return `
removed {
  from = ${address}
  lifecycle {
    destroy = false
  }
}
`;
}

function shellQuoted(address: string): string {
  return `'${escapeControlCharacters(address).replaceAll("'", "'\\''")}'`;
}
