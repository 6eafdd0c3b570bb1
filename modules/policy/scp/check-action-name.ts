import type { ActionCatalogue } from '../action-catalogue.js';
import { matches } from '../pattern/matches.js';
import { tokensOf } from '../pattern/token.js';
import { quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';

/** Why an action, or a pattern of actions, is hardly what was meant. */
export interface ActionNameProblem {
  readonly kind: 'unknown-service' | 'unknown-action' | 'wildcard-matches-nothing';
  readonly message: string;
  readonly help: string;
  /** What it was most likely meant to be; without one it may be newer than the catalogue. */
  readonly suggestion: string | undefined;
}

/** Holds an action as a policy writes it, wildcards included, against the catalogue; undefined when it knows it. */
export function checkActionName(text: string, catalogue: ActionCatalogue): ActionNameProblem | undefined {
  const colon = text.indexOf(':');
  if (colon === -1) return undefined;
  const [service, name] = [text.slice(0, colon), text.slice(colon + 1)];
  if (isPattern(service)) {
    if (isThere(service, catalogue.services())) return undefined;
    return doubt('wildcard-matches-nothing', text, undefined, 'no service fits it', catalogue);
  }
  const actions = catalogue.actionsOf(service);
  if (actions === undefined) {
    const near = suggest(service, catalogue.services());
    const suggestion = near === undefined ? undefined : `${near}:${name}`;
    return doubt('unknown-service', text, suggestion, `there is no service ${quoted(service)}`, catalogue);
  }
  if (isThere(name, actions)) return undefined;
  if (isPattern(name)) {
    const suggestion = nearestPattern(name, actions);
    const meant = suggestion === undefined ? undefined : `${service}:${suggestion}`;
    return doubt('wildcard-matches-nothing', text, meant, `no action of \`${service}\` fits it`, catalogue);
  }
  const near = suggest(name, actions) ?? begunBy(name, actions);
  const suggestion = near === undefined ? undefined : `${service}:${near}`;
  return doubt('unknown-action', text, suggestion, `\`${service}\` has no such action`, catalogue);
}

function doubt(
  kind: ActionNameProblem['kind'],
  text: string,
  suggestion: string | undefined,
  why: string,
  { date }: ActionCatalogue,
): ActionNameProblem {
  return {
    kind,
    message: `${quoted(text)}: ${why} in AWS's list of ${date}`,
    help:
      suggestion === undefined
        ? 'it matches nothing unless it is newer than the list'
        : `did you mean ${quoted(suggestion)}?`,
    suggestion,
  };
}

function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether one of the names is this one, or fits the pattern. */
function isThere(text: string, names: readonly string[]): boolean {
  const folded = text.toLowerCase();
  if (!isPattern(text)) return names.some((name) => name.toLowerCase() === folded);
  const tokens = tokensOf(folded, 'string');
  return names.some((name) => matches(tokens, name.toLowerCase()));
}

/** `Invoke` was meant to be `InvokeFunction`: the shortest action that begins so. */
function begunBy(name: string, actions: readonly string[]): string | undefined {
  if (name.length < 4) return undefined;
  const begun = actions.filter((action) => action.toLowerCase().startsWith(name.toLowerCase()));
  return begun.sort((a, b) => a.length - b.length)[0];
}

/** `Delte*` was meant to be `Delete*`: the first words of some action. */
function nearestPattern(pattern: string, actions: readonly string[]): string | undefined {
  const stem = /^([^*?]{3,})\*$/.exec(pattern)?.[1];
  const near = stem === undefined ? undefined : suggest(stem, new Set(actions.flatMap(firstWords)));
  return near === undefined ? undefined : `${near}*`;
}

/** `DeleteDBCluster` begins with `Delete`, `DeleteDB` and `DeleteDBCluster`. */
function firstWords(name: string): readonly string[] {
  const ends = [...name.matchAll(/[a-z0-9](?=[A-Z])|[A-Z](?=[A-Z][a-z])|$/g)];
  return ends.map((end) => name.slice(0, end.index + end[0].length));
}
