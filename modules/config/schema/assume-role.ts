import { z } from 'zod';
import { stringOf } from './text-of.js';

const roleArn = stringOf({
  pattern: /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/.+$/,
  form: 'role-arn',
});

const sessionName = stringOf({
  pattern: /^[\w+=,.@-]{2,64}$/,
  form: 'role-session-name',
});

const externalId = stringOf({
  pattern: /^[\w+=,.@:/-]{2,1224}$/,
  form: 'external-id',
});

const duration = stringOf({
  pattern: /^\+?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/,
  form: 'duration',
  holds: (text) => minutesOf(text) >= 15 && minutesOf(text) <= 12 * 60,
});

/** The schema of `provider.assumeRole`, with the limits of the AWS provider and AWS STS. */
export const assumeRoleSchema = z.strictObject({
  roleArn: roleArn.describe('The role to assume'),
  sessionName: sessionName.optional().describe('The name of the session'),
  externalId: externalId.optional().describe('The external ID that the trust policy of the role requires'),
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

/** A duration in the syntax of Go, in minutes. */
function minutesOf(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const seconds = parts.map(([, number, unit = '']) => Number(number) * (secondsOfUnit[unit] ?? 0));
  return seconds.reduce((sum, each) => sum + each, 0) / 60;
}
