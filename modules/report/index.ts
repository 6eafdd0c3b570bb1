// The entry point `cdktf-chat-guardrails/report`: answers as text, JSON, Markdown, SARIF and HTML. Does not load cdktf.

export { renderAccess } from './access-text.js';
export { renderDecision } from './decision-text.js';
export { driftMarker, renderDriftMarkdown } from './drift-markdown.js';
export { renderDrift } from './drift-text.js';
export { renderExplanation } from './effective-text.js';
export { renderExceptions, renderExceptionsMarkdown } from './exceptions-text.js';
export { impactMarker, renderImpactMarkdown } from './impact-markdown.js';
export { type ImpactTextOptions, renderImpact } from './impact-text.js';
export type { ReviewException, ReviewSubject } from './page/page-data.js';
export { renderPage } from './page/render-page.js';
export { type PlanJson, planJson } from './plan-json.js';
export { type PlanTextOptions, renderPlan } from './plan-text.js';
export { renderProblems } from './problems-text.js';
export { renderSarif } from './sarif.js';
