import { suggest } from '../../policy/text/suggest.js';

/** Keys of this file by other words for them, from AWS, Terraform and elsewhere: lower-case, without `_` and `-`. */
const otherWords: Readonly<Record<string, string>> = {
  accept: 'attachAfter',
  action: 'deny',
  actions: 'deny',
  accountids: 'accounts',
  after: 'attachAfter',
  allow: 'allowOnly',
  allowed: 'allowOnly',
  attach: 'targets',
  attached: 'targets',
  attachments: 'targets',
  attachto: 'targets',
  because: 'reason',
  block: 'deny',
  blocked: 'deny',
  channels: 'configurations',
  chatbot: 'chatPolicies',
  condition: 'conditions',
  content: 'document',
  defaultclient: 'default',
  deniedactions: 'deny',
  denied: 'deny',
  denies: 'deny',
  dependson: 'attachAfter',
  enabled: 'client',
  env: 'environments',
  envs: 'environments',
  exclude: 'except',
  excludes: 'except',
  exemptions: 'except',
  expires: 'until',
  expiry: 'until',
  file: 'document',
  ignore: 'acknowledged',
  lock: 'children',
  locked: 'children',
  msteams: 'microsoftTeams',
  notaction: 'allowOnly',
  notactions: 'allowOnly',
  only: 'allowOnly',
  organizationalunit: 'targets',
  organizationalunits: 'targets',
  ou: 'targets',
  ous: 'targets',
  operatorsallowedforchildpolicies: 'children',
  permissionmodel: 'roleSettings',
  permissionmodels: 'roleSettings',
  policies: 'chatPolicies',
  policy: 'document',
  prefix: 'namePrefix',
  resource: 'resources',
  scps: 'guardrails',
  servicecontrolpolicies: 'guardrails',
  stages: 'waves',
  stacks: 'environments',
  state: 'backend',
  suppress: 'acknowledged',
  supportedchanneltypes: 'channelTypes',
  supportedrolesettings: 'roleSettings',
  targetids: 'targets',
  unit: 'targets',
  units: 'targets',
  teams: 'microsoftTeams',
  workspacename: 'workspace',
};

/** The known key that was probably meant: in another spelling, by another word or with a typo. */
export function likelyKey(key: string, known: readonly string[]): string | undefined {
  const folded = fold(key);
  const words = foldedOf(known);
  const respelled = words.get(folded);
  if (respelled !== undefined) return respelled;
  const translated = Object.hasOwn(otherWords, folded) ? otherWords[folded] : undefined;
  if (translated !== undefined && known.includes(translated)) return translated;
  const near = suggest(folded, words.keys());
  return near === undefined ? undefined : words.get(near);
}

const foldedKeys = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** Known keys by their folded spelling, made once for each list: a file can have thousands of unknown keys. */
function foldedOf(known: readonly string[]): ReadonlyMap<string, string> {
  const words = foldedKeys.get(known) ?? new Map(known.map((candidate) => [fold(candidate), candidate]));
  foldedKeys.set(known, words);
  return words;
}

/** Keys that are often written one level too high, by the key that they belong in. */
const homes: Readonly<Record<string, readonly string[]>> = {
  slack: ['workspaces', 'channelTypes', 'overrides'],
  microsoftTeams: ['tenants'],
  from: ['platforms', 'configurations', 'accounts'],
  provider: ['region', 'profile', 'assumeRole', 'defaultTags', 'endpoints'],
  cloud: ['workspace', 'project', 'hostname'],
  s3: ['bucket', 'region', 'key', 'encrypt', 'profile'],
  guardrailPolicies: ['packing'],
};

/** The known key that `key` belongs in; undefined where there is none. */
export function homeOf(key: string, known: readonly string[]): string | undefined {
  return known.find((candidate) => Object.hasOwn(homes, candidate) && homes[candidate]?.includes(key));
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[_\s@-]/g, '');
}
