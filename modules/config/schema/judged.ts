import type { z } from 'zod';
import type { ProblemKind } from '../../policy/problem-kinds.js';

/** Why a value is not taken. */
export interface Verdict {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly help: string;
}

/** The schema with one more question asked of every value: what `judge` answers becomes a problem at its place. */
export function judged<Schema extends z.ZodType>(
  schema: Schema,
  judge: (value: z.output<Schema>) => Verdict | undefined,
): Schema {
  return schema.check((context) => {
    const verdict = judge(context.value as z.output<Schema>);
    if (verdict === undefined) return;
    const { message, kind, help } = verdict;
    context.issues.push({ code: 'custom', input: context.value, message, params: { kind, help } });
  });
}
