import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import { quoted } from '../../modules/policy/problem.js';
import { suggest } from '../../modules/policy/suggest.js';

/** A line for people who ask about an action that the catalogue does not know; empty when it does. */
export function warnAboutAction(action: string, catalogue: ActionCatalogue): string {
  const [service = '', name = ''] = action.split(':');
  if (catalogue.action(service, name) !== undefined) return '';
  const names = catalogue.actionsOf(service);
  const near = names === undefined ? suggest(service, catalogue.services()) : suggest(name, names);
  const meant =
    near === undefined
      ? ''
      : `; did you mean \`${names === undefined ? `${near}:${name}` : `${service}:${near}`}\`?`;
  return `warning: the list of actions of ${catalogue.date} has no ${quoted(action)}${meant}\n`;
}
