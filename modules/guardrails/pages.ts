import { type Guardrail, type GuardrailGroup, guardrailGroups } from './guardrail.js';
import { renderPage } from './page.js';
import { guardrails, packs } from './registry.js';

/** Every page of `docs/guardrails`, by its file's name: one for each guardrail and the list of them all. */
export function guardrailPages(): ReadonlyMap<string, string> {
  const all = [...packs, ...guardrails];
  const pages = new Map(all.map((guardrail) => [`${guardrail.id}.md`, renderPage(guardrail)]));
  return pages.set('README.md', renderList(all));
}

function renderList(all: readonly Guardrail[]): string {
  const groups = (Object.keys(guardrailGroups) as GuardrailGroup[]).map((group) => {
    const rows = all
      .filter((guardrail) => guardrail.group === group)
      .map(({ id, requirement }) => `| [${id}](${id}.md) | ${requirement} |\n`);
    return `## ${guardrailGroups[group]}\n\n| guardrail | requirement |\n|---|---|\n${rows.join('')}`;
  });
  const head = `# Guardrails\n\nA guardrail binds sessions started from chat and nobody else. \`use: ID\` in the configuration takes one from this list; \`chat-guardrails guardrails ID\` shows it.\n`;
  return [head, ...groups].join('\n');
}
