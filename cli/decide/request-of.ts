import { resolve } from 'node:path';
import type { ChannelType, ChatPlatform, RoleSetting } from '../../modules/policy/intent.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { parseJson } from '../../modules/policy/text/parse-json.js';
import { problemsIn } from '../../modules/policy/text/position.js';
import { quoted } from '../../modules/policy/text/quote.js';
import { jsonOf } from '../../modules/policy/text/syntax-tree.js';
import { mistakeInRequest, readContext } from '../../modules/simulator/decide/check-question.js';
import {
  type ChatOrigin,
  type DecisionRequest,
  type IdentityPolicy,
  unnamedAction,
  withoutAliases,
} from '../../modules/simulator/decide/decision-request.js';
import { compilePolicy } from '../../modules/simulator/iam/policy.js';
import { accountNamed } from '../account-named.js';
import { CannotDo, refuse } from '../cannot-do.js';
import type { OrganizationOptions } from '../evaluated-organization.js';
import type { World } from '../world.js';

/** The options of `decide` as commander hands them over. */
export interface DecideOptions extends OrganizationOptions {
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
  const { origin, unknown } = withoutAliases(originOf(options), organization);
  problems.push(...unknown.map(({ message }) => message));
  const request: DecisionRequest = {
    accountId,
    from: from ?? origin,
    action: options.action ?? unnamedAction,
    context,
    ...(region === undefined ? {} : { region }),
    ...(resource === undefined ? {} : { resource }),
    ...(options.guardrailPolicy.length === 0 ? {} : { guardrailPolicies: read(options.guardrailPolicy) }),
    ...(options.rolePolicy.length === 0 ? {} : { rolePolicies: read(options.rolePolicy) }),
  };
  refuse(mistakeInRequest(request, organization, problems));
  return request;
}

function originOf(options: DecideOptions): ChatOrigin {
  const { platform, workspace, tenant, team, channelType, role, configuration } = options;
  const all = { platform, workspace, tenant, team, channelType, role, configuration };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
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
