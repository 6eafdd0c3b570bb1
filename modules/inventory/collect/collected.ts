import type {
  ChatChannel,
  MissingPart,
  TeamName,
  WorkspaceName,
} from '../../policy/organization/organization.js';
import type { AccountItem, PolicyItem, RootItem, UnitItem } from './request.js';

/** Everything that was read of an organization, not yet in the form of the file. */
export interface Collected {
  readonly organization: { readonly id: string; readonly managementAccountId: string };
  readonly tree: CollectedTree;
  readonly policies: readonly CollectedPolicy[];
  /** The IDs of the targets of each policy, by the policy's ID. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** Undefined where it is not collected. */
  readonly chat: CollectedChat | undefined;
  readonly missing: readonly MissingPart[];
}

/** What the chat service of all accounts holds. */
export interface CollectedChat {
  readonly channels: readonly ChatChannel[];
  readonly workspaces: readonly WorkspaceName[];
  readonly teams: readonly TeamName[];
  /** The accounts that require user roles in all their channels. */
  readonly userRoleAccounts: ReadonlySet<string>;
}

/** The root, OUs and accounts. */
export interface CollectedTree {
  readonly root: RootItem;
  /** The OUs directly below an OU or the root, by its ID. */
  readonly units: ReadonlyMap<string, readonly UnitItem[]>;
  readonly accounts: ReadonlyMap<string, readonly AccountItem[]>;
  /** Ids of everything that a policy can be attached to. */
  readonly targets: ReadonlySet<string>;
}

/** A policy with its document. */
export interface CollectedPolicy extends PolicyItem {
  /** The document as text; undefined where it could not be read. */
  readonly content: string | undefined;
  /** Undefined where they are not collected, or could not be read. */
  readonly tags: Readonly<Record<string, string>> | undefined;
}
