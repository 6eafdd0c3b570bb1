import { regionNames, unknownRegion } from '../../aws-regions.js';
import { isAccountId } from '../../identifiers.js';
import { matches } from '../../pattern/matches.js';
import { isPossible } from '../../pattern/possible-text.js';
import { tokensOf } from '../../pattern/token.js';
import { type Finding, finding } from '../../problems/problem.js';
import { anyAccount } from '../source-arns.js';
import type { ConditionNode, StatementNode, TextNode } from '../statement-nodes.js';
import { chatConditions } from './chat-condition.js';

/** Regions that AWS does not have and accounts without 12 digits, in conditions on the Region and in ARNs. */
export function regionsAndAccounts(statement: StatementNode): Finding[] {
  const { resources, conditions } = statement;
  // Patterns for chat configurations have warnings of their own.
  const onChat = chatConditions(statement);
  const others = conditions.filter((condition) => !onChat.includes(condition) && isOnText(condition));
  return [
    ...others.filter(isOnRegion).flatMap(({ operator, values }) => {
      const ignoresCase = operator.comparison === 'StringEqualsIgnoreCase';
      return values.flatMap((value) =>
        checkRegion(ignoresCase ? { ...value, text: value.text.toLowerCase() } : value),
      );
    }),
    ...[...resources.texts, ...others.flatMap(({ values }) => values)].flatMap(inArn),
  ];
}

/** Condition keys whose values are names of Regions, in lower case. */
const regionKeys: ReadonlySet<string> = new Set([
  'account:targetregion',
  'aws:requestedregion',
  'cloudformation:targetregion',
  'ec2:region',
  'kms:replicaregion',
  'secretsmanager:addreplicaregions',
  'ses:replicaregion',
]);

function isOnRegion({ key }: ConditionNode): boolean {
  return regionKeys.has(key.toLowerCase());
}

function isOnText({ operator }: ConditionNode): boolean {
  return operator.comparison.startsWith('String') || operator.comparison === 'ArnLike';
}

function checkRegion(value: TextNode): Finding[] {
  const facts = isRegion(value.text) ? undefined : unknownRegion(value.text);
  return facts === undefined ? [] : [finding('unknown-region', 'warning', value, facts)];
}

/**
 * Whether a text is a Region, or a pattern of some; true also for variables and placeholders. Requests that Amazon
 * Bedrock routes to any Region have the Region `unspecified`.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
 */
function isRegion(text: string): boolean {
  if (isPlaceholder(text) || text === 'unspecified') return true;
  const pattern = tokensOf(text, 'string');
  return regionNames.some((region) => matches(pattern, region));
}

/** A variable, or what examples have in place of a value: `<my-region>`. */
function isPlaceholder(text: string): boolean {
  return text.includes('${') || /[<>[\]{}]/.test(text);
}

function inArn(value: TextNode): Finding[] {
  const [start, , , region = '', account = '', ...rest] = value.text.split(':');
  if (start !== 'arn' || rest.length === 0) return [];
  const findings = region === '' ? [] : checkRegion({ ...value, text: region });
  if (isAccountInArn(account)) return findings;
  const facts = { resource: value.text, account };
  return [...findings, finding('invalid-arn-account', 'warning', value, facts)];
}

/** Owners of resources that belong to AWS, in place of an account. */
const awsOwners: ReadonlySet<string> = new Set([
  'aws',
  'aws-managed',
  'aws-marketplace',
  'amazon',
  'cloudfront',
]);

function isAccountInArn(text: string): boolean {
  if (text === '' || isAccountId(text) || awsOwners.has(text) || isPlaceholder(text)) return true;
  return isPossible([tokensOf(text, 'string')], [[anyAccount], ...[...awsOwners].map((owner) => [owner])]);
}
