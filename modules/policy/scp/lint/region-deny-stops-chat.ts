import { chatRegions } from '../../aws-regions.js';
import { matches } from '../../pattern/matches.js';
import { coverage, type PossibleText } from '../../pattern/possible-text.js';
import { tokensOf } from '../../pattern/token.js';
import { type Finding, finding } from '../../problems/problem.js';
import type { ProblemFacts } from '../../problems/problem-kinds.js';
import type { JsonObject, JsonValue } from '../../text/json.js';
import { jsonOf, syntaxTreeOf } from '../../text/syntax-tree.js';
import { possibleSourceArns } from '../source-arns.js';
import {
  type ConditionNode,
  containsAction,
  type ElementNode,
  type StatementNode,
  statementNodes,
} from '../statement-nodes.js';
import { chatConditions } from './chat-condition.js';
import { canHoldForChat, holdsFor, roleArnsIn } from './holds-for-chat.js';

type Facts = ProblemFacts<'region-deny-stops-chat'>;

/**
 * What stops chat in a service control policy that is in force already: the facts of every statement that denies the
 * chat service in its own Regions, with severity. Empty for what is not a service control policy.
 */
export function regionDeniesOfChat(
  content: JsonValue,
): readonly { readonly severity: 'warning' | 'note'; readonly facts: Facts }[] {
  return statementNodes(syntaxTreeOf(content)).flatMap(denialOfChat);
}

/** A statement that denies the chat service, or what it needs, in the Regions where it has its endpoints. */
export function regionDenyStopsChat(statement: StatementNode): Finding[] {
  const { path, member } = statement.actions;
  return denialOfChat(statement).map(({ severity, facts }) =>
    finding('region-deny-stops-chat', severity, { path, offset: member.offset }, facts),
  );
}

/**
 * Public reports agree: such a statement stops chat unless `chatbot:*` is exempt or the Regions of the chat service
 * are allowed, and no one can create a chat configuration unless the same holds for `iam:PassRole`.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-troubleshooting.html
 */
function denialOfChat(
  statement: StatementNode,
): readonly { readonly severity: 'warning' | 'note'; readonly facts: Facts }[] {
  if (statement.effect !== 'Deny' || chatConditions(statement).length > 0) return [];
  const required = chatRegions.required.filter((region) => appliesIn(statement, region));
  const other = chatRegions.other.filter((region) => appliesIn(statement, region));
  const regions = [...required, ...other];
  if (!statement.conditions.some(isOnRegion) || regions.length === 0) return [];
  const chat = deniesChat(statement);
  const passRole = deniesPassRole(statement) && required.length > 0;
  const exemptions = [...(chat ? ['chatbot:*'] : []), ...(passRole ? ['iam:PassRole'] : [])];
  const corrected = correctedStatement(statement, exemptions);
  const facts = { regions, ...(corrected === undefined ? {} : { corrected }) };
  if (chat && required.length > 0) return [{ severity: 'warning', facts: { rule: 'stops-chat', ...facts } }];
  if (chat) return [{ severity: 'note', facts: { rule: 'some-regions', ...facts } }];
  return passRole ? [{ severity: 'note', facts: { rule: 'pass-role', ...facts } }] : [];
}

function isOnRegion({ key }: ConditionNode): boolean {
  return key.toLowerCase() === 'aws:requestedregion';
}

/** Whether the conditions on the Region certainly hold in a Region. */
function appliesIn({ conditions }: StatementNode, region: string): boolean {
  return conditions.filter(isOnRegion).every((condition) => holdsFor(condition, [[region]]) === 'all');
}

/** Actions of the chat service: a statement that denies all of them denies the service. */
export const chatActions = [
  'chatbot:CreateMicrosoftTeamsChannelConfiguration',
  'chatbot:CreateSlackChannelConfiguration',
  'chatbot:DescribeSlackChannelConfigurations',
  'chatbot:ListMicrosoftTeamsChannelConfigurations',
  'chatbot:UpdateSlackChannelConfiguration',
];

function deniesChat({ actions, resources, conditions }: StatementNode): boolean {
  return (
    chatActions.some((action) => containsAction(actions, action)) &&
    canContain(resources, possibleSourceArns({})) &&
    conditions.every(canHoldForChat)
  );
}

/** Chat configurations are created with a role that is passed to the chat service. */
function deniesPassRole({ actions, resources, conditions }: StatementNode): boolean {
  const canHold = (condition: ConditionNode) =>
    condition.key.toLowerCase() === 'iam:passedtoservice'
      ? holdsFor(condition, [['chatbot.amazonaws.com']]) !== 'none'
      : canHoldForChat(condition);
  return (
    containsAction(actions, 'iam:PassRole') &&
    canContain(resources, roleArnsIn('aws')) &&
    conditions.every(canHold)
  );
}

/** Whether some of the possible resources are among those of a statement. */
function canContain(
  { negated, texts }: StatementNode['resources'],
  resources: readonly PossibleText[],
): boolean {
  if (texts.some(({ text }) => text.includes('${'))) return true;
  const patterns = texts.map(({ text }) => tokensOf(text, 'resource'));
  return coverage(patterns, resources) !== (negated ? 'all' : 'none');
}

/** The statement without the denial of these actions, as JSON; undefined if its list of actions cannot express that. */
function correctedStatement(
  { node, actions }: StatementNode,
  exemptions: readonly string[],
): string | undefined {
  const list = exempted(actions, exemptions);
  if (list === undefined) return undefined;
  const members = node.members.map(({ key, value }) =>
    key === actions.member.key ? list : { [key]: jsonOf(value) },
  );
  return JSON.stringify(Object.assign({}, ...members));
}

function exempted({ negated, texts }: ElementNode, exemptions: readonly string[]): JsonObject | undefined {
  const names = texts.map(({ text }) => text);
  if (negated) return { NotAction: [...names, ...exemptions] };
  if (names.some((name) => /^\*+(:\*+)?$/.test(name))) return { NotAction: exemptions };
  const patterns = exemptions.map((one) => tokensOf(one.toLowerCase(), 'string'));
  const rest = texts.filter(({ text }) => !patterns.some((tokens) => matches(tokens, text.toLowerCase())));
  const denied = exemptions.flatMap((one) => (one === 'chatbot:*' ? chatActions : [one]));
  const stillDenies = denied.some((action) => containsAction({ negated, texts: rest }, action));
  return rest.length === 0 || stillDenies ? undefined : { Action: rest.map(({ text }) => text) };
}
