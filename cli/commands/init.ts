import { resolve } from 'node:path';
import { starterConfiguration } from '../../modules/config/starter.js';
import type { Command } from '../command.js';
import { formatOption } from '../format-option.js';

const defaultFile = 'chat-guardrails.yaml';

export const command: Command = {
  define: (parser) => {
    parser
      .argument('[file]', `the file to write (default: ${defaultFile})`)
      .option('--config <file>', 'the same')
      .addOption(formatOption('text', 'json'))
      .addHelpText('after', '\nExample:\n  chat-guardrails init && chat-guardrails plan\n');
  },
  run: ({ arguments: [named], options, world }) => {
    const { config, format } = options as { readonly config?: string; readonly format: string };
    const file = named ?? config ?? defaultFile;
    world.createFile(resolve(world.workingDirectory, file), starterConfiguration);
    if (format === 'json') world.stdout.write(`${JSON.stringify({ file }, null, 2)}\n`);
    else world.stderr.write(`wrote ${file}; chat-guardrails plan shows what it stands for\n`);
    return 0;
  },
};
