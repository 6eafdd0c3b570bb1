import { missingPolicies } from '../../policy/organization/missing-parts.js';
import {
  type Account,
  type AttachmentTarget,
  type MissingPart,
  type Organization,
  type OrganizationalUnit,
  pathTo,
} from '../../policy/organization/organization.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { type ChatOperations, chatOperations, mergePeers } from './chat-operations.js';
import { mergeLevel, nothingAt, type Part } from './merge-level.js';
import type { Level, Setting } from './merge-setting.js';
import { rootKey } from './setting-key.js';

/** The effective chat policy of one account, with its history. */
export interface EffectiveChatPolicy {
  /** The document as `DescribeEffectivePolicy` prints it: plain values, lower-case keys; `{}` when nothing is set. */
  readonly effective: JsonObject;
  /** Every setting that any policy on the way touched, in the order of the document. */
  readonly settings: readonly Setting[];
  /** Paths of settings whose value depends on an attachment order that is not known. */
  readonly dependsOnAttachmentOrder: readonly Path[];
  /** Parts of the organization that could not be read and that the answer depends on. */
  readonly missing: readonly MissingPart[];
}

/** True if chat policies are enabled on the root. Otherwise no account has an effective chat policy. */
export function chatPoliciesEnabled(organization: Organization): boolean {
  return organization.enabledPolicyTypes.includes('CHATBOT_POLICY');
}

/**
 * Returns the effective chat policy of one account; undefined for an unknown account.
 * @example
 * ```ts
 * import { effectiveChatPolicy } from 'cdktf-chat-guardrails/simulator';
 *
 * effectiveChatPolicy(organization, '123456789012')?.effective;
 * ```
 */
export function effectiveChatPolicy(
  organization: Organization,
  accountId: string,
): EffectiveChatPolicy | undefined {
  const path = pathTo(organization, accountId);
  if (path === undefined) return undefined;
  const { start, merge } = levelMerger(organization);
  return answerOf(path.reduce(merge, start));
}

/**
 * A function from the path of an account, root first, to its effective chat policy. What an OU inherits is merged
 * once; accounts that inherit the same share one answer (the same object).
 */
export function chatPolicyAlong(
  organization: Organization,
): (path: readonly AttachmentTarget[]) => EffectiveChatPolicy {
  const { start, merge } = levelMerger(organization);
  const known = new Map<AttachmentTarget, Inherited>();
  const step = (above: Inherited, target: AttachmentTarget): Inherited => {
    const inherited = known.get(target) ?? merge(above, target);
    if (inherited !== above) known.set(target, inherited);
    return inherited;
  };
  return (path) => answerOf(path.reduce(step, start));
}

/**
 * Returns the effective chat policy of every account, in the order of the tree. Accounts that inherit the same
 * policies share one object.
 */
export function* effectiveChatPolicies(
  organization: Organization,
): Generator<{ readonly account: Account; readonly policy: EffectiveChatPolicy }> {
  for (const { accounts, policy } of sharedChatPolicies(organization)) {
    for (const account of accounts) yield { account, policy };
  }
}

/**
 * Returns every effective chat policy with the consecutive accounts of an OU that share it, in the order of the tree.
 * In a large organization there are far fewer of these than accounts.
 */
export function* sharedChatPolicies(
  organization: Organization,
): Generator<{ readonly accounts: readonly Account[]; readonly policy: EffectiveChatPolicy }> {
  const down = levelMerger(organization);
  for (const [{ accounts }, inherited] of unitsOf(organization, down)) {
    let start = 0;
    while (start < accounts.length) {
      const end = nextTouched(accounts, start, down);
      const all = start === 0 && end === accounts.length;
      if (start < end)
        yield { accounts: all ? accounts : accounts.slice(start, end), policy: answerOf(inherited) };
      const touched = accounts[end];
      if (touched !== undefined)
        yield { accounts: [touched], policy: answerOf(down.merge(inherited, touched)) };
      start = end + 1;
    }
  }
}

