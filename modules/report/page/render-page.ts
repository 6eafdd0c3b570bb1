import { grouped } from '../verdict.js';
import { collectPageData } from './collect-page-data.js';
import { contentSecurityPolicy, pageScript } from './page-assets.js';
import type { ReviewSubject } from './page-data.js';
import { pageStyle } from './page-style.js';

/**
 * Renders a review page: one self-contained HTML file that needs no network and can be printed. The same subject
 * gives the same bytes.
 */
export function renderPage(subject: ReviewSubject): string {
  const data = collectPageData(subject);
  const planned = subject.planned !== undefined;
  const title = `Chat guardrails: ${data.organization}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body id="top">
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>${escapeHtml(title)}</h1>
<div class="find" role="search">
<input type="search" id="search" role="combobox" aria-label="Search accounts and units (press /)" placeholder="Search accounts and units ( / )" aria-controls="results" aria-expanded="false" aria-autocomplete="list" autocomplete="off">
<ul id="results" role="listbox" aria-label="Search results" hidden></ul>
<span id="found" class="id" role="status"></span>
</div>
<nav aria-label="Sections"><ul>
${sections(planned)
  .map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`)
  .join('\n')}
</ul></nav>
</header>
<main id="content">
<section id="account" aria-label="Account" hidden></section>
<h2 id="overview">Overview</h2>
<p class="lead">${overview(subject, data.accounts.length, data.units.length)}</p>
<div id="cards"></div>
<h2 id="organization-map">Map</h2>
<fieldset><legend>Coloured by</legend>
<label><input type="radio" name="lens" value="slack" checked> Slack</label>
<label><input type="radio" name="lens" value="teams"> Microsoft Teams</label>
<label><input type="radio" name="lens" value="guardrails"> guardrails</label>
</fieldset>
<div id="map"></div>
<h2 id="units">Units and accounts</h2>
<div id="tree"></div>
${planned ? '<h2 id="before-after">Before and after</h2>' : ''}
<div id="changes"${planned ? '' : ' hidden'}></div>
<h2 id="workspaces">Workspaces and teams</h2>
<label class="filter">Filter workspaces and teams<input type="search" id="place-filter"></label>
<div id="places"></div>
<h2 id="guardrail-matrix">Guardrails</h2>
<label class="filter">Filter units<input type="search" id="unit-filter"></label>
<div id="guardrails"></div>
<h2 id="problem-list">Problems</h2>
<div id="problems"></div>
<h2 id="exception-list">Exceptions</h2>
<div id="exceptions"></div>
</main>
<script id="data" type="application/json">${scriptJson(data)}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

function sections(planned: boolean): readonly (readonly [string, string])[] {
  return [
    ['overview', 'Overview'],
    ['organization-map', 'Map'],
    ['units', 'Units'],
    ...(planned ? ([['before-after', 'Before and after']] as const) : []),
    ['workspaces', 'Workspaces'],
    ['guardrail-matrix', 'Guardrails'],
    ['problem-list', 'Problems'],
    ['exception-list', 'Exceptions'],
  ];
}

function overview({ planned }: ReviewSubject, accounts: number, units: number): string {
  const size = `${grouped(accounts)} accounts in ${grouped(units - 1)} units`;
  if (planned === undefined) return `${size}, as the organization is.`;
  const { changed, total } = planned.impact.accounts;
  return `${size}, as they are after the plan, which changes ${grouped(changed)} of ${grouped(total)} accounts.`;
}

/** True if a text is a page that `renderPage` made. */
export function isReportPage(text: string): boolean {
  return text.startsWith('<!doctype html>') && text.includes('<title>Chat guardrails: ');
}

/** Text for HTML, whatever it holds. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end the script element it stands in. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
