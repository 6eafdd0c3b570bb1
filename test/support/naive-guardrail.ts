import type { GuardrailStatement } from '../../modules/policy/intent.js';

/** A request of which everything is known: keys that are not in `context` are not in the request. */
export interface NaiveRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Whether a guardrail's statements deny a request from chat, read as plainly as their docstrings say it. */
export function naivelyDenies(statements: readonly GuardrailStatement[], request: NaiveRequest): boolean {
  return statements.some((statement) => {
    const named = statement.actions.some((pattern) => like(pattern, request.action, 'i'));
    if (named !== (statement.effect === 'deny')) return false;
    const { resources, exceptResources } = statement;
    const onIt = (patterns: readonly string[]) => patterns.some((pattern) => like(pattern, request.resource));
    if (exceptResources === undefined ? !onIt(resources) : onIt(exceptResources)) return false;
    return Object.entries(statement.conditions).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, request.context[key])),
    );
  });
}

function holds(operator: string, wanted: readonly string[], found: readonly string[] | undefined): boolean {
  switch (operator) {
    case 'Null':
      return wanted.includes(String(found === undefined));
    case 'StringEquals':
      return found?.some((value) => wanted.includes(value)) ?? false;
    case 'StringNotEquals':
      return !found?.some((value) => wanted.includes(value));
    default:
      throw new Error(`no guardrail of the catalogue uses ${operator}`);
  }
}

function like(pattern: string, text: string, flags = ''): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}
