import type { PerhapsNeeded } from '../../modules/actions/perhaps-needed.js';
import type { ActionCatalogue } from '../../modules/policy/action-catalogue.js';
import { quoted } from '../../modules/policy/problem.js';
import { decidePerhaps, decideTogether, decideUnknown } from '../../modules/simulator/decide/decide.js';
import type { DecisionRequest } from '../../modules/simulator/decide/decision-request.js';
import type { Answer, Ask } from './answer.js';

/** Decides on every action that a command line needs. What `request` says goes before what the line says. */
export async function answerCommand(
  line: string,
  request: DecisionRequest,
  ask: Ask,
  catalogue: ActionCatalogue,
): Promise<Answer> {
  // The table of commands is large: whoever asks about an action does not wait for it.
  const { actionsOfCommand } = await import('../../modules/actions/actions-of-command.js');
  const { accountId, region } = request;
  const found = actionsOfCommand(
    line,
    catalogue,
    region === undefined ? { accountId } : { accountId, region },
  );
  if (found.kind === 'unknown') {
    const decision = decideUnknown(ask(request), `${found.reason}; ${found.help}`);
    return { what: quoted(line), actions: [], decision };
  }
  const { resource: given, ...place } = { ...(found.region && { region: found.region }), ...request };
  const sure = found.actions.map(({ action, resource }) => {
    const onWhat = resource === '*' ? resource : (given ?? resource);
    return { action, decision: ask({ ...place, action, ...(onWhat && { resource: onWhat }) }) };
  });
  const { notes, ...decision } = decideTogether([...sure, ...doubts(found.perhaps, place, ask)]);
  const actions = found.actions.map(({ action }) => action);
  return {
    what: `${quoted(found.command)} (${actions.join(', ')})`,
    actions,
    decision: { ...decision, notes: [...notes, ...found.notes] },
  };
}

/** The actions that the command may need too and that are not plainly allowed. */
function doubts(perhaps: readonly PerhapsNeeded[], place: DecisionRequest, ask: Ask) {
  return perhaps
    .map(({ action, option }) => {
      const why = `${quoted(option)} may need this action too, which is not plainly allowed`;
      return { action, decision: decidePerhaps(ask({ ...place, action }), why) };
    })
    .filter(({ decision }) => decision.gates.length > 0);
}
