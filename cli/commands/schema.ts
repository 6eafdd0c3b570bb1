import { configurationJsonSchema } from '../../modules/config/json-schema.js';
import type { Command } from '../command.js';

export const command: Command = {
  define: (parser) => {
    parser.addHelpText('after', '\nExample:\n  chat-guardrails schema > schema.json\n');
  },
  run: ({ world }) => {
    world.stdout.write(`${JSON.stringify(configurationJsonSchema(), null, 2)}\n`);
    return 0;
  },
};
