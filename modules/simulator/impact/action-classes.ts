import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { matches } from '../../policy/pattern/matches.js';
import { type Token, tokensOf } from '../../policy/pattern/token.js';
import { type JsonValue, oneOrMany, valueAt } from '../../policy/text/json.js';

/** Actions that match the same patterns. Every policy decides alike about all of them. */
export interface ActionClass {
  /** `service:Action`. */
  readonly actions: readonly string[];
}

/**
 * Returns all actions of the catalogue, and actions that only patterns name, in classes by the patterns that match
 * them. This is exact, because a policy distinguishes actions only by its patterns.
 */
export function actionClasses(
  catalogue: ActionCatalogue,
  patterns: Iterable<string>,
): readonly ActionClass[] {
  const all = [...patterns];
  const index = patternIndex(new Set(all.map((pattern) => pattern.toLowerCase())));
  const classes = new Map<string, string[]>();
  const add = (signature: string, actions: readonly string[]): void => {
    const members = classes.get(signature);
    if (members === undefined) classes.set(signature, [...actions]);
    else for (const action of actions) members.push(action);
  };
  for (const service of catalogue.services()) {
    const actions = (catalogue.actionsOf(service) ?? []).map((name) => `${service}:${name}`);
    if (!index.tellsApart(service)) add('', actions);
    else for (const action of actions) add(index.signatureOf(action), [action]);
  }
  for (const pattern of new Set(all)) {
    if (!/[*?]/.test(pattern) && !isKnown(catalogue, pattern)) add(index.signatureOf(pattern), [pattern]);
  }
  return [...classes.values()].map((actions) => ({ actions }));
}

function isKnown(catalogue: ActionCatalogue, action: string): boolean {
  const [service = '', name = ''] = action.split(':');
  return catalogue.action(service, name) !== undefined;
}

/** Returns all patterns in `Action` and `NotAction` of a policy document, as written. */
export function actionPatternsIn(content: JsonValue): readonly string[] {
  const values = oneOrMany(valueAt(content, 'Statement')).flatMap((statement) =>
    [valueAt(statement, 'Action'), valueAt(statement, 'NotAction')].flat(),
  );
  return values.filter((value) => typeof value === 'string');
}

interface PatternIndex {
  /** True if a pattern may match some actions of the service and not others. */
  readonly tellsApart: (service: string) => boolean;
  /** The patterns that match an action, as a string. Patterns that match every action are left out. */
  readonly signatureOf: (action: string) => string;
}

function patternIndex(patterns: ReadonlySet<string>): PatternIndex {
  const byService = new Map<string, Pattern[]>();
  const anyService: Pattern[] = [];
  [...patterns].forEach((text, number) => {
    if (/^\*+$/.test(text)) return;
    const pattern = { number, tokens: tokensOf(text, 'string') };
    const service = text.slice(0, Math.max(0, text.indexOf(':')));
    if (service === '' || /[*?]/.test(service)) anyService.push(pattern);
    else byService.set(service, [...(byService.get(service) ?? []), pattern]);
  });
  return {
    tellsApart: (service) => anyService.length > 0 || byService.has(service),
    signatureOf: (action) => {
      const folded = action.toLowerCase();
      const own = byService.get(folded.slice(0, folded.indexOf(':'))) ?? [];
      const found = [...anyService, ...own].filter(({ tokens }) => matches(tokens, folded));
      return found.map(({ number }) => number).join(' ');
    },
  };
}

interface Pattern {
  readonly number: number;
  readonly tokens: readonly Token[];
}
