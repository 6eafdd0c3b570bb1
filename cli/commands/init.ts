import { resolve } from 'node:path';
import { starterConfiguration } from '../../modules/config/starter.js';
import type { Command } from '../command.js';

const defaultFile = 'chat-guardrails.yaml';

export const command: Command = {
  define: (parser) => {
    parser
      .argument('[file]', `the file to write (default: ${defaultFile})`)
      .option('--config <file>', 'the same')
      .addHelpText('after', '\nExample:\n  chat-guardrails init && chat-guardrails plan\n');
  },
  run: ({ arguments: [named], options, world }) => {
    const file = named ?? (options as { readonly config?: string }).config ?? defaultFile;
    world.createFile(resolve(world.workingDirectory, file), starterConfiguration);
    world.stderr.write(`wrote ${file}; chat-guardrails plan shows what it stands for\n`);
    return 0;
  },
};
