import { documentTypeOf } from '../../config/document-type.js';
import { parseYaml } from '../../config/text/parse-yaml.js';
import { isJsonObject } from '../../policy/text/json.js';

/** What a file that `import` is given can be. */
export type SourceKind =
  | 'organization'
  | 'chat-policy'
  | 'scp'
  | 'cloudformation'
  | 'landing-zone'
  | 'terraform'
  | 'terraform-state'
  | 'configuration';

/** Keys at the root that say what a file is, beside those of `check`; all of a row must be there. */
const marks: readonly (readonly [kind: SourceKind, ...keys: string[]])[] = [
  ['organization', 'root', 'policies', 'version'],
  ['terraform-state', 'terraform_version', 'serial'],
  ['terraform-state', 'format_version'],
  ['landing-zone', 'organizationalUnits', 'serviceControlPolicies'],
  ['landing-zone', 'organizationalUnits', 'chatbotPolicies'],
];

/** What a file is, by its ending where it is Terraform's and by its content otherwise; undefined when neither tells. */
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
    return new Set(Array.from(text.slice(0, 100_000).matchAll(/"(\w{1,40})"\s*:/g), ([, key = '']) => key));
  }
}
