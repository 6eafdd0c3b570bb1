import type { JsonObject, JsonValue } from '../policy/json.js';
import {
  type Account,
  type AttachmentTarget,
  attachedPolicies,
  type MissingPart,
  type Organization,
  type OrganizationalUnit,
  wayTo,
} from '../policy/organization.js';
import type { Path } from '../policy/problem.js';
import { type ChatOperations, chatOperations, type SettingValue } from './chat-operations.js';
import { type MergeState, mergeLevel, nothingInherited } from './merge-level.js';
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
  return answerOf(way.reduce(merger(organization), nothing));
}

/**
 * The effective chat policy of every account, in the order of the tree. Accounts that inherit the same share one
 * answer (the same object).
 */
export function* effectiveChatPolicies(
  organization: Organization,
): Generator<{ readonly account: Account; readonly policy: EffectiveChatPolicy }> {
  const merge = merger(organization);
  for (const [unit, inherited] of unitsOf(organization, merge)) {
    for (const account of unit.accounts) yield { account, policy: answerOf(merge(inherited, account)) };
  }
}

/**
 * The settings in force at the root, every unit and every account to which chat policies are attached, in the order
 * of the tree. AWS knows effective policies of accounts only; this is what comes down to each level.
 */
export function* chatSettingsByLevel(
  organization: Organization,
): Generator<{ readonly target: AttachmentTarget; readonly settings: readonly Setting[] }> {
  const merge = merger(organization);
  for (const [unit, inherited, above] of unitsOf(organization, merge)) {
    if (inherited !== above) yield { target: unit, settings: answerOf(inherited).settings };
    for (const account of unit.accounts) {
      const own = merge(inherited, account);
      if (own !== inherited) yield { target: account, settings: answerOf(own).settings };
    }
  }
}

/** What has come down to a level; the answer for it is put together once, when it is asked for. */
interface Inherited {
  readonly state: MergeState;
  readonly missing: readonly MissingPart[];
  answer?: EffectiveChatPolicy;
}

const nothing: Inherited = { state: nothingInherited, missing: [] };

/** The root and every unit with what comes down to it and to its parent, parents first, in the order of the tree. */
function* unitsOf(
  { root }: Organization,
  merge: Merge,
): Generator<readonly [unit: OrganizationalUnit, inherited: Inherited, above: Inherited]> {
  const open: (readonly [OrganizationalUnit, Inherited])[] = [[root, nothing]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [unit, above] = next;
    const inherited = merge(above, unit);
    yield [unit, inherited, above];
    for (const child of unit.organizationalUnits.toReversed()) open.push([child, inherited]);
  }
}

type Merge = (above: Inherited, target: AttachmentTarget) => Inherited;

/** One step down the tree; every policy's document is read once. */
function merger(organization: Organization): Merge {
  const root = rootPlace();
  const read = new Map<string, ChatOperations>();
  const operationsOf = (id: string, content: JsonValue): ChatOperations => {
    const known = read.get(id);
    if (known !== undefined) return known;
    const operations = chatOperations(content, root);
    read.set(id, operations);
    return operations;
  };
  const missingOf = missingParts(organization);
  const complete = organization.missing.length === 0;
  return (above, target) => {
    if (complete && target.policies.length === 0) return above;
    const policies = attachedPolicies(organization, target, 'CHATBOT_POLICY').map(({ id, content }) => ({
      id,
      operations: operationsOf(id, content),
    }));
    const missing = missingOf(target);
    if (policies.length === 0 && missing.length === 0) return above;
    const { id, attachmentOrderKnown = true } = target;
    return {
      state: mergeLevel(above.state, { id, policies, attachmentOrderKnown }),
      missing: missing.length === 0 ? above.missing : [...above.missing, ...missing],
    };
  };
}

/** What is missing at a target: its list of attachments, or the content of a policy attached to it. */
function missingParts(organization: Organization): (target: AttachmentTarget) => readonly MissingPart[] {
  const missing = new Map(organization.missing.map((part) => [`${part.what} ${part.id}`, part]));
  return (target) => {
    const attachments = missing.get(`attachments ${target.id}`) ?? [];
    return [attachments, ...target.policies.map((id) => missing.get(`policy ${id}`) ?? [])].flat();
  };
}

function answerOf(inherited: Inherited): EffectiveChatPolicy {
  if (inherited.answer === undefined) {
    const settings = [...inherited.state.settings.values()].sort((a, b) =>
      a.place.order < b.place.order ? -1 : 1,
    );
    inherited.answer = {
      effective: documentOf(settings),
      settings,
      dependsOnAttachmentOrder: settings
        .filter(({ alternatives }) => alternatives.length > 0)
        .map(({ place }) => place.path),
      missing: inherited.missing,
    };
  }
  return inherited.answer;
}

function documentOf(settings: readonly Setting[]): JsonObject {
  const document: Tree = {};
  for (const { place, value } of settings) {
    if (value === undefined) continue;
    const { path } = place;
    let node = document;
    for (const key of path.slice(0, -1)) {
      const below = Object.hasOwn(node, key) ? node[key] : undefined;
      if (isTree(below)) node = below;
      else {
        const created: Tree = {};
        node[key] = created;
        node = created;
      }
    }
    node[path.at(-1) ?? ''] = value;
  }
  return document;
}

interface Tree {
  [key: string]: Tree | SettingValue;
}

function isTree(value: Tree | SettingValue | undefined): value is Tree {
  return typeof value === 'object' && !Array.isArray(value);
}
