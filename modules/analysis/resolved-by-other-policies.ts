import type { Problem } from '../policy/problems/problem.js';
import type { JsonValue } from '../policy/text/json.js';
import type { SettingsInForce } from '../simulator/effective/settings-in-force.js';

/** Warnings that policies around can answer. */
const answerable: readonly Problem['kind'][] = [
  'enabled-without-list',
  'override-not-allowed',
  'all-chat-disabled',
];

/** Whether policies around can answer a warning of this kind. */
export function isAnswerable(kind: Problem['kind']): boolean {
  return answerable.includes(kind);
}

/**
 * Whether a warning that looked at one policy alone is answered by the policies around it: a list that it misses is set by
 * a policy above or a peer, what it overrides is allowed by them, and whom it shuts out a policy below lets in. `place`:
 * where the warning is in the policy, with the keys of the configuration.
 */
export function resolvedByOtherPolicies(
  kind: Problem['kind'],
  place: readonly string[],
  policy: string,
  inForce: SettingsInForce,
): boolean {
  const [platform, , first = '', second = ''] = place;
  const everywhere = (
    path: readonly string[],
    settles: (value: JsonValue | undefined) => boolean,
  ): boolean => {
    const values = inForce.at(policy, ['chatbot', 'platforms', ...path]);
    return values.length > 0 && values.every(settles);
  };
  /** At each target, or at one below it. */
  const somewhere = (
    path: readonly string[],
    settles: (value: JsonValue | undefined) => boolean,
  ): boolean => {
    const groups = inForce.from(policy, ['chatbot', 'platforms', ...path]);
    return groups.length > 0 && groups.every((values) => values.some(settles));
  };
  switch (kind) {
    case 'enabled-without-list':
      return everywhere(platform === 'slack' ? workspaces : tenants, isSet);
    case 'override-not-allowed':
      if (platform === 'slack') return somewhere(workspaces, names(first));
      return [first.toLowerCase(), '*'].some((tenant) =>
        somewhere([...tenants, tenant], second === '' ? isSet : names(second.toLowerCase())),
      );
    case 'all-chat-disabled':
      return letsIn(clients.map((client) => inForce.from(policy, client)));
    default:
      return false;
  }
}

const workspaces = ['slack', 'workspaces'];
const tenants = ['microsoft_teams', 'tenants'];
const clients = [
  ['chatbot', 'default', 'client'],
  ['chatbot', 'platforms', 'slack', 'client'],
  ['chatbot', 'platforms', 'microsoft_teams', 'client'],
];

/** True if below each target at least one client is enabled. */
function letsIn(byClient: readonly (readonly (readonly (JsonValue | undefined)[])[])[]): boolean {
  const targets = byClient[0]?.length ?? 0;
  return Array.from({ length: targets }, (_, target) => target).every((target) =>
    byClient.some((groups) => groups[target]?.includes('enabled')),
  );
}

function isSet(value: JsonValue | undefined): boolean {
  return value !== undefined;
}

/** Whether a list holds the ID, or all. */
function names(id: string): (value: JsonValue | undefined) => boolean {
  return (value) => Array.isArray(value) && (value.includes(id) || value.includes('*'));
}
