import { actionsOfCommand } from '../../modules/actions/actions-of-command.js';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import { commandTable } from '../../modules/actions/load-command-table.js';

const catalogue = loadActionCatalogue();
const lists = { catalogue, commands: commandTable };
const saved = [
  { alias: 'Drop', command: 'lambda invoke --function-name orders --region eu-west-1' },
  { alias: 'go', command: '@aws lambda invoke --function-name $function' },
  { alias: 'two', command: 'lambda invoke --function-name $a --qualifier $b' },
  { alias: 'loop', command: 'run go' },
  { alias: 'twice', command: 'sqs list-queues' },
  { alias: 'twice', command: 'sqs purge-queue' },
  { alias: 'open' },
  { command: 'sqs list-queues' },
];
const read = (line: string) =>
  actionsOfCommand(line, lists, { accountId: '111122223333', region: 'us-east-1', saved });
const dropped = {
  action: 'lambda:InvokeFunction',
  resource: 'arn:aws:lambda:eu-west-1:111122223333:function:orders',
};
const invoked = 'arn:aws:lambda:us-east-1:111122223333:function:deploy';

test.each(['run drop', '@Amazon Q run Drop', 'alias run drop'])('%s is the command of the alias', (line) => {
  expect(read(line)).toMatchObject({
    kind: 'known',
    command: 'lambda invoke',
    region: 'eu-west-1',
    actions: [dropped],
  });
});

test('the only parameter fills the only variable; otherwise the resource is not known', () => {
  expect(read('run go deploy')).toMatchObject({
    alias: 'go',
    actions: [{ action: 'lambda:InvokeFunction', resource: invoked }],
  });
  for (const line of ['run go', 'run two deploy', 'run two a b', 'run go a b', 'run go --function-name x']) {
    expect(read(line)).toMatchObject({ kind: 'known', actions: [{ action: 'lambda:InvokeFunction' }] });
    expect(read(line)).not.toHaveProperty('actions.0.resource');
  }
  expect(read('run drop now')).not.toHaveProperty('actions.0.resource');
});

test.each([
  ['run else', /does not have the command of the alias `else`/],
  ['run open', /does not have the command of the alias `open`/],
  ['run loop', /does not have the command of the alias `loop`/],
  ['run twice', /has 2 commands for the alias `twice`/],
  ['run', /needs the name of an alias/],
  ['alias list', /a command of Amazon Q/],
  ['alias create x lambda invoke', /a command of Amazon Q/],
])('%s is unknown', (line, reason) => {
  expect(read(line)).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(reason) });
});

test('an unknown alias names the file to collect', () => {
  expect(read('run else')).toMatchObject({ help: expect.stringContaining('--custom-actions FILE') });
});
