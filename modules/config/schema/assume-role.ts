import { z } from 'zod';
import { textOf } from './text-of.js';

const roleArn = textOf({
  pattern: /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/.+$/,
  expected: 'the ARN of a role',
  help: 'it looks like `arn:aws:iam::123456789012:role/deploy`',
});

const sessionName = textOf({
  pattern: /^[\w+=,.@-]{2,64}$/,
  expected: 'two to 64 letters, digits and `_+=,.@-`',
  help: 'AWS STS takes no other name of a session',
});

const externalId = textOf({
  pattern: /^[\w+=,.@:/-]{2,1224}$/,
  expected: 'two to 1224 letters, digits and `_+=,.@:/-`',
  help: 'AWS STS takes no other external id',
});

const duration = textOf({
  pattern: /^\+?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/,
  expected: 'a duration from 15 minutes to 12 hours',
  help: 'write it as `1h`, `90m` or `1h30m`',
  holds: (text) => minutesOf(text) >= 15 && minutesOf(text) <= 12 * 60,
});

/** `provider.assumeRole`: as the AWS provider and AWS STS take it. */
export const assumeRoleSchema = z.strictObject({
  roleArn: roleArn.describe('The role that is assumed'),
  sessionName: sessionName.optional().describe('The name of the session'),
  externalId: externalId.optional().describe('The external id that the role asks for'),
  duration: duration.optional().describe('How long the session lasts, 15m to 12h, e.g. 1h'),
});

const secondsOfUnit: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** A duration as Go writes it, in minutes. */
function minutesOf(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const seconds = parts.map(([, number, unit = '']) => Number(number) * (secondsOfUnit[unit] ?? 0));
  return seconds.reduce((sum, each) => sum + each, 0) / 60;
}
