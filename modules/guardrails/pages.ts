import { exampleConfiguration, exampleDocument } from './example.js';
import { type Guardrail, type GuardrailExample, type GuardrailGroup, guardrailGroups } from './guardrail.js';
import { noValues } from './parameter.js';
import { guardrails, packs } from './registry.js';

/** The pages of `docs/guardrails` by file name: one for each guardrail, and the list. */
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
  const head = `# Guardrails\n\nA guardrail applies only to sessions started from chat. \`use: ID\` in the configuration selects one from this list; \`chat-guardrails guardrails ID\` shows it.\n`;
  return [head, ...groups].join('\n');
}

function renderPage(guardrail: Guardrail): string {
  const { id, group, requirement, notes, includes = [] } = guardrail;
  const parts = [
    `# ${id}\n\n${requirement}\n`,
    `Group: ${guardrailGroups[group]}.\n`,
    notes.map((note) => `- ${note}\n`).join(''),
    includes.length === 0
      ? ''
      : `Includes ${includes.map((member) => `[${member}](${member}.md)`).join(', ')}.\n`,
    `## In the configuration\n\n${fenced('yaml', exampleConfiguration(guardrail))}`,
    renderParameters(guardrail),
    `## Examples\n\n${renderExample('Denied', guardrail.denies)}${renderExample('Not denied', guardrail.doesNotDeny)}`,
    `## Policy\n\n${renderStatement(guardrail)}`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function renderParameters({ parameters }: Guardrail): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, required, description }) => `| \`${name}\` | ${required ? 'yes' : 'no'} | ${description} |\n`,
  );
  return `| parameter | required | meaning |\n|---|---|---|\n${rows.join('')}`;
}

function renderExample(
  outcome: string,
  { request, action, resource, context = {} }: GuardrailExample,
): string {
  const keys = Object.entries(context).map(([key, values]) => `, \`${key}\` = \`${values.join(', ')}\``);
  return `- ${outcome}: ${request} (\`${action}\` on \`${resource}\`${keys.join('')}).\n`;
}

function renderStatement(guardrail: Guardrail): string {
  const shape = guardrail.statements(noValues).some(({ effect }) => effect === 'allowOnly')
    ? 'An allow-list, written as `Deny` with `NotAction`. '
    : '';
  const text = JSON.stringify(exampleDocument(guardrail), null, 2);
  return `${shape}Requests from outside chat have no \`aws:ChatbotSourceArn\`, so the condition does not match them.\n\n${fenced('json', `${text}\n`)}`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\`\`\`\n`;
}
