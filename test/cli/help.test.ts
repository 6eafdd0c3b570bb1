import { commands } from '../../cli/commands.js';
import { processWorld } from '../../cli/process-world.js';
import { run } from '../../cli/run.js';
import type { World } from '../../cli/world.js';

describe('--help', () => {
  it.each(commands.map(({ name }) => name))('of %s shows examples of that command', async (name) => {
    let text = '';
    const world: World = {
      ...processWorld(),
      stdout: {
        write: (part) => {
          text += part;
        },
        terminal: false,
        colour: false,
        columns: undefined,
      },
    };
    expect(await run([name, '--help'], world, '0.0.0')).toBe(0);
    const [, examples = ''] = text.split(/^Examples?:$/m);
    expect(examples).toContain(`chat-guardrails ${name}`);
  });
});
