import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeFacts } from '../../modules/analysis/merge-facts';
import { verify } from '../../modules/analysis/verify';
import type { JsonObject, JsonValue } from '../../modules/policy/text/json';
import { undotted } from '../support/dotted';
import { accountId, organizationOf } from '../support/organization-file';

const workspaces = 'chatbot.platforms.slack.workspaces';
const client = 'chatbot.platforms.slack.client';
const settings = (operators: JsonObject) => undotted({ [workspaces]: operators });
const none = { '@@operators_allowed_for_child_policies': ['@@none'] };

/** Root and account with their policies, what AWS is found to have, and the facts that this contradicts. */
interface Case {
  readonly root: readonly JsonObject[];
  readonly account?: readonly JsonObject[];
  readonly found: JsonValue | undefined;
  readonly contradicts: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a policy of the root is not in force': {
    root: [settings({ '@@assign': ['T1'] })],
    found: undefined,
    contradicts: ['attached-policies-apply'],
  },
  'the second of two peers assigns': {
    root: [settings({ '@@assign': ['T1'] }), settings({ '@@assign': ['T2'] })],
    found: ['T2'],
    contradicts: ['first-attached-assigns'],
  },
  'the lists of two peers are joined': {
    root: [settings({ '@@assign': ['T1'] }), settings({ '@@assign': ['T2'] })],
    found: ['T1', 'T2'],
    contradicts: ['first-attached-assigns'],
  },
  'an assign below adds instead of replacing': {
    root: [settings({ '@@assign': ['T1'] })],
    account: [settings({ '@@assign': ['T2'] })],
    found: ['T1', 'T2'],
    contradicts: ['assign-replaces'],
  },
  'an append adds nothing': {
    root: [settings({ '@@assign': ['T1'] }), settings({ '@@append': ['T2'] })],
    found: ['T1'],
    contradicts: ['append-adds'],
  },
  'an append is applied after a remove': {
    root: [settings({ '@@append': ['T1', 'T2'] }), settings({ '@@remove': ['T2'] })],
    found: ['T1', 'T2'],
    contradicts: ['removes-come-last'],
  },
  'an operator that a control forbids is applied': {
    root: [settings({ '@@assign': ['T1'], '@@operators_allowed_for_child_policies': ['@@remove'] })],
    account: [settings({ '@@append': ['T2'] })],
    found: ['T1', 'T2'],
    contradicts: ['forbidden-operators-are-ignored'],
  },
  'a locked container accepts a new key': {
    root: [undotted({ 'chatbot.platforms.slack': { ...none, client: { '@@assign': 'enabled' } } })],
    account: [settings({ '@@assign': ['T2'] })],
    found: ['T2'],
    contradicts: ['locked-containers-accept-no-new-keys'],
  },
  'a locked container locks the settings below it': {
    root: [undotted({ 'chatbot.platforms.slack': { ...none, workspaces: { '@@assign': ['T1'] } } })],
    account: [settings({ '@@append': ['T2'] })],
    found: ['T1'],
    contradicts: ['locked-containers-leave-settings-open'],
  },
  'a remove from a list that is not set leaves an empty list': {
    root: [settings({ '@@remove': ['T1'] })],
    found: [],
    contradicts: ['removing-from-unset-leaves-unset'],
  },
  'a list that is emptied vanishes': {
    root: [settings({ '@@assign': ['T1'] })],
    account: [settings({ '@@remove': ['T1'] })],
    found: undefined,
    contradicts: ['emptied-lists-stay'],
  },
  'an empty append sets nothing': {
    root: [settings({ '@@append': [] })],
    found: undefined,
    contradicts: ['empty-append-sets-a-list'],
  },
  'AWS has a value that no policy mentions': {
    root: [settings({ '@@assign': ['T1'] })],
    found: ['T1', 'T9'],
    contradicts: [],
  },
};

test.each(Object.entries(cases))('%s', (_name, { root, account = [], found, contradicts }) => {
  const id = accountId(1);
  const organization = organizationOf({ policies: root, accounts: [{ policies: account }] });
  const withClient = JSON.stringify(root).includes('client') ? { [client]: 'enabled' } : {};
  const effective = undotted({ ...withClient, ...(found === undefined ? {} : { [workspaces]: found }) });
  const answers = { inForce: new Map([[id, { effective }]]), invalid: [], channels: [], missing: [] };
  const { differences, facts } = verify(organization, answers);
  expect(differences.map((one) => one.path.join('.'))).toEqual([workspaces]);
  expect(differences[0]?.contradicts).toEqual(contradicts);
  expect(Object.keys(facts)).toEqual(contradicts);
});

test('every fact is in some case, and in the decision that lists the facts', () => {
  const ids = Object.keys(mergeFacts).sort();
  expect([...new Set(Object.values(cases).flatMap(({ contradicts }) => contradicts))].sort()).toEqual(ids);
  const page = join(__dirname, '..', '..', 'docs', 'decisions', 'chat-policy-semantics.md');
  const text = readFileSync(page, 'utf8');
  expect(ids.filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
});
