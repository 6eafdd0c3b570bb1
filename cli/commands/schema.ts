import { Option } from 'commander';
import { configurationJsonSchema } from '../../modules/config/json-schema.js';
import { expectationsJsonSchema } from '../../modules/expectations/json-schema.js';
import { organizationJsonSchema } from '../../modules/policy/organization/json-schema.js';
import type { Command } from '../command.js';
import { formatOption } from '../format-option.js';

const schemas = {
  configuration: configurationJsonSchema,
  organization: () => organizationJsonSchema,
  expectations: () => expectationsJsonSchema,
} as const;

const files = Object.keys(schemas) as (keyof typeof schemas)[];

export const command: Command = {
  define: (parser) => {
    parser
      .addOption(new Option('--for <file>', 'the kind of file').choices(files).default('configuration'))
      .addOption(formatOption('json', 'text'))
      .addHelpText('after', examples);
  },
  run: ({ options, world }) => {
    const file = files.find((one) => one === options['for']) ?? 'configuration';
    world.stdout.write(`${JSON.stringify(schemas[file](), null, 2)}\n`);
    return 0;
  },
};

const examples = `
JSON in either format.

Examples:
  chat-guardrails schema > schema.json
  chat-guardrails schema --for organization > organization.schema.json`;
