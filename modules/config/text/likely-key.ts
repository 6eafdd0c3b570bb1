import { suggest } from '../../policy/text/suggest.js';

/** Words of AWS, of Terraform and of everyday speech, and what they are called here. Folded: no case, no `_`, no `-`. */
const otherWords: Readonly<Record<string, string>> = {
  accept: 'after',
  action: 'deny',
  actions: 'deny',
  accountids: 'accounts',
  allow: 'allowOnly',
  allowed: 'allowOnly',
  attach: 'targets',
  attached: 'targets',
  attachments: 'targets',
  attachto: 'targets',
  block: 'deny',
  blocked: 'deny',
  channels: 'configurations',
  chatbot: 'chatPolicies',
  condition: 'conditions',
  content: 'document',
  defaultclient: 'default',
  deniedactions: 'deny',
  dependson: 'after',
  env: 'environments',
  envs: 'environments',
  exclude: 'except',
  excludes: 'except',
  exemptions: 'except',
  file: 'document',
  ignore: 'acknowledged',
  lock: 'children',
  locked: 'children',
  msteams: 'microsoftTeams',
  notaction: 'allowOnly',
  notactions: 'allowOnly',
  only: 'allowOnly',
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
  teams: 'microsoftTeams',
  workspacename: 'workspace',
};

/** The known key that `key` was meant to be: one in another spelling, in another word, or one with a slip. */
export function likelyKey(key: string, known: readonly string[]): string | undefined {
  const folded = fold(key);
  const respelled = known.find((candidate) => fold(candidate) === folded);
  if (respelled !== undefined) return respelled;
  const translated = Object.hasOwn(otherWords, folded) ? otherWords[folded] : undefined;
  if (translated !== undefined && known.includes(translated)) return translated;
  const words = new Map(known.map((candidate) => [fold(candidate), candidate]));
  const near = suggest(folded, words.keys());
  return near === undefined ? undefined : words.get(near);
}

/** Keys that are often written one level too high, and below which key they belong. */
const homes: Readonly<Record<string, readonly string[]>> = {
  slack: ['workspaces', 'channelTypes', 'overrides'],
  microsoftTeams: ['tenants'],
  from: ['platforms', 'configurations', 'accounts'],
  provider: ['region', 'profile', 'assumeRole', 'defaultTags', 'endpoints'],
  cloud: ['workspace', 'project', 'hostname'],
  s3: ['bucket'],
  guardrailPolicies: ['packing'],
};

/** The known key below which `key` would be known; undefined when there is none. */
export function homeOf(key: string, known: readonly string[]): string | undefined {
  return known.find((candidate) => Object.hasOwn(homes, candidate) && homes[candidate]?.includes(key));
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[_\s@-]/g, '');
}
