import type { Command as Parser } from 'commander';
import { type Call, type Command, commandWith } from './command.js';
import {
  type EvaluatedOrganization,
  evaluatedOrganization,
  type OrganizationOptions,
  organizationOptions,
} from './evaluated-organization.js';
import type { ExitCode } from './exit-code.js';
import { exitFor, failOptions } from './fail-on.js';

/** A question that a command line asks about an organization, with the organization. */
export interface OrganizationCall<Options extends OrganizationOptions> extends Call<Options> {
  readonly asked: EvaluatedOrganization;
}

/**
 * A command that answers a question about an organization: with the options for the configuration and the organization
 * file, and exit 1 where a problem of these is severe enough.
 */
export function organizationCommand<Options extends OrganizationOptions>(
  define: (parser: Parser) => void,
  answer: (question: OrganizationCall<Options>) => ExitCode | Promise<ExitCode>,
): Command {
  return commandWith<Options>(
    (parser) => define(failOptions(organizationOptions(parser))),
    async (call) => {
      const asked = evaluatedOrganization(call.world, call.options);
      if (asked === undefined) return 1;
      return exitFor(asked.problems, call.options, await answer({ asked, ...call }));
    },
  );
}
