import { alternatives, quoted } from '../policy/text/quote.js';
import { suggest } from '../policy/text/suggest.js';
import { type CommandService, commandTable } from './command-table.js';
import type { Unreadable } from './parse-command-line.js';

/** A first word that is no service, with the service that was meant. */
export function unknownService(word: string): Unreadable {
  const services = commandTable.services();
  const byPrefix = services.filter((name) => commandTable.service(name)?.prefix === word);
  const near = suggest(word, services);
  return {
    reason: `${quoted(word)} is no service of the AWS CLI`,
    help:
      byPrefix.length > 0
        ? `the CLI calls it ${alternatives(byPrefix)}`
        : (didYouMean(near) ?? `services as of ${commandTable.source}, ${commandTable.date}`),
  };
}

/** A second word that is no command of the service, with the command that was meant. */
export function unknownCommand(service: CommandService, word: string): Unreadable {
  const sibling = siblings[service.name];
  const near = suggest(word, service.commands);
  const meant =
    sibling !== undefined && commandTable.service(sibling)?.commands.has(word)
      ? `${sibling} ${word}`
      : near && `${service.name} ${near}`;
  return {
    reason:
      word === ''
        ? `no command follows \`${service.name}\``
        : `\`${service.name}\` has no command ${quoted(word)}`,
    help: didYouMean(meant) ?? `commands as of ${commandTable.source}, ${commandTable.date}`,
  };
}

/** Two services of the CLI for one of AWS. */
const siblings: Readonly<Record<string, string>> = {
  elb: 'elbv2',
  elbv2: 'elb',
  s3: 's3api',
  s3api: 's3',
  ses: 'sesv2',
  sesv2: 'ses',
};

/** Something that `wait` does not wait for. */
export function unknownWaiter(service: CommandService, word: string): Unreadable {
  const near = suggest(word, service.waits.keys());
  return {
    reason: `\`${service.name} wait\` does not wait for ${quoted(word)}`,
    help: didYouMean(near) ?? `what can be waited for as of ${commandTable.source}, ${commandTable.date}`,
  };
}

function didYouMean(word: string | undefined): string | undefined {
  return word === undefined ? undefined : `did you mean \`${word}\`?`;
}
