import { listsOf } from '../../../../actions/compact-lists.js';
import type { ActionLists } from '../../../../actions/find-command.js';
import type { AskedOrganizations } from '../../embedded-organizations.js';
import { readEmbedded } from '../../embedded-organizations.js';
import { byId } from '../elements.js';
import { type Asked, questionAnswerer } from './answer.js';
import type { Question } from './question.js';

/** What answers questions: loaded when the browser is idle, so the page is shown without waiting for it. */
export interface Questions {
  readonly organizations: AskedOrganizations;
  readonly lists: ActionLists;
  readonly current: (question: Question) => Asked;
  /** Undefined if the page shows no plan. */
  readonly planned?: (question: Question) => Asked;
}

/** Reads what the page embeds for questions, in steps: `pause` is called between them. */
export async function loadQuestions(pause: () => Promise<void>): Promise<Questions> {
  const organizations = readEmbedded(JSON.parse(await textIn('organizations')));
  await pause();
  const lists = listsOf(JSON.parse(await textIn('action-lists')));
  await pause();
  const { current, planned } = organizations;
  return {
    organizations,
    lists,
    current: questionAnswerer(current, lists),
    ...(planned === undefined ? {} : { planned: questionAnswerer(planned, lists) }),
  };
}

/** The text of a script element, inflated if it is not JSON. */
async function textIn(id: string): Promise<string> {
  const element = byId(id);
  const text = element.textContent ?? '';
  return element.getAttribute('type') === 'application/json' ? text : inflated(text);
}

/** The text of deflated data in base64. */
function inflated(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
