import { platformScope } from '../../analysis/platform-scope.js';
import { namesIn, type Organization } from '../../policy/organization/organization.js';
import type { Path } from '../../policy/text/path.js';
import {
  chatPoliciesEnabled,
  type EffectiveChatPolicy,
  effectiveChatPolicies,
} from '../../simulator/effective/effective-policy.js';
import { explain } from '../../simulator/effective/explain.js';
import { whyIgnored } from '../why-ignored.js';
import { numbering } from './numbering.js';
import type { PageAnswer } from './page-data.js';

/** The effective chat policies of an organization with their reasons, each distinct policy once. */
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
  const value = possibleValues(policy);
  return {
    slack: platformScope(policy, 'slack'),
    teams: platformScope(policy, 'microsoft_teams'),
    reasons: reasons.flatMap(({ path, value: own, operator, policy: id, level }) =>
      id === null ? [] : [[setting(path), value(path, own), operator ?? '', name(id), name(level ?? '')]],
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

/** Renders a value and, if the attachment order is unknown, all other possible values. */
function possibleValues({ settings }: EffectiveChatPolicy): (path: Path, value: unknown) => string {
  const open = new Map(settings.map(({ place, alternatives }) => [place.path.join(), alternatives]));
  return (path, value) => {
    const others = open.get(path.join())?.slice(1) ?? [];
    if (others.length === 0) return text(value);
    const values = others.map((other) => text(other.value ?? '(not set)')).join(' or ');
    return `${text(value)}, or ${values}: depends on an unknown attachment order`;
  };
}

function setting(path: Path): string {
  return path.slice(path[1] === 'platforms' ? 2 : 1).join('.');
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') || '(empty list)' : String(value);
}
