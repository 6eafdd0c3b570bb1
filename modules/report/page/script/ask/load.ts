import { listsOf } from '../../../../actions/compact-lists.js';
import type { ActionLists } from '../../../../actions/find-command.js';
import type { AskedOrganizations } from '../../embedded-organizations.js';
import { readEmbedded } from '../../embedded-organizations.js';
import { byId } from '../elements.js';
import { type Asked, questionAnswerer } from './answer.js';
import type { Question } from './question.js';

/** What answers questions: loaded with the first one, so the page is shown without waiting for it. */
export interface Questions {
  readonly organizations: AskedOrganizations;
  readonly lists: ActionLists;
  readonly current: (question: Question) => Asked;
  /** Undefined if the page shows no plan. */
  readonly planned?: (question: Question) => Asked;
}

/** Reads what the page embeds for questions. */
export async function loadQuestions(): Promise<Questions> {
  const organizations = readEmbedded(JSON.parse(textOf('organizations')));
  const lists = listsOf(JSON.parse(await inflated(textOf('action-lists'))));
  const { current, planned } = organizations;
  return {
    organizations,
    lists,
    current: questionAnswerer(current, lists),
    ...(planned === undefined ? {} : { planned: questionAnswerer(planned, lists) }),
  };
}

function textOf(id: string): string {
  return byId(id).textContent ?? '';
}

/** The text of deflated data in base64. */
function inflated(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
