import { byId, make } from '../elements.js';
import { answerView } from './answer-view.js';
import { questionForm } from './form.js';
import { loadQuestions, type Questions } from './load.js';
import { addressOf, type Question, questionIn } from './question.js';

/**
 * Draws the Ask panel. Its data is loaded while the browser is idle, or at once when the form gets the focus or the
 * address contains a question.
 */
export function ask(): void {
  const panel = document.getElementById('ask-panel');
  if (panel === null) return;
  const form = questionForm();
  const answer = make('div', { id: 'ask-answer', role: 'status' });
  const entry = make('details', {}, make('summary', {}, 'Enter a question'), form.element);
  // On a narrow screen the fields would fill a page of their own.
  entry.toggleAttribute('open', !matchMedia('(max-width: 48rem)').matches);
  panel.append(entry, answer);
  let isLoading = false;
  let isUrgent = false;
  let loaded: Questions | undefined;
  const pause = (): Promise<void> => (isUrgent ? Promise.resolve() : idle());
  const load = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    loaded = await loadQuestions(pause);
    form.suggest(loaded);
    follow();
  };
  const loadNow = (): void => {
    isUrgent = true;
    void load();
  };
  const follow = (): void => {
    const question = questionIn(location.hash);
    if (question === undefined) return;
    entry.setAttribute('open', '');
    form.fill(question);
    if (loaded === undefined) loadNow();
    else answer.replaceChildren(...answersTo(question, loaded));
  };
  panel.addEventListener('focusin', loadNow);
  form.element.addEventListener('submit', (event) => {
    event.preventDefault();
    const address = addressOf(form.question());
    if (location.hash === address) follow();
    else location.hash = address;
  });
  window.addEventListener('hashchange', follow);
  if (questionIn(location.hash) !== undefined) byId('ask').scrollIntoView();
  follow();
  void idle().then(load);
}

/** Resolves when the browser has nothing else to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve, 500);
  });
}

/** The answers for now and after the plan; one where they are the same. */
function answersTo(
  question: Question,
  { organizations, current, planned }: Questions,
): readonly HTMLElement[] {
  const now = current(question);
  if (planned === undefined || organizations.planned === undefined)
    return [answerView('Now', now, organizations.current)];
  const after = planned(question);
  return JSON.stringify(after) === JSON.stringify(now)
    ? [answerView('Now and after the plan', after, organizations.planned)]
    : [
        answerView('After the plan', after, organizations.planned),
        answerView('Now', now, organizations.current),
      ];
}
