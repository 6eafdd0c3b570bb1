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
  ['terraform-state', 'terraform_version', 'values'],
  ['landing-zone', 'organizationalUnits', 'serviceControlPolicies'],
  ['landing-zone', 'organizationalUnits', 'chatbotPolicies'],
];

/** What a file is, by its ending where it is Terraform's and by its content otherwise; undefined when neither tells. */
export function sourceKindOf(text: string, file: string): SourceKind | undefined {
  if (file.endsWith('.tf')) return 'terraform';
  const keys = keysOf(text);
  const mark = marks.find(([, ...needed]) => needed.every((key) => keys.has(key)));
  return mark === undefined ? documentTypeOf(text) : mark[0];
}

/** A large file is JSON, which is read without its places. */
function keysOf(text: string): ReadonlySet<string> {
  const isJson = /^\s*\{/.test(text);
  if (isJson) {
    try {
      const value: unknown = JSON.parse(text);
      return new Set(isJsonObject(value) ? Object.keys(value) : []);
    } catch {
      return new Set(Array.from(text.slice(0, 100_000).matchAll(/"(\w{1,40})"\s*:/g), ([, key = '']) => key));
    }
  }
  const { tree } = parseYaml(text.slice(0, 4_000_000));
  return new Set(tree?.kind === 'object' ? tree.members.map(({ key }) => key) : []);
}
