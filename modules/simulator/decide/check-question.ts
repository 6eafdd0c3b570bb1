import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { unknownRegion } from '../../policy/aws-regions.js';
import type { Organization } from '../../policy/organization/organization.js';
// The tables of two areas: the script of the report page has no words of other problems.
import { organizationProblems } from '../../policy/problems/organization-problems.js';
import { serviceControlPolicyProblems } from '../../policy/problems/service-control-policy-problems.js';
import { checkActionName } from '../../policy/scp/check-action-name.js';
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

/** Returns the given problems and the contradictions of a request as one mistake; undefined if there are none. */
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
 * unknown workspace, tenant or team, of which the answer is certain.
 */
export function checkRequestNames(
  request: DecisionRequest,
  organization: Organization,
  catalogue: ActionCatalogue,
): Mistake | readonly string[] {
  const region = request.region === undefined ? undefined : unknownRegion(request.region);
  if (region !== undefined) {
    const { message, help } = serviceControlPolicyProblems['unknown-region'].words(region);
    const exists = 'if it exists, pass `--hypothetical`';
    return { message, help: region.nearest === undefined ? exists : (help ?? exists) };
  }
  const warnings: string[] = [];
  for (const name of unknownNames(request, organization, catalogue)) {
    const { part, found, nearest } = name;
    if (part === 'key') {
      const { message, help } = serviceControlPolicyProblems['unknown-condition-key'].words({
        key: found,
        date: catalogue.date,
        ...(nearest === undefined ? {} : { nearest }),
      });
      if (nearest === undefined) return { message, help: 'if it exists, pass `--hypothetical`' };
      return { message, ...(help === undefined ? {} : { help }) };
    }
    const { message } = organizationProblems['unknown-chat-name'].words({ ...name, part });
    const help =
      nearest === undefined ? 'if it exists, pass `--hypothetical`' : `did you mean ${quoted(nearest)}?`;
    if (part === 'configuration') return { message, help };
    warnings.push(`${message}; ${help}`);
  }
  return warnings;
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
