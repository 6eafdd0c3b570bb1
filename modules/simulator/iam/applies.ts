import { matches } from '../../policy/pattern/matches.js';
import { conditionHolds } from './condition.js';
import type { ResourcePatterns, Statement } from './policy.js';
import type { AccessRequest } from './request.js';
import { fitsText } from './text-values.js';
import { all, not, type Truth, unknown } from './truth.js';

/** Whether a statement is about an action, which is given in lower case. */
export function isAbout({ actions: { negated, patterns } }: Statement, action: string): boolean {
  return patterns.some((tokens) => matches(tokens, action)) !== negated;
}

/** Whether a statement that is about the action of a request applies to the request: its resource and conditions. */
export function applies(statement: Statement, request: AccessRequest): Truth {
  const resource = isOn(statement.resources, request);
  if (resource === false) return false;
  const conditions = all(statement.conditions, (condition) => conditionHolds(condition, request));
  if (conditions === false || resource === true) return conditions;
  return all([resource, conditions], (truth) => truth);
}

function isOn({ negated, everything, values }: ResourcePatterns, request: AccessRequest): Truth {
  if (everything) return !negated;
  if (request.resource === undefined) return unknown({ kind: 'option', option: '--resource' });
  const fits = fitsText(values, request.resource, request);
  return negated ? not(fits) : fits;
}
