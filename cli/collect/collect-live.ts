import { AwsFailure } from '../../modules/inventory/collect/aws-failure.js';
import { collect } from '../../modules/inventory/collect/collect.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { CannotDo } from '../cannot-do.js';
import type { World } from '../world.js';
import { type JournalFile, openJournal } from './journal-file.js';
import { progressLine } from './progress-line.js';
import { realPace } from './real-pace.js';

/** What a command line says about a live organization. */
export interface LiveOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly assumeRole?: string;
  readonly chatRegion: string;
  readonly names: boolean;
  readonly emails: boolean;
  readonly tags: boolean;
}

/** An organization as AWS has it, and the journal that can go once it is written. */
export interface LiveOrganization {
  readonly organization: JsonObject;
  readonly journal: JournalFile | undefined;
}

/**
 * Reads the live organization, with a journal at that path if there is one. Progress goes to stderr. Throws `CannotDo`
 * where AWS does not answer.
 */
export async function collectLive(
  world: World,
  options: LiveOptions,
  journalPath?: string,
): Promise<LiveOrganization> {
  const { connect } = await import('../../modules/inventory/live/connect.js');
  const pace = realPace();
  const line = progressLine(world.stderr, pace.now);
  const connection = await connect({
    profile: options.profile,
    region: options.region,
    role: options.assumeRole,
    chatRegion: options.chatRegion,
    names: options.names,
    emails: options.emails,
  });
  let journal: JournalFile | undefined;
  try {
    const organization = await collect(
      {
        askPage: connection.askPage,
        pace,
        onProgress: line.show,
        openJournal: (id) => {
          if (journalPath === undefined) return { find: () => undefined, add: () => undefined };
          journal = openJournal(journalPath, headingOf(id, options), world.readFile);
          if (journal.known > 0) {
            const known = `${journal.known} answers of an earlier run, from \`${journalPath}\``;
            world.stderr.write(`resuming with ${known}; remove the file to start again\n`);
          }
          return journal;
        },
      },
      { tags: options.tags, channels: options.assumeRole !== undefined },
    );
    return { organization, journal };
  } catch (error) {
    throw error instanceof AwsFailure ? cannotCollect(error, journal !== undefined) : error;
  } finally {
    line.end();
    pace.stop();
    connection.close();
  }
}

function headingOf(organization: string, options: LiveOptions) {
  const { names, emails, tags, assumeRole, chatRegion } = options;
  const kept = Object.entries({ assumeRole, chatRegion, emails, names, tags });
  return {
    ...{ version: 2 as const, organization, begun: new Date().toISOString() },
    options: kept.map(([option, value]) => `${option}=${value}`),
  };
}

function cannotCollect({ message }: AwsFailure, canGoOn: boolean): CannotDo {
  const help = canGoOn
    ? 'run the same command again: it goes on where it stopped'
    : /credential|token|profile/i.test(message)
      ? 'sign in (`aws sso login`), or name a profile with `--profile`; see also `--print-iam-policy`'
      : undefined;
  return new CannotDo(`cannot collect: ${message}`, help);
}
