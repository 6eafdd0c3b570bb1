import { fewOf } from '../../impact-rows.js';
import { counted } from '../../verdict.js';
import type { PageGuardrail, PageStatement, ReviewData } from '../page-data.js';
import { type Content, folded, html, paged, section } from './html.js';

/**
 * The guardrails, those that apply to most accounts first: each with its requirement and how many accounts it applies
 * to, closed over its statements.
 */
export function guardrailSection({ guardrails, guardrailSets, accounts }: ReviewData): Content {
  if (guardrails.length === 0) {
    const none = html`<p>No service control policy has a condition on <code>aws:ChatbotSourceArn</code>.</p>`;
    return section('guardrails', 'No guardrails', none);
  }
  const counts = guardrails.map(() => 0);
  for (const [, , , , set] of accounts) {
    for (const number of guardrailSets[set] ?? []) counts[number] = (counts[number] ?? 0) + 1;
  }
  const numbered = guardrails
    .map((guardrail, number) => ({ guardrail, number, count: counts[number] ?? 0 }))
    .sort((a, b) => b.count - a.count);
  return section(
    'guardrails',
    counted(guardrails.length, 'guardrail'),
    paged(numbered, 20, 'Guardrails', (page) => page.map(guardrailItem)),
  );
}

interface NumberedGuardrail {
  readonly guardrail: PageGuardrail;
  readonly number: number;
  readonly count: number;
}

function guardrailItem({ guardrail, number, count }: NumberedGuardrail): Content {
  const { name, id, requirement, attachedTo, statements } = guardrail;
  const places = attachedTo.length === 0 ? 'not attached' : `attached to ${fewOf(attachedTo, 4)}`;
  return folded(
    html`<b>${name}</b> ${requirement} <span class="id">${counted(count, 'account')} · ${places}</span>`,
    html`<div id="guardrail-${number}">${name === id ? undefined : html`<p class="id">Policy ${id}</p>`}
${attachedTo.length > 5 ? html`<p class="id">Attached to ${attachedTo.join(', ')}</p>` : undefined}
${statements.map(statementFacts)}</div>`,
  );
}

function statementFacts([effect, appliesTo, exempt, conditions]: PageStatement): Content {
  const facts = [
    ['Effect', effect],
    ['Applies to', appliesTo],
    ['Exempt', exempt],
    ['Conditions', conditions],
  ] as const;
  return html`<dl class="statement">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
