import { isJsonObject, type JsonObject } from '../policy/json.js';
import { missingPolicies } from '../policy/missing-policies.js';
import {
  type Account,
  type AttachmentTarget,
  type MissingPart,
  type Organization,
  type OrganizationalUnit,
  wayTo,
} from '../policy/organization.js';
import type { Path } from '../policy/problem.js';
import { type ChatOperations, chatOperations, together } from './chat-operations.js';
import { mergeLevel, nothingAt, type Part } from './merge-level.js';
import type { Setting } from './merge-setting.js';
import { rootPlace } from './place.js';

/** The chat policy that is in force in one account, and how it came about. */
export interface EffectiveChatPolicy {
  /** The document as `DescribeEffectivePolicy` prints it: plain values, lower-case keys; `{}` when nothing is set. */
  readonly effective: JsonObject;
  /** Every setting that any policy on the way touched, in the order of the document. */
  readonly settings: readonly Setting[];
  /** Paths of settings whose value depends on an attachment order that is not known. */
  readonly dependsOnAttachmentOrder: readonly Path[];
  /** Parts of the organization that could not be read and that the answer hangs on. */
  readonly missing: readonly MissingPart[];
}

/** Whether chat policies are enabled on the root: without it no account has an effective chat policy. */
export function chatPoliciesEnabled(organization: Organization): boolean {
  return organization.enabledPolicyTypes.includes('CHATBOT_POLICY');
}

/** The effective chat policy of one account; undefined when the organization has no such account. */
export function effectiveChatPolicy(
  organization: Organization,
  accountId: string,
): EffectiveChatPolicy | undefined {
  const way = wayTo(organization, accountId);
  if (way === undefined) return undefined;
  const { start, merge } = merger(organization);
  return answerOf(way.reduce(merge, start));
}

/**
 * A function from the way to an account, root first, to its effective chat policy. What comes down to a unit is merged
 * once; accounts that inherit the same share one answer (the same object).
 */
export function chatPolicyAlong(
  organization: Organization,
): (way: readonly AttachmentTarget[]) => EffectiveChatPolicy {
  const { start, merge } = merger(organization);
  const known = new Map<AttachmentTarget, Inherited>();
  const step = (above: Inherited, target: AttachmentTarget): Inherited => {
    const inherited = known.get(target) ?? merge(above, target);
    if (inherited !== above) known.set(target, inherited);
    return inherited;
  };
  return (way) => answerOf(way.reduce(step, start));
}

/**
 * The effective chat policy of every account, in the order of the tree. Accounts that inherit the same share one
 * answer (the same object).
 */
export function* effectiveChatPolicies(
  organization: Organization,
): Generator<{ readonly account: Account; readonly policy: EffectiveChatPolicy }> {
  for (const { accounts, policy } of sharedChatPolicies(organization)) {
    for (const account of accounts) yield { account, policy };
  }
}

/**
 * Every effective chat policy with the accounts that share it, where they follow each other in one unit; in the order of the
 * tree. In a large organization there are far fewer of these than accounts.
 */
export function* sharedChatPolicies(
  organization: Organization,
): Generator<{ readonly accounts: readonly Account[]; readonly policy: EffectiveChatPolicy }> {
  const down = merger(organization);
  for (const [{ accounts }, inherited] of unitsOf(organization, down)) {
    let start = 0;
    for (const [index, account] of accounts.entries()) {
      const own = down.merge(inherited, account);
      if (own === inherited) continue;
      if (start < index) yield { accounts: accounts.slice(start, index), policy: answerOf(inherited) };
      yield { accounts: [account], policy: answerOf(own) };
      start = index + 1;
    }
    if (start < accounts.length) yield { accounts: accounts.slice(start), policy: answerOf(inherited) };
  }
}

/**
 * The settings in force at the root, every unit and every account to which chat policies are attached, in the order
 * of the tree. AWS knows effective policies of accounts only; this is what comes down to each level.
 */
export function* chatSettingsByLevel(
  organization: Organization,
): Generator<{ readonly target: AttachmentTarget; readonly settings: readonly Setting[] }> {
  const down = merger(organization);
  for (const [unit, inherited, above] of unitsOf(organization, down)) {
    if (inherited !== above) yield { target: unit, settings: answerOf(inherited).settings };
    for (const account of unit.accounts) {
      const own = down.merge(inherited, account);
      if (own !== inherited) yield { target: account, settings: answerOf(own).settings };
    }
  }
}

/** What has come down to a level; the answer for it is put together once, when it is asked for. */
interface Inherited {
  readonly document: Part;
  readonly missing: readonly MissingPart[];
  answer?: EffectiveChatPolicy;
}

/** The way down the tree: what there is before the root, and one step. */
interface Merger {
  readonly start: Inherited;
  readonly merge: (above: Inherited, target: AttachmentTarget) => Inherited;
}

/** The root and every unit with what comes down to it and to its parent, parents first, in the order of the tree. */
function* unitsOf(
  { root }: Organization,
  { start, merge }: Merger,
): Generator<readonly [unit: OrganizationalUnit, inherited: Inherited, above: Inherited]> {
  const open: (readonly [OrganizationalUnit, Inherited])[] = [[root, start]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [unit, above] = next;
    const inherited = merge(above, unit);
    yield [unit, inherited, above];
    for (const child of unit.organizationalUnits.toReversed()) open.push([child, inherited]);
  }
}

/** Every policy's document is read once. */
function merger(organization: Organization): Merger {
  const root = rootPlace();
  const chatPolicies = new Map<string, ChatOperations>();
  for (const { id, type, content } of organization.policies.values()) {
    if (type === 'CHATBOT_POLICY') chatPolicies.set(id, chatOperations(id, content, root));
  }
  const isChatPolicy = (id: string): boolean => chatPolicies.has(id);
  const missingOf = missingPolicies(organization, 'CHATBOT_POLICY');
  return {
    start: { document: nothingAt(root), missing: none },
    merge: (above, target) => {
      const missing = missingOf(target);
      if (missing.length === 0 && !target.policies.some(isChatPolicy)) return above;
      const peers = target.policies.flatMap((id) => chatPolicies.get(id) ?? []);
      const { id, attachmentOrderKnown = true } = target;
      return {
        document:
          peers.length === 0
            ? above.document
            : mergeLevel(above.document, peers.reduce(together), { id, attachmentOrderKnown }),
        missing: missing.length === 0 ? above.missing : [...new Set([...above.missing, ...missing])],
      };
    },
  };
}

const none: readonly MissingPart[] = [];

function answerOf(inherited: Inherited): EffectiveChatPolicy {
  const { document, missing } = inherited;
  inherited.answer ??= answerFrom(document, missing);
  return inherited.answer;
}

/** The settings are listed when they are first asked for: most who want the document do not want its history. */
function answerFrom(document: Part, missing: readonly MissingPart[]): EffectiveChatPolicy {
  let settings: readonly Setting[] | undefined;
  const listed = (): readonly Setting[] => {
    settings ??= settingsOf(document);
    return settings;
  };
  return {
    effective: isJsonObject(document.value) ? document.value : {},
    get settings() {
      return listed();
    },
    dependsOnAttachmentOrder: document.open
      ? listed().flatMap(({ place, alternatives }) => (alternatives.length > 0 ? [place.path] : []))
      : [],
    missing,
  };
}

function settingsOf({ setting, below }: Part): readonly Setting[] {
  const parts = below.flatMap(settingsOf);
  return setting === undefined ? parts : [setting, ...parts];
}
