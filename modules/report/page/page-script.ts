import { account } from './script/account.js';
import { changes } from './script/changes.js';
import { elements } from './script/elements.js';
import { facts } from './script/facts.js';
import { guardrailMatrix } from './script/guardrail-matrix.js';
import { map } from './script/map.js';
import { notes } from './script/notes.js';
import { placeMatrix } from './script/place-matrix.js';
import { search } from './script/search.js';
import { summary } from './script/summary.js';
import { tree } from './script/tree.js';
import { unitLinks } from './script/unit-links.js';
import { words } from './script/words.js';

/** In the order in which they are drawn: what the reader sees first comes first. */
const sections = [
  search,
  summary,
  map,
  account,
  tree,
  unitLinks,
  changes,
  placeMatrix,
  guardrailMatrix,
  notes,
];

/**
 * What the page does in the browser, as text: functions that use nothing but their argument and the browser. It
 * starts after the first paint, which shows the heading early, and marks the page when all is drawn.
 */
export function pageScript(): string {
  return `(() => {
const start = () => {
const data = JSON.parse(document.getElementById('data').textContent);
const page = { data, ...(${elements})(), ...(${facts})(data) };
Object.assign(page, (${words})(page));
for (const section of [${sections.join(',\n')}]) section(page);
document.documentElement.dataset.ready = '';
};
if (document.hidden) start();
else requestAnimationFrame(() => setTimeout(start));
})();`;
}
