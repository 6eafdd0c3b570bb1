import { Option } from 'commander';
import { configurationJsonSchema } from '../../modules/config/json-schema.js';
import { expectationsJsonSchema } from '../../modules/expectations/json-schema.js';
import { organizationJsonSchema } from '../../modules/policy/organization/json-schema.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { CannotDo } from '../cannot-do.js';
import { commandWith } from '../command.js';
import { type FormatOptions, formatOption } from '../format-option.js';
import { loadOrganization } from '../load-organization.js';

const files = ['configuration', 'organization', 'expectations'] as const;

const schemas = {
  configuration: (organization?: Organization) => configurationJsonSchema(organization),
  organization: () => organizationJsonSchema,
  expectations: () => expectationsJsonSchema,
} satisfies Record<(typeof files)[number], unknown>;

interface Options extends FormatOptions {
  readonly for: (typeof files)[number];
  readonly organization?: string;
}

export const command = commandWith<Options>(
  (parser) => {
    parser
      .addOption(new Option('--for <file>', 'the kind of file').choices(files).default('configuration'))
      .option(
        '--organization <file>',
        'let editors complete the OUs, accounts, policies and workspaces of an organization file',
      )
      .addOption(formatOption('json', 'text'))
      .addHelpText('after', examples);
  },
  ({ options, world }) => {
    const { for: file, organization: named } = options;
    if (named === undefined) {
      world.stdout.write(`${JSON.stringify(schemas[file](), null, 2)}\n`);
      return 0;
    }
    if (file !== 'configuration') {
      throw new CannotDo(
        `\`--organization\` has no effect on the schema of \`${file}\``,
        'leave one of them out',
      );
    }
    const organization = loadOrganization(world, named);
    if (organization === undefined) return 1;
    world.stdout.write(`${JSON.stringify(schemas[file](organization), null, 2)}\n`);
    return 0;
  },
);

const examples = `
JSON in either format.

Examples:
  chat-guardrails schema > schema.json
  chat-guardrails schema --organization organization.json > schema.json
  chat-guardrails schema --for organization > organization.schema.json`;
