import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import { decide } from '../../../modules/simulator/decide/decide.js';
import { contradictionsIn } from '../../../modules/simulator/decide/decision-request.js';
import { type DecideScenario, organizationOf, requestOf } from '../../support/decide-scenario.js';
import { scenariosIn } from '../../support/scenarios.js';

const catalogue = loadActionCatalogue();

describe.each(scenariosIn<DecideScenario>('decide'))('%s', (_, scenarios) => {
  test.each(scenarios)('$name', (scenario) => {
    const request = requestOf(scenario);
    expect(contradictionsIn(request)).toEqual([]);
    const decision = decide(organizationOf(scenario), request, { catalogue });
    expect(decision?.decision).toBe(scenario.expected);
    expect(decision?.reasons).not.toEqual([]);
    if (scenario.reason !== undefined) {
      expect(decision?.reasons).toContainEqual(expect.objectContaining(scenario.reason));
    }
    if (scenario.reasons !== undefined) expect(decision?.reasons).toEqual(scenario.reasons);
    if (scenario.notes !== undefined) expect(decision?.notes).toEqual(scenario.notes);
    if (scenario.says !== undefined) expect(JSON.stringify(decision?.reasons)).toContain(scenario.says);
    if (scenario.note !== undefined) expect(decision?.notes.join('\n')).toContain(scenario.note);
  });
});
