import type { Command as Parser } from 'commander';
import { type Call, type Command, commandWith } from './command.js';
import type { ExitCode } from './exit-code.js';
import { exitFor, failOptions } from './fail-on.js';
import {
  type AskedOptions,
  type AskedOrganization,
  askedOptions,
  organizationFor,
} from './organization-for.js';

/** A question that a command line asks about an organization, with the organization. */
export interface AskedQuestion<Options extends AskedOptions> extends Call<Options> {
  readonly asked: AskedOrganization;
}

/**
 * A command that answers a question about an organization: with the options for the configuration and the organization
 * file, and exit 1 where a problem of these is severe enough.
 */
export function askedCommand<Options extends AskedOptions>(
  define: (parser: Parser) => void,
  answer: (question: AskedQuestion<Options>) => ExitCode | Promise<ExitCode>,
): Command {
  return commandWith<Options>(
    (parser) => define(failOptions(askedOptions(parser))),
    async (call) => {
      const asked = organizationFor(call.world, call.options);
      if (asked === undefined) return 1;
      return exitFor(asked.problems, call.options, await answer({ asked, ...call }));
    },
  );
}
