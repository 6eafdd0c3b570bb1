import { z } from 'zod';
import { likelyKey } from '../text/likely-key.js';
import { holdsPlaceholder } from '../text/placeholder.js';
import type { KeyId } from './ids.js';
import { children, type WrittenChildren } from './settings.js';

/** The key of the child control among ids. No id has this form. */
const childControlKey = 'children';

/** Values by id, and the child control that was written among them. */
export interface ById<Value> {
  readonly ids: Readonly<Record<string, Value>>;
  readonly children: WrittenChildren | undefined;
}

/** The schema of values by id with an optional child control. An invalid id hides no problem of another id. */
export function byId<Value extends z.ZodType>(id: KeyId, value: Value) {
  const checkKeys = (entries: unknown, { issues }: { readonly issues: z.core.$ZodRawIssue[] }): void => {
    if (typeof entries !== 'object' || entries === null) return;
    for (const key of Object.keys(entries)) {
      const isId = key !== childControlKey && !holdsPlaceholder(key);
      const issue = !isId ? undefined : id.issueOf(key, likelyKey(key, [childControlKey]));
      if (issue === undefined) continue;
      // The value below an invalid id may not belong there, so its own issues are dropped.
      const others = issues.filter(({ path }) => path?.[0] !== key);
      issues.splice(0, issues.length, ...others);
      issues.push({ code: 'custom', input: key, path: [key], params: { ...issue } });
    }
  };
  const { pattern, description } = id;
  return (
    z
      .object({ [childControlKey]: children.optional() })
      .catchall(value)
      // Keys are checked also where values are invalid, so all problems are reported at once.
      .superRefine(checkKeys, { when: () => true })
      .meta({
        propertyNames: { anyOf: [{ const: childControlKey }, { type: 'string', pattern, description }] },
      })
      .transform((entries): ById<z.output<Value>> => {
        const { [childControlKey]: own, ...ids } = entries as Readonly<Record<string, z.output<Value>>>;
        return { ids, children: own as WrittenChildren | undefined };
      })
  );
}
