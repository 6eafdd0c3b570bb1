import { configurationJsonSchema } from '../../modules/config/json-schema.js';
import type { Command } from '../command.js';
import { formatOption } from '../format-option.js';

export const command: Command = {
  define: (parser) => {
    parser
      .addOption(formatOption('json', 'text'))
      .addHelpText('after', '\nJSON in either format.\n\nExample:\n  chat-guardrails schema > schema.json\n');
  },
  run: ({ world }) => {
    world.stdout.write(`${JSON.stringify(configurationJsonSchema(), null, 2)}\n`);
    return 0;
  },
};
