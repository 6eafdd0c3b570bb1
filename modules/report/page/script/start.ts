import type { PageData } from '../page-data.js';
import { account } from './account.js';
import { ask } from './ask/panel.js';
import { byId } from './elements.js';
import { facts } from './facts.js';
import type { Page } from './page.js';
import { search } from './search.js';
import { tree } from './tree.js';
import { unitLinks } from './unit-links.js';

/** In the order in which they are drawn: what the reader sees first comes first. */
const sections = [search, account, tree, unitLinks, ask];

/** Draws every section, and marks the page when all is drawn. */
function start(): void {
  const data = JSON.parse(byId('data').textContent ?? '') as PageData;
  const page: Page = { data, ...facts(data) };
  for (const section of sections) section(page);
  document.documentElement.dataset['ready'] = '';
}

// After the first paint, which shows the heading early.
if (document.hidden) start();
else requestAnimationFrame(() => setTimeout(start));
