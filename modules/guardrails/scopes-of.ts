import type { ParameterValues } from './parameter.js';
import type { StatementScope } from './statement.js';

/**
 * Where a denial applies that can be narrowed to `resources` and to resources that carry one of `tags`: one
 * scope for every key of a tag, because the conditions of one statement must hold together.
 */
export function scopesOf({
  resources,
  tags,
}: Pick<ParameterValues, 'resources' | 'tags'>): readonly StatementScope[] {
  const scope: StatementScope = resources.length === 0 ? {} : { resources };
  const keys = Object.keys(tags).sort();
  if (keys.length === 0) return [scope];
  return keys.map((key) => ({
    ...scope,
    conditions: { StringEquals: { [`aws:ResourceTag/${key}`]: tags[key] ?? [] } },
  }));
}
