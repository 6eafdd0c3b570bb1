import { actionsOfEvent } from '../../modules/actions/action-of-event.js';
import { actionsOfCommand } from '../../modules/actions/actions-of-command.js';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { commandTable } from '../../modules/actions/load-command-table.js';
import type { ReplayWorld } from '../../modules/replay/answer.js';
import type { EvaluatedOrganization } from '../evaluated-organization.js';

/** What deciding recorded calls again needs: the organization before and after the plan, and AWS's actions. */
export function replayWorld(asked: EvaluatedOrganization): ReplayWorld {
  const catalogue = loadActionCatalogue();
  const after = asked.organization;
  const before = asked.state === 'planned' ? asked.before : after;
  return {
    before,
    after,
    catalogue,
    actionsOfEvent: (source, name) => actionsOfEvent(source, name, catalogue),
    actionsOfCommand: (line) => {
      const found = actionsOfCommand(line, { catalogue, commands: commandTable });
      return found.kind === 'known' ? found.actions.map(({ action }) => action) : [];
    },
    guardrails: asked.state === 'planned' ? asked.environment.intent.guardrails.map(({ name }) => name) : [],
  };
}
