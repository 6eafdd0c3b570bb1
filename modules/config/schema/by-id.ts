import { z } from 'zod';
import { suggest } from '../../policy/suggest.js';
import { children, type WrittenChildren } from './settings.js';

/** What stands among ids: what policies below may change in all of it. No id is spelled so. */
const lock = 'children';

/** Values by their ids, and the lock, apart. */
export interface ById<Value> {
  readonly ids: Readonly<Record<string, Value>>;
  readonly children: WrittenChildren | undefined;
}

/** Values by ids, and `children` among them. A wrong id hides neither a wrong value of another nor other ids. */
export function byId<Id extends z.ZodType<string>, Value extends z.ZodType>(id: Id, value: Value) {
  const { pattern = '' } = z.globalRegistry.get(id) ?? {};
  const check = z.core._check<Record<string, unknown>>(({ value: entries, issues }) => {
    if (typeof entries !== 'object' || entries === null) return;
    for (const key of Object.keys(entries)) {
      const judged = key === lock ? undefined : id.safeParse(key).error?.issues[0];
      if (judged?.code !== 'custom') continue;
      // Of what a wrong id holds nobody can say whether it is right.
      const others = issues.filter(({ path }) => path?.[0] !== key);
      issues.splice(0, issues.length, ...others);
      const params =
        suggest(key, [lock]) === undefined
          ? judged.params
          : { ...judged.params, help: `did you mean \`${lock}\`?` };
      issues.push({ code: 'custom', input: key, path: [key], message: judged.message, params });
    }
  });
  // Also where values are wrong: all problems come in one go.
  check._zod.def.when = () => true;
  return z
    .object({ [lock]: children.optional() })
    .catchall(value)
    .check(check)
    .meta({ propertyNames: { anyOf: [{ const: lock }, { type: 'string', pattern }] } })
    .transform((entries): ById<z.output<Value>> => {
      const { [lock]: own, ...ids } = entries as Readonly<Record<string, z.output<Value>>>;
      return { ids, children: own as WrittenChildren | undefined };
    });
}
