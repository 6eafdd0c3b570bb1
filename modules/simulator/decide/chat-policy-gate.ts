import { chatPlatforms } from '../../policy/chat-words.js';
import type { ChatPlatform } from '../../policy/intent.js';
import { describeMissing } from '../../policy/organization/missing-parts.js';
import { platformNames } from '../../policy/problems/request-words.js';
import { quoted } from '../../policy/text/quote.js';
import type { EffectiveChatPolicy } from '../effective/effective-policy.js';
import { historyOf } from '../effective/history.js';
import { type ChatPolicyCheck, chatPolicyChecks } from './chat-policy-checks.js';
import { type ChatSettingsReader, chatSettingsReader } from './chat-settings.js';
import { cannotTell, type DecisionReason, type GateAnswer, unknownReason } from './decision.js';
import type { ChatOrigin } from './decision-request.js';

const gate = 'chat-policy';

/**
 * Returns whether an effective chat policy allows an origin to reach its account; undefined represents a policy
 * type that is not enabled. Answers are kept: accounts that inherit the same share them.
 */
export function chatPolicyGate(): (
  policy: EffectiveChatPolicy | undefined,
  origin: ChatOrigin,
) => GateAnswer {
  const kept = new WeakMap<EffectiveChatPolicy, Map<string, GateAnswer>>();
  return (policy, origin) => {
    if (policy === undefined) return notEnabled;
    const { platform, workspace, tenant, team, channelType, role } = origin;
    const key = [platform, workspace, tenant, team, channelType, role].join('/');
    const answers = kept.get(policy) ?? new Map<string, GateAnswer>();
    kept.set(policy, answers);
    const answer = answers.get(key) ?? ask(policy, origin);
    answers.set(key, answer);
    return answer;
  };
}

const notEnabled = allowed('chat policies are not enabled on the root, so they have no effect');

function ask(policy: EffectiveChatPolicy, origin: ChatOrigin): GateAnswer {
  if (policy.missing.length > 0) {
    const facts = policy.missing.map((part) => ({ kind: 'fact', reason: describeMissing(part) }) as const);
    const reason = unknownReason({ gate }, 'the effective chat policy is unknown', facts);
    return { gate, outcome: 'unknown', reasons: [reason] };
  }
  const settings = chatSettingsReader(policy.settings);
  if (origin.platform !== undefined) return askPlatform(settings, origin.platform, origin);
  const answers = chatPlatforms.map((platform) => askPlatform(settings, platform, origin));
  const [first] = answers;
  if (first !== undefined && answers.every(({ outcome }) => outcome === first.outcome)) return first;
  const missing = [{ kind: 'option', option: '--platform' }] as const;
  const reason = unknownReason({ gate }, `${cannotTell}the platform is allowed`, missing);
  return { gate, outcome: 'unknown', reasons: [reason] };
}

function askPlatform(settings: ChatSettingsReader, platform: ChatPlatform, origin: ChatOrigin): GateAnswer {
  const checks = chatPolicyChecks(platform, origin, settings);
  const denied = checks.filter(({ permits }) => permits === false).map(denial);
  if (denied.length > 0) return { gate, outcome: 'denied', reasons: denied };
  const open = checks.flatMap((check) =>
    typeof check.permits === 'boolean'
      ? []
      : [unknownReason(where(check), `${cannotTell}${check.subject} is allowed`, check.permits.missing)],
  );
  if (open.length > 0) return { gate, outcome: 'unknown', reasons: open };
  const notes = checks.flatMap(({ unset }) =>
    unset === undefined ? [] : [`no chat policy sets ${unset}; an unset setting restricts nothing`],
  );
  return { ...allowed(`the chat policy in force allows ${platformNames[platform]} from there`), notes };
}

function denial(check: ChatPolicyCheck): DecisionReason {
  const { subject, setting } = check;
  const value = check.listed ?? setting?.value;
  const found =
    value === undefined
      ? ''
      : typeof value === 'string'
        ? `it is ${quoted(value)}`
        : `allowed: ${listed(value)}`;
  return { ...where(check), outcome: 'denied', message: `${subject} is not allowed (${found})` };
}

/** The setting and who set it; where several policies made a list, the first of them. */
function where({ setting }: ChatPolicyCheck): Pick<DecisionReason, 'gate' | 'setting' | 'level' | 'policy'> {
  const [source] = historyOf(setting).sources;
  return {
    gate,
    ...(setting === undefined ? {} : { setting: setting.place.path }),
    ...(source === undefined ? {} : { level: source.level, policy: source.policy }),
  };
}

function listed(words: readonly string[]): string {
  return words.map((word) => quoted(word)).join(', ');
}

function allowed(message: string): GateAnswer {
  return { gate, outcome: 'allowed', reasons: [{ gate, outcome: 'allowed', message }] };
}
