import type { Reason } from '../simulator/decide/decision.js';

/** A reason in the words of a file of expectations: `channelType` instead of `--channel-type`. */
export function inFields(reason: Reason): Reason {
  const { missing } = reason;
  return {
    ...reason,
    message: spelt(reason.message),
    ...(missing === undefined ? {} : { missing: missing.map(spelt) }),
  };
}

const options =
  /--(platform|workspace|tenant|team|channel-type|role|configuration|region|resource|context)\b/g;

function spelt(text: string): string {
  return text.replace(options, (_, name: string) => name.replace('-t', 'T'));
}
