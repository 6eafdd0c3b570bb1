/**
 * A policy's name in the addresses of the exported module: the policy's id, with `_` for what Terraform takes in no
 * name. Invariant: addresses are public API; they depend on the policy's own id and on nothing else.
 */
export function resourceName(policyId: string): string {
  const name = policyId.replace(/[^\p{ID_Continue}-]+/gu, '_');
  return /^[\p{ID_Start}_]/u.test(name) ? name : `_${name}`;
}
