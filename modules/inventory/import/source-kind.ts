import { keysInText, typeWithKeys } from '../../config/document-type.js';
import { parseYaml } from '../../config/text/parse-yaml.js';
import type { ParsedYaml } from '../../config/text/yaml-tree.js';
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
export function sourceKindOf(
  text: string,
  file: string,
  yaml: () => ParsedYaml = () => parseYaml(text),
): SourceKind | undefined {
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(file)) return 'terraform';
  const keys = keysOf(text, yaml);
  const mark = marks.find(([, ...needed]) => needed.every((key) => keys.includes(key)));
  return mark === undefined ? typeWithKeys(keys) : mark[0];
}

/** The keys at the root; of a text that cannot be read, all that look like keys. */
function keysOf(text: string, yaml: () => ParsedYaml): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? Object.keys(value) : [];
  } catch {
    const tree = /^\s*\{/.test(text) ? undefined : yaml().tree;
    return tree?.kind === 'object' ? tree.members.map(({ key }) => key) : keysInText(text);
  }
}
