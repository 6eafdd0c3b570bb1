import type { ActionCatalogue } from '../../policy/action-catalogue.js';

/** Some actions of the catalogue in few words. */
export interface ActionSummary {
  /** An action, `service:*` for every action of a service, or `*` for all but `except`. */
  readonly action: string;
  readonly except?: readonly string[];
}

/**
 * Names a set of actions shortly: whole services as `service:*`, and more than half of all actions as `*` with its
 * exceptions. Sorted.
 */
export function summarizeActions(
  catalogue: ActionCatalogue,
  actions: ReadonlySet<string>,
): readonly ActionSummary[] {
  const rest: string[] = [];
  let total = 0;
  for (const service of catalogue.services()) {
    for (const name of catalogue.actionsOf(service) ?? []) {
      total++;
      if (!actions.has(`${service}:${name}`)) rest.push(`${service}:${name}`);
    }
  }
  if (actions.size > total / 2) return [{ action: '*', except: wholeServices(catalogue, new Set(rest)) }];
  return wholeServices(catalogue, actions).map((action) => ({ action }));
}

function wholeServices(catalogue: ActionCatalogue, actions: ReadonlySet<string>): readonly string[] {
  const byService = new Map<string, string[]>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(':'));
    byService.set(service, [...(byService.get(service) ?? []), action]);
  }
  return [...byService]
    .flatMap(([service, own]) => {
      const all = catalogue.actionsOf(service);
      return all !== undefined && all.length > 1 && own.length >= all.length ? [`${service}:*`] : own;
    })
    .sort();
}
