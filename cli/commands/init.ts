import { basename, dirname, join, resolve } from 'node:path';
import { starterConfiguration } from '../../modules/config/starter.js';
import { CannotDo } from '../cannot-do.js';
import type { Command } from '../command.js';
import { configurationNames, isThere } from '../find-configuration.js';
import { formatOption } from '../format-option.js';
import type { World } from '../world.js';

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
    const found = world.environment['CHAT_GUARDRAILS_CONFIG'] || defaultFile;
    const file = named ?? config ?? found;
    refuseJson(file);
    refuseBeside(world, file);
    world.createFile(resolve(world.workingDirectory, file), starterConfiguration);
    if (format === 'json') world.stdout.write(`${JSON.stringify({ file }, null, 2)}\n`);
    else {
      const option = resolve(file) === resolve(found) ? '' : ` --config ${file}`;
      world.stderr.write(`wrote ${file}; chat-guardrails plan${option} shows what it stands for\n`);
    }
    return 0;
  },
};

function refuseJson(file: string): void {
  if (!/\.json$/i.test(file)) return;
  throw new CannotDo(
    `\`${file}\` is a name for JSON, and init writes YAML`,
    'name a file that ends in `.yaml`',
  );
}

/** Of several configurations in one folder only the first would be read. */
function refuseBeside(world: World, file: string): void {
  if (!configurationNames.includes(basename(file))) return;
  const beside = configurationNames.map((name) => join(dirname(file), name));
  const other = beside.find((name) => name !== join(file) && isThere(world, name));
  if (other === undefined) return;
  throw new CannotDo(`\`${other}\` is there already`, 'remove it, or name a file elsewhere');
}
