import { documentTypeOf } from '../../config/document-type.js';
import { parseYaml } from '../../config/text/parse-yaml.js';
import { isJsonObject } from '../../policy/text/json.js';

/** What a file that `import` is given can be. */
export type SourceKind =
  | 'organization'
  | 'chat-policy'
  | 'scp'
  | 'cloudformation'
  | 'described-policy'
  | 'landing-zone'
  | 'landing-zone-replacements'
  | 'terraform'
  | 'terraform-state'
  | 'configuration';

/** Keys at the root that identify a kind of file, in addition to those of `check`; all keys of a row must be present. */
const marks: readonly (readonly [kind: SourceKind, ...keys: string[]])[] = [
  ['organization', 'root', 'policies', 'version'],
  ['terraform-state', 'terraform_version', 'serial'],
  ['terraform-state', 'format_version'],
  ['landing-zone', 'organizationalUnits', 'serviceControlPolicies'],
  ['landing-zone', 'organizationalUnits', 'chatbotPolicies'],
  ['landing-zone-replacements', 'globalReplacements'],
  ['described-policy', 'Policy'],
];

/** What a file is, by its ending where it is a Terraform source, otherwise by its content; undefined for anything else. */
export function sourceKindOf(text: string, file: string): SourceKind | undefined {
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(file)) return 'terraform';
  const keys = keysOf(text);
  const mark = marks.find(([, ...needed]) => needed.every((key) => keys.has(key)));
  return mark === undefined ? documentTypeOf(text) : mark[0];
}

/** The keys at the root; of a text that cannot be read, all that look like keys. */
function keysOf(text: string): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(text);
    return new Set(isJsonObject(value) ? Object.keys(value) : []);
  } catch {
    const tree = /^\s*\{/.test(text) ? undefined : parseYaml(text.slice(0, 4_000_000)).tree;
    if (tree?.kind === 'object') return new Set(tree.members.map(({ key }) => key));
    const found = text.slice(0, 100_000).matchAll(/"(\w{1,40})"\s*:|^(\w{1,40})\s*:/gm);
    return new Set(Array.from(found, ([, inQuotes, bare = '']) => inQuotes ?? bare));
  }
}
