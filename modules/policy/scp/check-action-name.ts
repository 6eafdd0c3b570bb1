import type { ActionCatalogue } from '../action-catalogue.js';
import { matches } from '../pattern/matches.js';
import { tokensOf } from '../pattern/token.js';
import type { ActionNameFacts } from '../problems/service-control-policy-problems.js';
import { suggest } from '../text/suggest.js';

/** Why an action, or a pattern of actions, is likely a mistake. */
export interface ActionNameProblem {
  readonly kind: 'unknown-service' | 'unknown-action' | 'wildcard-matches-nothing';
  /** Without `nearest` the action may be newer than the catalogue. */
  readonly facts: ActionNameFacts;
}

/**
 * Looks up an action as a policy writes it, wildcards included, in the catalogue; undefined where it is known. With
 * `suggests` false, no similar action is searched for: that takes most of the time.
 */
export function checkActionName(
  text: string,
  catalogue: ActionCatalogue,
  suggests = true,
): ActionNameProblem | undefined {
  const colon = text.indexOf(':');
  if (colon === -1) return undefined;
  const [service, name] = [text.slice(0, colon), text.slice(colon + 1)];
  const at = { action: text, service, date: catalogue.date };
  const [, cleanService = '', cleanName = ''] = /^[^\w*]*([\w-]+):+([\w*?]+)[^\w*]*$/.exec(text) ?? [];
  const clean = `${cleanService}:${cleanName}`;
  const action = catalogue.action(cleanService, cleanName);
  if (clean !== text && action !== undefined) return mistake('unknown-action', at, clean);
  if (isPattern(service)) {
    return isThere(service, catalogue.services()) ? undefined : mistake('wildcard-matches-nothing', at);
  }
  // The catalogue reads the actions of a service on first use: of `ec2:*` only the service must exist.
  if (name === '*' && catalogue.services().includes(service.toLowerCase())) return undefined;
  const actions = catalogue.actionsOf(service);
  if (actions === undefined) {
    const near = suggests ? suggest(service, catalogue.services()) : undefined;
    return mistake('unknown-service', at, near === undefined ? undefined : `${near}:${name}`);
  }
  const folded = name.toLowerCase();
  const isKnown = isPattern(name)
    ? isThere(name, actions)
    : actions.some((action) => action.toLowerCase() === folded);
  if (isKnown) return undefined;
  const kind = isPattern(name) ? 'wildcard-matches-nothing' : 'unknown-action';
  if (!suggests) return mistake(kind, at);
  const near = isPattern(name)
    ? nearestPattern(name, actions)
    : (suggest(name, actions) ?? startingWith(name, actions));
  return mistake(kind, at, near === undefined ? undefined : `${service}:${near}`);
}

function mistake(
  kind: ActionNameProblem['kind'],
  known: Omit<ActionNameFacts, 'nearest'>,
  nearest?: string,
): ActionNameProblem {
  return { kind, facts: { ...known, ...(nearest === undefined ? {} : { nearest }) } };
}

function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether one of the names matches the pattern. */
function isThere(pattern: string, names: readonly string[]): boolean {
  const tokens = tokensOf(pattern.toLowerCase(), 'string');
  return names.some((name) => matches(tokens, name.toLowerCase()));
}

/** The shortest action that starts with the name: `InvokeFunction` for `Invoke`. */
function startingWith(name: string, actions: readonly string[]): string | undefined {
  if (name.length < 4) return undefined;
  const folded = name.toLowerCase();
  const found = actions.filter((action) => action.toLowerCase().startsWith(folded));
  return found.sort((a, b) => a.length - b.length)[0];
}

/** The nearest first words of an action, as a pattern: `Delete*` for `Delte*`. */
function nearestPattern(pattern: string, actions: readonly string[]): string | undefined {
  const stem = /^([^*?]{3,})\*$/.exec(pattern)?.[1];
  const near = stem === undefined ? undefined : suggest(stem, new Set(actions.flatMap(firstWords)));
  return near === undefined ? undefined : `${near}*`;
}

/** `Delete`, `DeleteDB` and `DeleteDBCluster` for `DeleteDBCluster`. */
function firstWords(name: string): readonly string[] {
  const ends = [...name.matchAll(/[a-z0-9](?=[A-Z])|[A-Z](?=[A-Z][a-z])|$/g)];
  return ends.map((end) => name.slice(0, end.index + end[0].length));
}
