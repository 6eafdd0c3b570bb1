import { resolve } from 'node:path';
import type { ChannelType, ChatPlatform, RoleSetting } from '../../modules/policy/intent.js';
import { chatNamesIn, withChatName } from '../../modules/policy/organization/chat-names.js';
import type { ChatNames, Organization } from '../../modules/policy/organization/organization.js';
import { platformNames } from '../../modules/policy/problems/request-words.js';
import { parseJson } from '../../modules/policy/text/parse-json.js';
import { problemsIn } from '../../modules/policy/text/position.js';
import { quoted } from '../../modules/policy/text/quote.js';
import { jsonOf } from '../../modules/policy/text/syntax-tree.js';
import { namesIn } from '../../modules/report/effective-text.js';
import { accountFacts } from '../../modules/simulator/decide/account-facts.js';
import {
  type ChatOrigin,
  contradictionsIn,
  type DecisionRequest,
  type IdentityPolicy,
} from '../../modules/simulator/decide/decision-request.js';
import { contextContradictions } from '../../modules/simulator/decide/request-context.js';
import { compilePolicy } from '../../modules/simulator/iam/policy.js';
import { accountNamed } from '../account-named.js';
import { CannotDo } from '../cannot-do.js';
import type { AskedOptions } from '../organization-for.js';
import type { World } from '../world.js';

/** The options of `decide` as commander hands them over. */
export interface DecideOptions extends AskedOptions {
  /** Required unless the questions come from a file. */
  readonly account?: string;
  /** A file of JSON lines, or `-`. */
  readonly batch?: string;
  readonly platform?: ChatPlatform;
  readonly workspace?: string;
  readonly tenant?: string;
  readonly team?: string;
  readonly channelType?: ChannelType;
  readonly role?: RoleSetting;
  readonly configuration?: string;
  readonly region?: string;
  readonly resource?: string;
  readonly context: readonly string[];
  readonly guardrailPolicy: readonly string[];
  readonly rolePolicy: readonly string[];
  readonly action?: string;
  readonly allowUnknownAction?: boolean;
  readonly hypothetical?: boolean;
  readonly command?: string;
  readonly from?: 'console';
  readonly expect?: 'allowed' | 'denied';
  readonly format: 'text' | 'json';
}

/** What the options ask about `--action` or any other action. Throws `CannotDo` with everything that is wrong with them. */
export function requestOf(options: DecideOptions, organization: Organization, world: World): DecisionRequest {
  const { region, resource, from } = options;
  if (options.account === undefined) {
    throw new CannotDo('the account is missing', 'pass `--account ID`');
  }
  const accountId = accountNamed(organization, options.account);
  const problems: string[] = [];
  if ((options.action === undefined) === (options.command === undefined)) {
    problems.push('give either `--action service:Action` or `--command "an AWS CLI command"`');
  }
  const context = readContext(options.context, problems);
  const read = (files: readonly string[]) => files.flatMap((file) => readPolicy(file, world, problems));
  const request: DecisionRequest = {
    accountId,
    from: from ?? originOf(options),
    action: options.action ?? anyAction,
    context,
    ...(region === undefined ? {} : { region }),
    ...(resource === undefined ? {} : { resource }),
    ...(options.guardrailPolicy.length === 0 ? {} : { guardrailPolicies: read(options.guardrailPolicy) }),
    ...(options.rolePolicy.length === 0 ? {} : { rolePolicies: read(options.rolePolicy) }),
  };
  checkRequest(request, organization, problems);
  return request;
}

/** Throws `CannotDo` with these problems, and with all contradictions of a request. */
export function checkRequest(
  request: DecisionRequest,
  organization: Organization,
  problems: readonly string[],
): void {
  const all = [
    ...problems,
    ...contradictionsIn(request),
    ...contextContradictions(request, accountFacts(organization)),
  ];
  if (all.length === 0) return;
  throw new CannotDo(all.length === 1 ? `${all[0]}` : `the question is not valid:\n  ${all.join('\n  ')}`);
}

/** Stands where a command's own actions are put in. */
const anyAction = 'any:Action';

function originOf(options: DecideOptions): ChatOrigin {
  const { platform, workspace, tenant, team, channelType, role, configuration } = options;
  const all = { platform, workspace, tenant, team, channelType, role, configuration };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** `KEY=VALUE`; a key that is given twice has both values, and `KEY` alone is absent. */
export function readContext(
  texts: readonly string[],
  problems: string[],
): Readonly<Record<string, readonly string[]>> {
  const context = new Map<string, string[]>();
  for (const text of texts) {
    const [, key, value] = /^([^=]+:[^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    if (key === undefined) {
      problems.push(`${quoted(text)} is not a condition key; write \`aws:PrincipalTag/team=payments\``);
      continue;
    }
    const before = context.get(key);
    const isContradiction = before !== undefined && (value === undefined || before.length === 0);
    if (isContradiction) problems.push(`${quoted(key)} cannot be absent and have a value`);
    context.set(key, [...(before ?? []), ...(value === undefined ? [] : [value])]);
  }
  return Object.fromEntries(context);
}

function readPolicy(file: string, world: World, problems: string[]): readonly IdentityPolicy[] {
  const text = world.readFile(resolve(world.workingDirectory, file));
  const { tree, findings } = parseJson(text);
  if (tree === undefined || findings.length > 0) {
    for (const { line, column, message } of problemsIn({ text, file }, findings)) {
      problems.push(`${file}:${line}:${column}: ${message}`);
    }
    return [];
  }
  const content = jsonOf(tree);
  const { unreadable } = compilePolicy(content);
  if (unreadable !== undefined) problems.push(`${quoted(file)} is not an identity policy: ${unreadable}`);
  return [{ name: file, content }];
}

/** The request in one line: the action or command, the account and the origin. */
export function questionOf(what: string, request: DecisionRequest, organization: Organization): string {
  return `${what} in ${namesIn(organization)(request.accountId)} ${placeOf(request, chatNamesIn(organization))}`;
}

function placeOf({ from }: DecisionRequest, names: ChatNames): string {
  if (from === 'console') return 'without a chat session';
  const { platform, workspace, tenant, team, channelType, role, configuration } = from;
  const parts = [
    `from ${platform === undefined ? 'chat' : platformNames[platform]}`,
    ...[workspace, tenant, team].map((id) => id && withChatName(names, id)),
    channelType === undefined ? undefined : `${channelType} channel`,
    role,
    configuration,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
