import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { matches } from '../../policy/pattern/matches.js';
import { type Token, tokensOf } from '../../policy/pattern/token.js';
import { type JsonValue, oneOrMany, valueAt } from '../../policy/text/json.js';

/** Actions that match the same patterns. Every policy decides alike about all of them. */
export interface ActionClass {
  /** One of them, `service:Action`. */
  readonly representative: string;
  readonly actions: readonly string[];
}

/**
 * Returns all actions of the catalogue, and actions that only patterns name, in classes by the patterns that match
 * them. This is exact, because a policy distinguishes actions only by its patterns. A service that no pattern names is
 * read from the catalogue only if someone asks for all actions of its class. The patterns of one list in `alike` match
 * actions that are decided in the same way, as one pattern does.
 */
export function actionClasses(
  catalogue: ActionCatalogue,
  patterns: Iterable<string>,
  alike: readonly (readonly string[])[] = [],
): readonly ActionClass[] {
  const all = [...patterns];
  const index = patternIndex([...[...new Set(all)].map((pattern) => [pattern]), ...alike]);
  const known = new Set<string>();
  const classes = new Map<string, string[]>();
  const add = (action: string): void => {
    const folded = action.toLowerCase();
    known.add(folded);
    const signature = index.signatureOf(folded);
    const members = classes.get(signature);
    if (members === undefined) classes.set(signature, [action]);
    else members.push(action);
  };
  const actionsOf = (service: string): readonly string[] =>
    (catalogue.actionsOf(service) ?? []).map((name) => `${service}:${name}`);
  const others: string[] = [];
  for (const service of catalogue.services()) {
    if (index.tellsApart(service)) actionsOf(service).forEach(add);
    else others.push(service);
  }
  for (const pattern of new Set(all)) {
    if (!/[*?]/.test(pattern) && !known.has(pattern.toLowerCase())) add(pattern);
  }
  const rest = restOf(classes.get('') ?? [], others, actionsOf);
  classes.delete('');
  const matched = [...classes.values()].flatMap((actions) => {
    const [representative] = actions;
    return representative === undefined ? [] : [{ representative, actions }];
  });
  return rest === undefined ? matched : [rest, ...matched];
}

/** The class of the actions that no pattern matches: some, and all of the services that no pattern names. */
function restOf(
  some: readonly string[],
  services: readonly string[],
  actionsOf: (service: string) => readonly string[],
): ActionClass | undefined {
  const firstOther = (): string | undefined =>
    actionsOf(services.find((each) => actionsOf(each).length > 0) ?? '')[0];
  const representative = some[0] ?? firstOther();
  if (representative === undefined) return undefined;
  let actions: readonly string[] | undefined;
  return {
    representative,
    get actions() {
      actions ??= [...some, ...services.flatMap(actionsOf)];
      return actions;
    },
  };
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
  /** The patterns that match an action in lower case, as a string. Patterns that match every action are left out. */
  readonly signatureOf: (folded: string) => string;
}

/** The patterns of one list count as one pattern. */
function patternIndex(lists: readonly (readonly string[])[]): PatternIndex {
  const byService = new Map<string, Pattern[]>();
  const anyService: Pattern[] = [];
  const patterns = lists.flatMap((list, number) =>
    list.map((text) => ({ text: text.toLowerCase(), number })),
  );
  for (const { text, number } of patterns) {
    if (/^\*+$/.test(text)) continue;
    const pattern = { number, tokens: tokensOf(text, 'string') };
    const service = text.slice(0, Math.max(0, text.indexOf(':')));
    if (service === '' || /[*?]/.test(service)) anyService.push(pattern);
    else byService.set(service, [...(byService.get(service) ?? []), pattern]);
  }
  return {
    tellsApart: (service) => anyService.length > 0 || byService.has(service),
    signatureOf: (folded) => {
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
