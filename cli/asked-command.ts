import type { Command as Parser } from 'commander';
import type { Command } from './command.js';
import type { ExitCode } from './exit-code.js';
import { exitFor, failOptions } from './fail-on.js';
import {
  type AskedOptions,
  type AskedOrganization,
  askedOptions,
  organizationFor,
} from './organization-for.js';
import type { World } from './world.js';

/** A question that a command line asks about an organization, with the organization. */
export interface AskedQuestion<Options extends AskedOptions> {
  readonly asked: AskedOrganization;
  readonly arguments: readonly string[];
  readonly options: Options;
  readonly world: World;
}

/**
 * A command that answers a question about an organization: with the options for the configuration and the organization
 * file, and exit 1 where a problem of these is severe enough.
 */
export function askedCommand<Options extends AskedOptions>(
  define: (parser: Parser) => void,
  answer: (question: AskedQuestion<Options>) => ExitCode | Promise<ExitCode>,
): Command {
  return {
    define: (parser) => define(failOptions(askedOptions(parser))),
    run: async ({ arguments: words, options, world }) => {
      const given = options as unknown as Options;
      const asked = organizationFor(world, given);
      if (asked === undefined) return 1;
      const exit = await answer({ asked, arguments: words, options: given, world });
      return exitFor(asked.problems, given, exit);
    },
  };
}
