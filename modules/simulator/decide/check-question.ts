import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { type UnknownRegion, unknownRegion } from '../../policy/aws-regions.js';
import type { Organization } from '../../policy/organization/organization.js';
// The tables of two areas: the script of the report page has no words of other problems.
import { organizationProblems } from '../../policy/problems/organization-problems.js';
import { serviceControlPolicyProblems } from '../../policy/problems/service-control-policy-problems.js';
import { checkActionName } from '../../policy/scp/check-action-name.js';
import { otherService } from '../../policy/scp/other-service.js';
import { quoted } from '../../policy/text/quote.js';
import { accountFacts } from './account-facts.js';
import { contradictionsIn, type DecisionRequest } from './decision-request.js';
import { contextContradictions } from './request-context.js';
import { unknownNames } from './unknown-names.js';

/** Why a request cannot be evaluated, and what to do. */
export interface Mistake {
  readonly message: string;
  /** The mistakes, where there are several. */
  readonly items?: readonly string[];
  readonly help?: string;
}

/** Returns one mistake that lists the given problems and the request's contradictions; undefined if it has none. */
export function mistakeInRequest(
  request: DecisionRequest,
  organization: Organization,
  problems: readonly string[] = [],
): Mistake | undefined {
  const all = [
    ...problems,
    ...contradictionsIn(request),
    ...contextContradictions(request, accountFacts(organization)),
  ];
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  return others.length === 0 ? { message: first } : { message: 'the request is not valid:', items: all };
}

/** An action that AWS's list does not have, with the nearest one; undefined if the action exists. */
export function mistakeInAction(action: string, catalogue: ActionCatalogue): Mistake | undefined {
  const mistake = checkActionName(action, catalogue);
  if (mistake === undefined) return undefined;
  const { message, help = '' } = serviceControlPolicyProblems[mistake.kind].words(mistake.facts);
  return {
    message,
    help: `${help === '' ? '' : `${help}; `}if the action is newer than the list, pass \`--allow-unknown-action\``,
  };
}

/**
 * A Region, configuration or condition key of a request that does not exist, with the nearest name; else warnings about an
 * unknown workspace, tenant or team, of which the answer is certain. `accountIds`: the accounts that it is about.
 */
export function checkRequestNames(
  request: DecisionRequest,
  organization: Organization,
  catalogue: ActionCatalogue,
  accountIds: readonly string[] = [request.accountId],
): Mistake | readonly string[] {
  const region = unknownRegionIn(request);
  if (region !== undefined)
    return mistakeOf(serviceControlPolicyProblems['unknown-region'].words(region), region.nearest);
  const warnings: string[] = [];
  for (const name of unknownNames({ ...request, accountIds }, organization, catalogue)) {
    if (name.part === 'key') {
      const facts = { ...name, key: name.found, date: catalogue.date };
      return mistakeOf(serviceControlPolicyProblems['unknown-condition-key'].words(facts), name.nearest);
    }
    const mistake = mistakeOf(organizationProblems['unknown-chat-name'].words(name), name.nearest);
    if (name.part === 'configuration') return mistake;
    warnings.push(`${mistake.message}; ${mistake.help}`);
  }
  return warnings;
}

/** The words of a problem; where no name is near, the help is about names that exist. */
function mistakeOf(
  { message, help = exists }: { readonly message: string; readonly help?: string | undefined },
  nearest?: string,
) {
  return { message, help: nearest === undefined ? exists : help };
}

const exists = 'if it exists, pass `--hypothetical`';

/** The first Region of a request that AWS does not have: in the request, its condition keys, or the ARN of its resource. */
export function unknownRegionIn({
  region,
  resource,
  context = {},
}: Pick<DecisionRequest, 'region' | 'resource' | 'context'>): UnknownRegion | undefined {
  const requested = Object.entries(context).flatMap(([key, values]) =>
    key.toLowerCase() === 'aws:requestedregion' ? values : [],
  );
  const ofResource = /^arn:[^:]*:[^:]*:([^:]*):/.exec(resource ?? '')?.[1];
  const named = [region, ...requested, ofResource].filter((one) => one !== undefined && one !== '');
  return named.map((one = '') => unknownRegion(one)).find((found) => found !== undefined);
}

/** A warning about a resource on which none of the actions works; none for any other resource. */
export function resourceWarnings(
  resource: string | undefined,
  actions: readonly string[],
  catalogue: ActionCatalogue,
): readonly string[] {
  const service = resource === undefined ? undefined : otherService(actions, catalogue)(resource);
  if (resource === undefined || service === undefined) return [];
  return [
    `${quoted(resource)} is a resource of ${quoted(service)}, on which ${actions.map(quoted).join(', ')} does not work; correct the ARN or the action`,
  ];
}

/**
 * Reads condition keys as `decide` accepts them, `KEY=VALUE`. A key that is given twice has both values, and `KEY` alone
 * is absent. Adds a problem for each text that is not a condition key.
 */
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
