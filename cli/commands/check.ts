import type { Command } from '../command.js';

export const command: Command = {
  define: (parser) => {
    parser.argument('<file...>', 'files to check');
  },
  run: () => 0,
};
