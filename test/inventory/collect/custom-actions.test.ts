import { readCustomActions, withCustomActions } from '../../../modules/inventory/collect/custom-actions.js';

const arn = (name: string, account = '222222222222'): string =>
  `arn:aws:chatbot::${account}:custom-action/${name}`;
const described = (name: string, AliasName?: string): object => ({
  CustomAction: {
    ...{ CustomActionArn: arn(name), ActionName: name, AliasName, Attachments: [] },
    Definition: { CommandText: `sqs purge-queue "{${name}}"` },
  },
});
const listed = { CustomActions: [arn('drop'), arn('other')] };
const drop = { accountId: '222222222222', name: 'drop', alias: 'd', command: 'sqs purge-queue "{drop}"' };
const other = { accountId: '222222222222', name: 'other' };
const json = (value: unknown): string => JSON.stringify(value, null, 2);

test.each([
  ['one document', json(described('drop', 'd')), [drop], []],
  ['a list without definitions', json(listed), [{ ...other, name: 'drop' }, other], ['drop', 'other']],
  ['several documents', `${json(listed)}\n${json(described('drop', 'd'))}`, [drop, other], ['other']],
  ['documents in another order', json(described('drop', 'd')) + json(listed), [drop, other], ['other']],
  [
    'JSON lines',
    `${JSON.stringify(listed)}\n${JSON.stringify(described('drop', 'd'))}\n`,
    [drop, other],
    ['other'],
  ],
  ['a list of documents', json([listed, described('drop', 'd')]), [drop, other], ['other']],
  [
    'an action without an alias',
    json(described('other')),
    [{ ...other, command: 'sqs purge-queue "{other}"' }],
    [],
  ],
])('%s', (_, text, actions, open) => {
  const found = readCustomActions(text);
  expect(found?.actions).toEqual(actions);
  expect(found?.missing.map(({ what, id }) => [what, id])).toEqual(
    open.map((name) => ['customActions', arn(name)]),
  );
});

test.each([
  '',
  'text',
  '{"CustomActions":',
  '[1]',
  '{"Aliases":[]}',
  '{"CustomActions":["arn:aws:s3:::b"]}',
  '{} x',
  '{"CustomAction":{"AliasName":"d"}}',
  '"]"',
])('%j holds no custom actions', (text) => {
  expect(readCustomActions(text)).toBeUndefined();
});

test('are part of the organization file, with what is missing', () => {
  const found = readCustomActions(json(listed));
  expect(found && withCustomActions({ version: 1, missing: [{ what: 'x' }] }, found)).toMatchObject({
    version: 1,
    customActions: [{ name: 'drop' }, { name: 'other' }],
    missing: [{ what: 'x' }, { id: arn('drop') }, { id: arn('other') }],
  });
});
