import type { Finding } from '../problem.js';
import { type Atlas, accountsBelow } from './atlas.js';
import type { Draft } from './draft.js';

/** Warns about a guardrail that no account but the management account could be bound by: no SCP binds that one. */
export function checkManagementAccount({ intent, places }: Draft, atlas: Atlas | undefined): Finding[] {
  if (atlas === undefined) return [];
  const { managementAccountId } = atlas.organization;
  let found = false;
  for (const { key } of places) {
    const spot = atlas.spots.get(key);
    for (const { id } of spot === undefined ? [] : accountsBelow(spot)) {
      if (id !== managementAccountId) return [];
      found = true;
    }
  }
  if (!found) return [];
  const path = [...intent.path, 'targets'];
  const message = 'the only account below the targets is the management account, which no SCP binds';
  const help = 'a chat policy does reach the management account; or give its channels guardrail policies';
  return [{ kind: 'only-management-account', severity: 'warning', path, message, help }];
}
