import { resolve } from 'node:path';
import {
  type Collector,
  collectorPolicy,
  memberPolicy,
} from '../../modules/inventory/collect/iam-policies.js';
import type { JsonObject } from '../../modules/policy/json.js';
import { accountsOf } from '../../modules/policy/organization.js';
import { readOrganization } from '../../modules/policy/read-organization.js';
import { renderProblems } from '../../modules/report/problems-text.js';
import { CannotDo } from '../cannot-do.js';
import { collectLive } from '../collect/collect-live.js';
import { type LiveCommandOptions, liveOptions, readLiveOptions } from '../collect/live-options.js';
import type { Command } from '../command.js';
import type { ExitCode } from '../exit-code.js';
import type { World } from '../world.js';

interface Options extends LiveCommandOptions {
  readonly output?: string;
  readonly printIamPolicy?: true | Collector;
}

export const command: Command = {
  define: (parser) => {
    parser.option('-o, --output <file>', 'organization file to write, over the one that is there');
    liveOptions(parser)
      .option(
        '--print-iam-policy [whose]',
        'print the least IAM policy instead: of the `collector`, or of the role in every `member` account',
      )
      .addHelpText('after', examples);
  },
  run: async ({ options, world }): Promise<ExitCode> => {
    const given = options as Options;
    const live = readLiveOptions(given);
    if (given.printIamPolicy !== undefined) {
      const policy = policyOf(given.printIamPolicy, { tags: live.tags, role: live.assumeRole });
      world.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
      return 0;
    }
    if (given.output === undefined)
      throw new CannotDo('there is no file to write', 'name one with `-o FILE`');
    const path = resolve(world.workingDirectory, given.output);
    const { organization, journal } = await collectLive(world, live, `${path}.journal`);
    world.replaceFile(path, `${JSON.stringify(organization, null, 2)}\n`);
    journal?.remove();
    report(world, given.output, organization, live.assumeRole !== undefined);
    return 0;
  },
};

const examples = `
Nothing is changed. A run that is interrupted goes on when it is started again.

Examples:
  chat-guardrails collect -o organization.json
  chat-guardrails collect -o organization.json --profile management --assume-role OrganizationReader
  chat-guardrails collect --print-iam-policy
`;

function policyOf(whose: true | string, needed: Parameters<typeof collectorPolicy>[0]): JsonObject {
  if (whose === 'member') return memberPolicy();
  if (whose === true || whose === 'collector') return collectorPolicy(needed);
  throw new CannotDo(`no IAM policy of \`${whose}\``, 'it is `collector` or `member`');
}

/** Says what was read, and above all what was not. */
function report(world: World, file: string, collected: JsonObject, withChannels: boolean): void {
  const { organization, findings } = readOrganization(collected);
  const { stderr } = world;
  stderr.write(
    renderProblems(
      findings.map(({ offset: _, ...problem }) => ({ ...problem, file })),
      stderr.colour,
    ),
  );
  if (organization === undefined) return;
  const accounts = [...accountsOf(organization)].length;
  stderr.write(`wrote \`${file}\`: ${accounts} accounts, ${organization.policies.size} policies\n`);
  if (!withChannels) stderr.write('chat configurations were left out: they need `--assume-role NAME`\n');
  const { missing } = organization;
  if (missing.length === 0) return;
  const lines = missing.slice(0, 10).map(({ what, id, reason }) => `  ${what} of ${id}: ${reason}\n`);
  const more = missing.length > 10 ? `  and ${missing.length - 10} more; see \`missing\` in the file\n` : '';
  const parts = missing.length === 1 ? '1 part' : `${missing.length} parts`;
  stderr.write(
    `warning: ${parts} could not be read, so that answers may be \`unknown\`\n${lines.join('')}${more}`,
  );
}
