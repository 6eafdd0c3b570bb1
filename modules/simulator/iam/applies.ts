import { matches } from '../../policy/pattern/matches.js';
import { conditionHolds } from './condition.js';
import type { ResourcePatterns, Statement } from './policy.js';
import type { AccessRequest } from './request.js';
import { fitsPossible, fitsText, matchesSomething } from './text-values.js';
import { all, not, type Truth, unknown } from './truth.js';

/** Whether the `Action` or `NotAction` of a statement covers an action, which is given in lower case. */
export function isAbout({ actions: { negated, patterns } }: Statement, action: string): boolean {
  return patterns.some((tokens) => matches(tokens, action)) !== negated;
}

/** Whether resource and conditions of a statement match a request, whose action it covers. */
export function applies(statement: Statement, request: AccessRequest): Truth {
  const resource = isOn(statement.resources, request);
  if (resource === false) return false;
  const conditions = all(statement.conditions, (condition) => conditionHolds(condition, request));
  return all([resource, conditions], (truth) => truth);
}

function isOn({ negated, everything, values }: ResourcePatterns, request: AccessRequest): Truth {
  if (everything) return !negated;
  if (!matchesSomething(values, request)) return negated;
  if (request.resource === undefined) return unknown({ kind: 'option', option: '--resource' });
  const fits =
    typeof request.resource === 'string'
      ? fitsText(values, request.resource, request)
      : fitsPossible(values, request.resource, request);
  return negated ? not(fits) : fits;
}
