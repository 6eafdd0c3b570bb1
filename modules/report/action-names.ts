import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { chatServiceDenies } from '../policy/chat-service-denies.js';

/** Expands action patterns, and abbreviates lists of actions. */
export interface ActionNames {
  /** Returns the actions of the catalogue that `service:Action`, `service:*` or `*` match. */
  expand(pattern: string): readonly string[];
  /** Sorted; whole services as `service:*`, and all actions of one verb as `service:Get*`. */
  shorten(actions: ReadonlySet<string>): readonly string[];
  /** True if the chat service refuses the action, even if policies allow it. */
  neverFromChat(action: string): boolean;
}

/** The names in a catalogue. Services are read when they are first needed. */
export function actionNames(catalogue: ActionCatalogue): ActionNames {
  const ofService = (service: string): readonly string[] =>
    (catalogue.actionsOf(service) ?? []).map((name) => `${service}:${name}`);
  const refused = new Set(chatServiceDenies.actions);
  return {
    expand: (pattern) => {
      if (pattern === '*') return catalogue.services().flatMap(ofService);
      return pattern.endsWith(':*') ? ofService(serviceOf(pattern)) : [pattern];
    },
    shorten: (actions) => {
      const services = new Set([...actions].map(serviceOf));
      return [...services]
        .flatMap((service) => shortly(service, new Set(ofService(service)), actions))
        .sort();
    },
    neverFromChat: (action) => refused.has(action) || refused.has(`${serviceOf(action)}:*`),
  };
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

/** The actions of one service that are in the set. */
function shortly(service: string, all: ReadonlySet<string>, actions: ReadonlySet<string>): readonly string[] {
  const own = [...actions].filter((action) => serviceOf(action) === service);
  if (own.length > 1 && own.length >= all.size) return [`${service}:*`];
  const short = own.map((action) => {
    const verb = /^[^:]+:[A-Z][a-z0-9]*/.exec(action)?.[0] ?? action;
    const alike = [...all].filter((each) => each.startsWith(verb));
    return alike.length > 1 && alike.every((each) => actions.has(each)) ? `${verb}*` : action;
  });
  return [...new Set(short)];
}
