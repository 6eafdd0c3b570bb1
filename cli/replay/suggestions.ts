import { resolve } from 'node:path';
import { chatService, questionsToAmazonQ } from '../../modules/guardrails/chat-service.js';
import type { Guardrail } from '../../modules/guardrails/guardrail.js';
import { noValues } from '../../modules/guardrails/parameter.js';
import { guardrails, packs } from '../../modules/guardrails/registry.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import type { Replay, ReplayWorld } from '../../modules/replay/answer.js';
import { type CatalogueGuardrail, type Suggestions, suggest } from '../../modules/replay/suggest.js';
import type { Tallies } from '../../modules/replay/tallies.js';
import { suggestionFiles } from '../../modules/report/replay-suggestions.js';
import { CannotDo } from '../cannot-do.js';
import type { EvaluatedOrganization } from '../evaluated-organization.js';
import type { World } from '../world.js';

/**
 * Suggests guardrails, allow-lists and expectations that fit the recorded calls. Throws `CannotDo` if no call came from
 * chat, because every guardrail would fit.
 */
export function suggestions(
  counted: Tallies,
  answer: Replay,
  world: ReplayWorld,
  asked: EvaluatedOrganization,
): Suggestions {
  if (answer.events.fromChat === 0)
    throw new CannotDo(
      'the records have no call from chat, so they suggest nothing',
      'replay a longer period, or the records of more accounts and Regions',
    );
  const used = asked.state === 'planned' ? asked.environment.intent.guardrails : [];
  return suggest(counted, answer, {
    ...world,
    catalogueOf: (regions) =>
      [...packs, ...guardrails].flatMap((guardrail) => withRegions(guardrail, regions)),
    used: {
      names: used.map(({ name }) => name),
      ids: used.flatMap(({ rule }) => ('use' in rule && rule.use !== undefined ? [rule.use] : [])),
    },
  });
}

/** A guardrail that needs no parameters, or only the Regions that were used. */
function withRegions(
  { id, parameters, statements, includes = [] }: Guardrail,
  regions: readonly string[],
): readonly CatalogueGuardrail[] {
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  if (required.length === 0) return [{ id, includes, statements: statements(noValues) }];
  if (required.join() !== 'regions' || regions.length === 0) return [];
  return [{ id, includes, regions, statements: statements({ ...noValues, regions }) }];
}

/** Writes suggestions into a new folder, or to stdout as the documents of one YAML stream. */
export function writeSuggestions(
  found: Suggestions,
  asked: EvaluatedOrganization,
  { output: folder, force }: { readonly output?: string; readonly force?: boolean },
  world: World,
): void {
  const limits = asked.state === 'planned' ? asked.environment.intent.limits : undefined;
  const files = suggestionFiles(found, {
    actions: [...chatService, ...questionsToAmazonQ],
    maxCharacters: (limits?.serviceControlPolicy.documentCharacters ?? 10_240) - 2_000,
    managementAccountId: asked.organization.managementAccountId,
  });
  if (folder === undefined) {
    world.stdout.write(files.map(({ path, text }) => `# ${path}\n${text}`).join('---\n'));
    return;
  }
  world.writeFiles([{ folder: resolve(world.workingDirectory, folder), files, force }]);
  world.stdout.write(files.map(({ path }) => `${escapeControlCharacters(`${folder}/${path}`)}\n`).join(''));
}
