import { z } from 'zod';
import { likelyKey } from '../text/likely-key.js';
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
  const { pattern = '', description = '' } = z.globalRegistry.get(id) ?? {};
  const judgeKeys = (entries: unknown, { issues }: { readonly issues: z.core.$ZodRawIssue[] }): void => {
    if (typeof entries !== 'object' || entries === null) return;
    for (const key of Object.keys(entries)) {
      const judged = key === lock ? undefined : id.safeParse(key).error?.issues[0];
      if (judged?.code !== 'custom') continue;
      // Of what a wrong id holds nobody can say whether it is right.
      const others = issues.filter(({ path }) => path?.[0] !== key);
      issues.splice(0, issues.length, ...others);
      const help = { help: `did you mean \`${lock}\`?` };
      const params = likelyKey(key, [lock]) === undefined ? judged.params : { ...judged.params, ...help };
      issues.push({ code: 'custom', input: key, path: [key], message: judged.message, params });
    }
  };
  return (
    z
      .object({ [lock]: children.optional() })
      .catchall(value)
      // Also where values are wrong: all problems come in one go.
      .superRefine(judgeKeys, { when: () => true })
      .meta({ propertyNames: { anyOf: [{ const: lock }, { type: 'string', pattern, description }] } })
      .transform((entries): ById<z.output<Value>> => {
        const { [lock]: own, ...ids } = entries as Readonly<Record<string, z.output<Value>>>;
        return { ids, children: own as WrittenChildren | undefined };
      })
  );
}
