import type { Problem } from '../../policy/problems/problem.js';
import { sidsOf } from '../../policy/scp/sid.js';
import { type ConfigurationFrame, configurationText, type NamedDraft } from './configuration-text.js';
import { type Draft, documentDraft, draftOf } from './draft.js';
import { type FoundPolicy, type ImportSource, notImported } from './found-policy.js';
import { removedBlocks } from './removed-blocks.js';
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
 * disks that do not tell upper from lower case.
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
