import { namesById } from '../../policy/organization/chat-names.js';
import { namesIn } from '../../policy/organization/organization.js';
import { stopsWorking } from '../../simulator/impact/impact.js';
import { impactStory } from '../impact-story.js';
import { accountWords, impactWords } from '../impact-words.js';
import { organizationVerdict } from '../verdict.js';
import { collectPageData, scriptData } from './collect-page-data.js';
import { embedOrganizations } from './embedded-organizations.js';
import { contentSecurityPolicy, pageScript } from './page-assets.js';
import type { ReviewData, ReviewSubject } from './page-data.js';
import { pageStyle } from './page-style.js';
import { accessSection } from './sections/access.js';
import { changeSection, channelSection } from './sections/changes.js';
import { exemptionSection } from './sections/exemptions.js';
import { guardrailSection } from './sections/guardrails.js';
import { type Content, type Html, html } from './sections/html.js';
import { mapSection } from './sections/organization-map.js';
import { problemSection } from './sections/problems.js';
import { summarySection } from './sections/summary.js';
import { usedSection } from './sections/used.js';

/**
 * Renders a review page: one self-contained HTML file that needs no network and can be printed. Without JavaScript it
 * shows all but the search, the accounts of OUs and the answers to questions. The same subject gives the same bytes.
 */
export function renderPage(subject: ReviewSubject): string {
  const data = collectPageData(subject);
  const title = `Chat guardrails: ${data.organization}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${raw(contentSecurityPolicy)}">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${raw(pageStyle)}</style>
</head>
<body id="top">
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>${title}</h1>
<div class="find" role="search">
<input type="search" id="search" role="combobox" aria-label="Search accounts and OUs (press /)" placeholder="Search accounts and OUs ( / )" aria-controls="results" aria-expanded="false" aria-autocomplete="list" autocomplete="off">
<ul id="results" role="listbox" aria-label="Search results" hidden></ul>
<span id="found" class="id" role="status"></span>
</div>
<nav aria-label="Sections"><ul>
${links(subject, data).map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
</ul></nav>
</header>
<main id="content">
<section id="account" aria-label="Account" hidden></section>
${sectionsOf(subject, data)}</main>
<script id="data" type="application/json">${raw(scriptJson(scriptData(data)))}</script>
${questionData(subject)}
<script>${raw(pageScript)}</script>
</body>
</html>
`.html;
}

/** What a reader decides by, in the order of its weight, then what to look up. */
function sectionsOf(subject: ReviewSubject, data: ReviewData): Content {
  const { planned, problems, exceptions } = subject;
  const after = planned?.organization ?? subject.organization;
  const verdict = organizationVerdict(after, planned === undefined ? undefined : exceptions);
  const sentences = verdict.map(({ text }) => text);
  const reference = [
    subject.actionLists === undefined ? undefined : questionSection,
    subject.used && usedSection(subject.used, namesById(after)),
    guardrailSection(data),
    accessSection(data, (accounts) => accountWords(after, { accounts })),
    mapSection(data),
  ];
  if (planned === undefined) {
    return [summarySection(subject, data, sentences), problemSection(problems), reference];
  }
  const { impact, names } = planned;
  const story = impactStory(impact, after, names, subject.requirements);
  return [
    summarySection(subject, data, [...sentences, ...story.verdict]),
    problemSection(problems),
    exemptionSection(exceptions, exceptions.length === 0 ? String : namesIn(after)),
    channelSection(story),
    changeSection(story, impactWords(impact, after, names)),
    reference,
  ];
}

function links(
  { planned, problems, exceptions, actionLists, used }: ReviewSubject,
  data: ReviewData,
): readonly (readonly [string, string])[] {
  const stopping = planned?.impact.channels.filter(stopsWorking).length ?? 0;
  const ofPlan = [
    ['exemptions', `Exemptions (${exceptions.length})`],
    ['channels', `Channels (${stopping})`],
    ['changes', 'Changes'],
  ] as const;
  return [
    ['summary', 'Summary'],
    ['problems', `Problems (${problems.length})`],
    ...(planned === undefined ? [] : ofPlan),
    ...(actionLists === undefined ? [] : ([['ask', 'Ask']] as const)),
    ...(used === undefined ? [] : [['used', 'What was used'] as const]),
    ['guardrails', `Guardrails (${data.guardrails.length})`],
    ['access', 'Workspaces'],
    ['map', 'OUs'],
  ];
}

/** Where the script puts the form for questions and the answers. */
const questionSection = html`<section class="ask" aria-labelledby="ask">
<h2 id="ask">Ask</h2>
<p>Ask whether a command can be run from chat, or who can run it. The page computes the answers of <code>decide</code> and <code>who-can</code> itself and sends nothing anywhere. The address contains the question, so you can share it.</p>
<div id="ask-panel"></div>
</section>
`;

/** What the script needs to answer questions. */
function questionData({ organization, planned, actionLists, deflate }: ReviewSubject): Html | undefined {
  if (actionLists === undefined) return undefined;
  const asked = { current: organization, ...(planned && { planned: planned.organization }) };
  const text = scriptJson(embedOrganizations(asked));
  return html`${
    deflate === undefined
      ? html`<script id="organizations" type="application/json">${raw(text)}</script>`
      : html`<script id="organizations" type="text/plain">${deflate(text)}</script>`
  }
<script id="action-lists" type="text/plain">${actionLists}</script>`;
}

/** True if a text is a page that `renderPage` made. */
export function isReportPage(text: string): boolean {
  return text.startsWith('<!doctype html>') && text.includes('<title>Chat guardrails: ');
}

function raw(text: string): Html {
  return { html: text };
}

/** JSON that cannot end the script element around it, with control and bidirectional characters as escapes. */
function scriptJson(value: unknown): string {
  const escaped = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(
    /[<\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    escaped,
  );
}
