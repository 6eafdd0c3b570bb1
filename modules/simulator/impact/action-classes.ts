import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { isJsonObject, type JsonValue } from '../../policy/json.js';
import { matches } from '../../policy/pattern/matches.js';
import { type Token, tokensOf } from '../../policy/pattern/token.js';

/** Actions that no pattern tells apart: policies decide alike about all of them. */
export interface ActionClass {
  /** `service:Action`, sorted. */
  readonly actions: readonly string[];
}

/**
 * All actions of the catalogue, and those that patterns name though the catalogue does not know them, in classes by
 * the patterns that match them. Exact: a policy sees an action only through its patterns.
 */
export function actionClasses(
  catalogue: ActionCatalogue,
  patterns: Iterable<string>,
): readonly ActionClass[] {
  const index = patternIndex(new Set([...patterns].map((pattern) => pattern.toLowerCase())));
  const classes = new Map<string, string[]>();
  const known = new Set<string>();
  const add = (action: string): void => {
    const signature = index(action.toLowerCase()).join(' ');
    const members = classes.get(signature);
    if (members === undefined) classes.set(signature, [action]);
    else members.push(action);
  };
  for (const service of catalogue.services()) {
    for (const name of catalogue.actionsOf(service) ?? []) {
      known.add(`${service}:${name}`.toLowerCase());
      add(`${service}:${name}`);
    }
  }
  for (const pattern of patterns) {
    if (!/[*?]/.test(pattern) && !known.has(pattern.toLowerCase())) {
      known.add(pattern.toLowerCase());
      add(pattern);
    }
  }
  return [...classes.values()].map((actions) => ({ actions: actions.sort() }));
}

/** Every pattern in `Action` and `NotAction` of a policy document, as it is written. */
export function actionPatternsIn(content: JsonValue): readonly string[] {
  if (!isJsonObject(content)) return [];
  const statements = content['Statement'] ?? [];
  const list: readonly JsonValue[] = Array.isArray(statements) ? statements : [statements];
  return list.flatMap((statement) => {
    if (!isJsonObject(statement)) return [];
    const values = [statement['Action'], statement['NotAction']].flat();
    return values.filter((value): value is string => typeof value === 'string');
  });
}

/** A function from an action in lower case to the numbers of the patterns that match it. */
function patternIndex(patterns: ReadonlySet<string>): (action: string) => readonly number[] {
  const byService = new Map<string, Pattern[]>();
  const anyService: Pattern[] = [];
  [...patterns].forEach((text, number) => {
    const pattern = { number, tokens: tokensOf(text, 'string') };
    const service = text.slice(0, Math.max(0, text.indexOf(':')));
    if (service === '' || /[*?]/.test(service)) anyService.push(pattern);
    else byService.set(service, [...(byService.get(service) ?? []), pattern]);
  });
  return (action) => {
    const own = byService.get(action.slice(0, action.indexOf(':'))) ?? [];
    return [...anyService, ...own]
      .filter(({ tokens }) => matches(tokens, action))
      .map(({ number }) => number);
  };
}

interface Pattern {
  readonly number: number;
  readonly tokens: readonly Token[];
}