/** Where the next account is that a chat policy is attached to; the end where there is none. */
function nextTouched(accounts: readonly Account[], start: number, { touches }: Merger): number {
  let index = start;
  for (let account = accounts[index]; account !== undefined; account = accounts[++index]) {
    if (touches(account)) break;
  }
  return index;
}

/** A root, organizational unit or account to which chat policies are attached, and what is in force there. */
export interface ChatLevel {
  readonly target: AttachmentTarget;
  readonly level: Level;
  /** The merged document with the controls for the levels below. */
  readonly document: Part;
  /** Every setting that a policy here or above uses, in the order of the document. */
  readonly settings: readonly Setting[];
  /** Parts of the organization that could not be read and on which the document depends. */
  readonly missing: readonly MissingPart[];
}

/**
 * Every level to which chat policies are attached, parents first, in the order of the tree. AWS publishes effective
 * policies of accounts only; this is what each level inherits and adds.
 */
export function* chatLevels(organization: Organization): Generator<ChatLevel> {
  for (const [target, inherited] of touchedLevels(organization)) {
    const { level, document, missing } = inherited;
    if (level === undefined) continue;
    yield {
      target,
      level,
      document,
      missing,
      get settings() {
        return answerOf(inherited).settings;
      },
    };
  }
}

function* touchedLevels(
  organization: Organization,
): Generator<readonly [target: AttachmentTarget, inherited: Inherited]> {
  const down = levelMerger(organization);
  for (const [unit, inherited, above] of unitsOf(organization, down)) {
    if (inherited !== above) yield [unit, inherited];
    for (const account of unit.accounts) {
      const own = down.merge(inherited, account);
      if (own !== inherited) yield [account, own];
    }
  }
}

/** What has come down to a level; the answer for it is put together once, when it is asked for. */
interface Inherited {
  readonly document: Part;
  /** Undefined above the root. */
  readonly level: Level | undefined;
  readonly missing: readonly MissingPart[];
  answer?: EffectiveChatPolicy;
}

/** The way down the tree: what there is before the root, and one step. */
interface Merger {
  readonly start: Inherited;
  /** Whether chat policies are attached to a target, or it is not known which; otherwise the step is none. */
  readonly touches: (target: AttachmentTarget) => boolean;
  readonly merge: (above: Inherited, target: AttachmentTarget) => Inherited;
}

/** The root and every OU with the effective policy of it and of its parent, parents first, in the order of the tree. */
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

/**
 * A policy's document is read where it is attached, and forgotten at the next target that has others: most are attached
 * once, and to keep what is read of all of them costs more than to read some again.
 */
function levelMerger(organization: Organization): Merger {
  const root = rootKey();
  const chatPolicies = new Map<string, JsonValue>();
  for (const { id, type, content } of organization.policies.values()) {
    if (type === 'CHATBOT_POLICY') chatPolicies.set(id, content);
  }
  const isChatPolicy = (id: string): boolean => chatPolicies.has(id);
  let lastIds: readonly string[] = [];
  let lastOperations: ChatOperations | undefined;
  const operationsAt = (target: AttachmentTarget): ChatOperations | undefined => {
    const ids = target.policies.filter(isChatPolicy);
    if (ids.length === lastIds.length && ids.every((id, index) => id === lastIds[index]))
      return lastOperations;
    const [first, ...peers] = ids.map((id) => chatOperations(id, chatPolicies.get(id) ?? null, root));
    lastIds = ids;
    lastOperations = first && peers.reduce(mergePeers, first);
    return lastOperations;
  };
  const missingOf = missingPolicies(organization, 'CHATBOT_POLICY');
  const touches: Merger['touches'] = (target) =>
    target.policies.some(isChatPolicy) || missingOf(target).length > 0;
  return {
    start: { document: nothingAt(root), level: undefined, missing: none },
    touches,
    merge: (above, target) => {
      if (!touches(target)) return above;
      const operations = operationsAt(target);
      const missing = missingOf(target);
      const { id, name, policies, attachmentOrderKnown = true } = target;
      const { document } = above;
      const documents = chatPolicies;
      const level: Level = { id, name, policies, attachmentOrderKnown, above: above.level, documents };
      return {
        document: operations === undefined ? document : mergeLevel(document, operations, level),
        level,
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
