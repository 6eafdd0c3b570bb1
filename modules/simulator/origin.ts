/** Whose operator it is. */
export interface Origin {
  /** The policy's id. */
  readonly policy: string;
  /** The id of the root, unit or account that the policy is attached to. */
  readonly level: string;
  /** `@@assign`, `@@append`, `@@remove`, or `@@operators_allowed_for_child_policies`. */
  readonly operator: string;
}

/** An origin without what else is known of it. */
export function originOf({ policy, level, operator }: Origin): Origin {
  return { policy, level, operator };
}
