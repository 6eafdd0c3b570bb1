import type { Organization } from '../../policy/organization.js';
import {
  chatPoliciesEnabled,
  type EffectiveChatPolicy,
  effectiveChatPolicies,
} from '../../simulator/effective.js';
import { explain } from '../../simulator/explain.js';
import { namesIn } from '../effective-text.js';
import { whyIgnored } from '../why-ignored.js';
import { numbering } from './numbering.js';
import type { PageAnswer, PlatformState } from './page-data.js';
import { slackState, teamsState } from './platform-state.js';

/** The effective chat policies of an organization with their reasons, each distinct one once. */
export function pageAnswers(organization: Organization): {
  readonly all: readonly PageAnswer[];
  readonly of: (accountId: string) => number;
} {
  const enabled = chatPoliciesEnabled(organization);
  const name = namesIn(organization);
  const byPolicy = new Map<EffectiveChatPolicy, number>();
  const byAccount = new Map<string, number>();
  const answers = numbering<PageAnswer>((answer) => JSON.stringify(answer));
  for (const { account, policy } of effectiveChatPolicies(organization)) {
    const number = byPolicy.get(policy) ?? answers.numberOf(answerOf(enabled ? policy : noPolicy, name));
    byPolicy.set(policy, number);
    byAccount.set(account.id, number);
  }
  return { all: answers.all, of: (accountId) => byAccount.get(accountId) ?? 0 };
}

const noPolicy: EffectiveChatPolicy = {
  effective: {},
  settings: [],
  dependsOnAttachmentOrder: [],
  missing: [],
};

function answerOf(policy: EffectiveChatPolicy, name: (id: string) => string): PageAnswer {
  const reasons = explain(policy);
  const setting = (path: readonly string[]): string => path.slice(path[1] === 'platforms' ? 2 : 1).join('.');
  const text = (value: unknown): string =>
    Array.isArray(value) ? value.join(', ') || '(empty list)' : String(value);
  const unknown = policy.missing.length > 0;
  return {
    slack: unknown ? unknownState : slackState(policy.effective),
    teams: unknown ? unknownState : teamsState(policy.effective),
    reasons: reasons.flatMap(({ path, value, operator, policy: id, level }) =>
      id === null ? [] : [[setting(path), text(value), operator ?? '', name(id), name(level ?? '')]],
    ),
    ignored: reasons.flatMap(({ path, ignored }) =>
      ignored.map((each) => [
        setting(path),
        text(each.value),
        each.operator,
        name(each.policy),
        name(each.level),
        whyIgnored(each, name),
      ]),
    ),
    json: JSON.stringify(policy.effective, null, 2),
  };
}

const unknownState: PlatformState = { state: 'unknown', places: [], channelTypes: [], roles: [] };
