import { actionsOfCommand } from '../../modules/actions/actions-of-command';
import { irregularCommands } from '../../modules/actions/irregular-commands';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue';
import { commandTable } from '../../modules/actions/load-command-table';
import { optionRules } from '../../modules/actions/option-rules';
import { s3Commands } from '../../modules/actions/s3-commands';
import { noActionFits, unmappedCommands } from '../../modules/actions/unmapped-commands';

const catalogue = loadActionCatalogue();
const lists = { catalogue, commands: commandTable };
const services = commandTable.services().flatMap((name) => commandTable.service(name) ?? []);
const byHand = [...Object.entries(irregularCommands), ...Object.entries(s3Commands)];

test('the table names its source, its version and its date', () => {
  expect(commandTable.source).toMatch(/^awscli 1\.\d+\.\d+ \(botocore 1\.\d+\.\d+\)$/);
  expect(commandTable.date).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test('every service of the AWS CLI is in the table, with all its commands', () => {
  expect(services.length).toBeGreaterThan(420);
  const commands = services.flatMap(({ commands: names }) => [...names]);
  expect(commands.length).toBeGreaterThan(18_000);
  expect(commands.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

describe.each(services.map((service) => [service.name, service] as const))('%s', (name, service) => {
  const listed = listedAsUnmapped(name, service.commands);

  test('every command needs actions that exist, or is listed as one that cannot be mapped', () => {
    const wrong = [...service.commands].filter((command) => {
      const found = actionsOfCommand(`${name} ${command}`, lists);
      if (found.kind === 'unknown') {
        return !listed.has(command) && !service.unsigned.has(command) && !dependsOnOptions(name, command);
      }
      return listed.has(command) || found.actions.length === 0 || !found.actions.every(exists);
    });
    expect(wrong).toEqual([]);
  });

  test('no command is listed for want of an action that there is', () => {
    const mappable = [...service.commands].filter(
      (command) => listed.get(command) === noActionFits && hasNamesake(service.prefix, command),
    );
    expect(mappable).toEqual([]);
  });

  test('every waiter repeats a command of the same service', () => {
    for (const [waiter, command] of service.waits) {
      expect(actionsOfCommand(`${name} wait ${waiter}`, lists)).toMatchObject({
        kind: 'known',
        command: `${name} wait ${waiter}`,
        actions: actionsOf(`${name} ${command}`),
      });
    }
  });
});

test('nothing is listed by hand that the table does not know', () => {
  const onlyInVersion2 = ['logs tail'];
  const unknown = [...byHand, ...Object.entries(unmappedCommands)].flatMap(([service, lists]) =>
    Object.values(lists)
      .flatMap((words) => words.split(' '))
      .filter((word) => word !== '*' && !commandTable.service(service)?.commands.has(word))
      .map((word) => `${service} ${word}`),
  );
  expect(unknown).toEqual(onlyInVersion2);
});

test('nothing is listed by hand twice, or where its own name would do', () => {
  const listed = [
    ...byHand.flatMap(([service, lists]) => wordsOf(service, lists)),
    ...Object.entries(unmappedCommands).flatMap(([service, lists]) => wordsOf(service, lists)),
    ...Object.entries(optionRules).flatMap(([service, rules]) =>
      Object.keys(rules).map((command) => `${service} ${command}`),
    ),
  ];
  expect(listed.filter((command, index) => listed.indexOf(command) !== index)).toEqual([]);
  for (const [service, lists] of byHand) {
    const prefix = commandTable.service(service)?.prefix;
    for (const [actions, commands] of Object.entries(lists)) {
      const regular = commands
        .split(' ')
        .filter((command) => `${prefix}:${command.replaceAll('-', '')}` === actions.toLowerCase());
      expect(regular).toEqual([]);
    }
  }
});

function wordsOf(service: string, lists: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(lists).flatMap((words) => words.split(' ').map((word) => `${service} ${word}`));
}

/** By command, the reason for which it is listed. */
function listedAsUnmapped(service: string, commands: ReadonlySet<string>): ReadonlyMap<string, string> {
  const lists = Object.entries(unmappedCommands[service] ?? {});
  const all = lists.find(([, words]) => words === '*')?.[0];
  const prefix = commandTable.service(service)?.prefix ?? '';
  const rest = all === undefined ? [] : [...commands].filter((command) => !hasNamesake(prefix, command));
  return new Map([
    ...rest.map((command) => [command, all ?? ''] as const),
    ...lists.flatMap(([reason, words]) => words.split(' ').map((word) => [word, reason] as const)),
  ]);
}

function hasNamesake(prefix: string, command: string): boolean {
  return catalogue.action(prefix, command.replaceAll('-', '')) !== undefined;
}

function dependsOnOptions(service: string, command: string): boolean {
  return Object.hasOwn(optionRules[service] ?? {}, command);
}

function exists({ action }: { readonly action: string }): boolean {
  const [service = '', name = ''] = action.split(':');
  return catalogue.action(service, name)?.name === name;
}

function actionsOf(command: string) {
  const found = actionsOfCommand(command, lists);
  return found.kind === 'known' ? found.actions : [];
}
