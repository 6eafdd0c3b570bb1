import type { ChatChannel, MissingPart } from '../../policy/organization/organization.js';
import type { AccountItem, PolicyItem, RootItem, UnitItem } from './request.js';

/** Everything that was read of an organization, before it is put together. */
export interface Collected {
  readonly organization: { readonly id: string; readonly managementAccountId: string };
  readonly tree: CollectedTree;
  readonly policies: readonly CollectedPolicy[];
  /** The ids of the targets of each policy, by the policy's id. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** Undefined where nobody asked for them. */
  readonly channels: readonly ChatChannel[] | undefined;
  readonly missing: readonly MissingPart[];
}

export interface CollectedTree {
  readonly root: RootItem;
  /** What stands directly below a unit or the root, by its id. */
  readonly units: ReadonlyMap<string, readonly UnitItem[]>;
  readonly accounts: ReadonlyMap<string, readonly AccountItem[]>;
  /** Ids of everything that a policy can be attached to. */
  readonly targets: ReadonlySet<string>;
}

export interface CollectedPolicy extends PolicyItem {
  /** The document as text; undefined where it could not be read. */
  readonly content: string | undefined;
  /** Undefined where nobody asked for them, or they could not be read. */
  readonly tags: Readonly<Record<string, string>> | undefined;
}
