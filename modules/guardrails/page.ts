import { exampleConfiguration } from './example-configuration.js';
import { exampleDocument } from './example-document.js';
import { type Guardrail, type GuardrailExample, guardrailGroups } from './guardrail.js';
import { noValues } from './parameter.js';

/** The page of a guardrail for `docs/guardrails/<id>.md`, as Markdown. */
export function renderPage(guardrail: Guardrail): string {
  const { id, group, requirement, notes, includes = [] } = guardrail;
  const parts = [
    `# ${id}\n\n${requirement}\n`,
    `Group: ${guardrailGroups[group]}. Every action and the statement below are made from the catalogue.\n`,
    notes.map((note) => `- ${note}\n`).join(''),
    includes.length === 0
      ? ''
      : `It is made of ${includes.map((member) => `[${member}](${member}.md)`).join(', ')}.\n`,
    `## In the configuration\n\n${fenced('yaml', exampleConfiguration(guardrail))}`,
    renderParameters(guardrail),
    `## An example and a near miss\n\n${renderExample('Denied', guardrail.denies)}${renderExample('Left alone', guardrail.leavesAlone)}`,
    `## What it becomes\n\n${renderStatement(guardrail)}`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function renderParameters({ parameters }: Guardrail): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, required, sentence }) => `| \`${name}\` | ${required ? 'yes' : 'no'} | ${sentence} |\n`,
  );
  return `| parameter | required | what it does |\n|---|---|---|\n${rows.join('')}`;
}

function renderExample(outcome: string, { says, action, resource, context = {} }: GuardrailExample): string {
  const keys = Object.entries(context).map(([key, values]) => `, \`${key}\` = \`${values.join(', ')}\``);
  return `- ${outcome}: ${says} (\`${action}\` on \`${resource}\`${keys.join('')}).\n`;
}

function renderStatement(guardrail: Guardrail): string {
  const shape = guardrail.statements(noValues).some(({ effect }) => effect === 'allowOnly')
    ? 'An allow-list: `Deny` with `NotAction`. '
    : '';
  const text = JSON.stringify(exampleDocument(guardrail), null, 2);
  return `${shape}The condition on \`aws:ChatbotSourceArn\` is false for everybody who is not in chat.\n\n${fenced('json', `${text}\n`)}`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\`\`\`\n`;
}
