import { exampleDocument } from '../../modules/guardrails/example.js';
import type { Guardrail } from '../../modules/guardrails/guardrail.js';
import { findGuardrail, guardrails, packs } from '../../modules/guardrails/registry.js';
import { suggest } from '../../modules/policy/text/suggest.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type FormatOptions, formatOption } from '../format-option.js';
import { renderGuardrail, renderGuardrailList } from '../guardrails/guardrail-text.js';

const all: readonly Guardrail[] = [...packs, ...guardrails];

export const command = commandWith<FormatOptions>(
  (parser) => {
    parser
      .argument('[id]', 'show this guardrail with its parameters, policy and examples')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', examples);
  },
  ({ arguments: [id], options, world }) => {
    const json = options.format === 'json';
    if (id === undefined) {
      world.stdout.write(
        json
          ? `${JSON.stringify({ guardrails: all.map(describe) }, null, 2)}\n`
          : renderGuardrailList(all, world.stdout),
      );
      return 0;
    }
    const guardrail = findGuardrail(id);
    if (guardrail === undefined) throw unknownGuardrail(id);
    const content = exampleDocument(guardrail);
    world.stdout.write(
      json
        ? `${JSON.stringify({ ...describe(guardrail), content }, null, 2)}\n`
        : renderGuardrail(guardrail, world.stdout),
    );
    return 0;
  },
);

const examples = `
Examples:
  chat-guardrails guardrails
  chat-guardrails guardrails no-database-cluster-deletion
  chat-guardrails guardrails read-only --format json`;

function describe({ statements: _, ...facts }: Guardrail): object {
  return facts;
}

function unknownGuardrail(id: string): CannotDo {
  const near = suggest(
    id,
    all.map((guardrail) => guardrail.id),
  );
  return new CannotDo(
    `no guardrail \`${id}\` in the catalogue`,
    near === undefined ? '`chat-guardrails guardrails` lists them' : `did you mean \`${near}\`?`,
  );
}
