import { quoted } from '../../policy/text/quote.js';
import type { AccountFacts } from './account-facts.js';
import type { GateAnswer, Outcome } from './decision.js';
import type { ChatOrigin } from './decision-request.js';

/** In a closed account no one can work, except that its root user can pay bills. */
const closed: readonly string[] = ['SUSPENDED', 'CLOSED'];

/**
 * The answer about an account with this status; none for an active account.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html (read 2026-11-30)
 */
export function accountGate(status: string | undefined): readonly GateAnswer[] {
  if (status === undefined) return [];
  const gate = 'account';
  if (closed.includes(status)) {
    const message = `the account has the status ${quoted(status)}; nothing can run in it`;
    return [{ gate, outcome: 'denied', reasons: [{ gate, outcome: 'denied', message }] }];
  }
  const message = `the account has the status ${quoted(status)}; AWS does not document what can run in it`;
  return [{ gate, outcome: 'unknown', reasons: [{ gate, outcome: 'unknown', message }] }];
}

/**
 * The answer about a chat configuration that AWS has disabled, as the organization file has it; none where it is enabled
 * or not known.
 */
export function configurationGate(
  accountId: string,
  { configuration, platform }: ChatOrigin,
  { channelsNamed }: AccountFacts,
): readonly GateAnswer[] {
  if (configuration === undefined) return [];
  const named = channelsNamed(accountId, configuration);
  const own = named.filter((channel) => platform === undefined || channel.platform === platform);
  const disabled = own.filter(({ state }) => state === 'DISABLED');
  const [first] = disabled;
  if (first === undefined) return [];
  const { stateReason = '', stateMayChange = false } = first;
  const because = stateReason === '' ? '' : ` (${stateReason})`;
  const message = `the chat configuration ${quoted(configuration)} is disabled${because}`;
  if (disabled.length < own.length) {
    return chatService('unknown', `${message} on one platform; pass \`--platform\``, ['--platform']);
  }
  return stateMayChange
    ? chatService('unknown', `${message}; the plan changes chat policies, after which AWS checks it again`)
    : chatService('denied', `${message}; no commands can run`);
}

function chatService(outcome: Outcome, message: string, missing?: readonly string[]): readonly GateAnswer[] {
  const gate = 'chat-service';
  return [{ gate, outcome, reasons: [{ gate, outcome, message, ...(missing && { missing }) }] }];
}
