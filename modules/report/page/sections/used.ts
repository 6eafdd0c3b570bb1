import type { ChatNames } from '../../../policy/organization/organization.js';
import type { Replay } from '../../../replay/answer.js';
import { replayCells, replayHeads, replayParts, replaySummary } from '../../replay-text.js';
import { counted } from '../../verdict.js';
import { type Content, folded, html, paged, section, table } from './html.js';

/** What was run from chat, decided again: losses open, the rest folded; then what the records leave open. */
export function usedSection(used: Replay, names: ChatNames): Content {
  const [verdict = '', ...facts] = replaySummary(used);
  const heads = replayHeads.map((head) => `${head.slice(0, 1)}${head.slice(1).toLowerCase()}`);
  const parts = replayParts(used).flatMap(([title, groups], index) => {
    if (groups.length === 0) return [];
    const rows = paged(groups, 10, title, (page) =>
      table(
        heads,
        page.map((group) => replayCells(group, names)),
      ),
    );
    return index === 0
      ? [html`<h3>${title}</h3>${rows}`]
      : [folded(`${title}: ${counted(groups.length, 'kind')} of call`, rows)];
  });
  const unmapped = used.unmapped.map(({ calls, eventSource, eventName }) => [calls, eventSource, eventName]);
  return section(
    'used',
    'What was used',
    html`<p><b>${verdict}</b></p>`,
    facts.map((fact) => html`<p>${fact}</p>`),
    parts,
    unmapped.length === 0
      ? undefined
      : folded(
          `IAM action unknown: ${counted(unmapped.length, 'event')}`,
          paged(unmapped, 10, 'Events', (page) => table(['Calls', 'Source', 'Name'], page)),
        ),
    used.guardrailsWithoutEffect.length === 0
      ? undefined
      : html`<p>Guardrails that deny none of these calls: ${used.guardrailsWithoutEffect.join(', ')}</p>`,
  );
}
