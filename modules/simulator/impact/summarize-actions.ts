import type { ActionCatalogue } from '../../policy/action-catalogue.js';

/** A set of actions in short form. */
export interface ActionSummary {
  /** An action, `service:*` for every action of a service, or `*` for all but `except`. */
  readonly action: string;
  readonly except?: readonly string[];
}

/**
 * Names a set of actions shortly: whole services as `service:*`, and more than half of all actions as `*` with its
 * exceptions. Sorted. The catalogue is read once, when it is first needed.
 */
export function actionSummarizer(
  catalogue: ActionCatalogue,
): (actions: ReadonlySet<string>) => readonly ActionSummary[] {
  let known: ReadonlyMap<string, readonly string[]> | undefined;
  return (actions) => {
    known ??= allActions(catalogue);
    const all = [...known.values()];
    const total = all.reduce((sum, own) => sum + own.length, 0);
    if (actions.size <= total / 2) return wholeServices(known, actions).map((action) => ({ action }));
    const rest = all.flat().filter((action) => !actions.has(action));
    return [{ action: '*', except: wholeServices(known, rest) }];
  };
}

/** Every action of the catalogue, by service. */
function allActions(catalogue: ActionCatalogue): ReadonlyMap<string, readonly string[]> {
  const actionsOf = (service: string): readonly string[] =>
    (catalogue.actionsOf(service) ?? []).map((name) => `${service}:${name}`);
  return new Map([...catalogue.services()].map((service) => [service, actionsOf(service)]));
}

function wholeServices(
  known: ReadonlyMap<string, readonly string[]>,
  actions: Iterable<string>,
): readonly string[] {
  const byService = new Map<string, string[]>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(':'));
    const own = byService.get(service);
    if (own === undefined) byService.set(service, [action]);
    else own.push(action);
  }
  return [...byService]
    .flatMap(([service, own]) => {
      const all = known.get(service) ?? [];
      return all.length > 1 && own.length >= all.length ? [`${service}:*`] : own;
    })
    .sort();
}
