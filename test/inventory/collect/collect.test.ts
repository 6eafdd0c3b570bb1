import { AwsFailure, type FailureKind } from '../../../modules/inventory/collect/aws-failure.js';
import { collect } from '../../../modules/inventory/collect/collect.js';
import type { CollectSettings } from '../../../modules/inventory/collect/collect-organization.js';
import type { Journal } from '../../../modules/inventory/collect/journal.js';
import type { Progress } from '../../../modules/inventory/collect/progress.js';
import type { Operation } from '../../../modules/inventory/collect/request.js';
import { requestRates } from '../../../modules/inventory/collect/request-rates.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';
import { type FakeOrganizations, fakeOrganizations } from '../../support/fake-organizations.js';
import {
  policyId,
  prod,
  root,
  sandbox,
  smallOrganizationFile,
  workloads,
} from '../../support/small-organization.js';
import { virtualTime } from '../../support/virtual-time.js';
import { wideOrganizationFile } from '../../support/wide-organization.js';

const everything: CollectSettings = { tags: true, channels: false };

interface Run extends Partial<CollectSettings> {
  readonly journal?: Journal;
  readonly onProgress?: (progress: Progress) => void;
  readonly clock?: ReturnType<typeof virtualTime>;
  readonly deadline?: number;
}

async function collected(fake: FakeOrganizations, run: Run = {}): Promise<JsonObject> {
  const { organization, interrupted } = await attempt(fake, run);
  if (interrupted !== undefined) throw interrupted;
  return organization;
}

function attempt(fake: FakeOrganizations, { journal, onProgress, clock, deadline, ...settings }: Run = {}) {
  return collect(
    {
      askPage: fake.askPage,
      clock: clock ?? virtualTime(),
      deadline: deadline ?? 10 * 3_600_000,
      openJournal: () => journal ?? { find: () => undefined, add: () => undefined },
      onProgress: onProgress ?? (() => undefined),
    },
    { ...everything, ...settings },
  );
}

const full = { name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };
const everywhere = [root, workloads, prod, sandbox, '111111111111', '222222222222', '333333333333'];
const small = smallOrganizationFile([
  { name: 'slack-only', on: [root], description: 'Slack', tags: { team: 'security' } },
  { name: 'second', on: [root, '222222222222'], description: '', tags: {} },
  { name: 'unattached', description: '', tags: {} },
  { ...full, content: { Version: '2012-10-17', Statement: [] }, on: everywhere },
]);

describe('a collected organization', () => {
  test('is the organization that AWS has, units by name and everything else by id', async () => {
    const { root: tree, ...rest } = small as { readonly root: JsonObject };
    const sorted = {
      ...tree,
      organizationalUnits: [...(tree['organizationalUnits'] as JsonObject[])].reverse(),
    };
    expect(await collected(fakeOrganizations(small))).toEqual({
      ...rest,
      enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
      root: { ...sorted, attachmentOrderKnown: false },
    });
  });

  test('is the same text in two runs', async () => {
    const texts = await Promise.all(
      [1, 2].map(async () => JSON.stringify(await collected(fakeOrganizations(small)))),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  test('marks the attachment order as unknown only where two chat policies share a target', async () => {
    const found = JSON.stringify(await collected(fakeOrganizations(small)));
    expect(found.match(/attachmentOrderKnown/g)).toHaveLength(1);
  });

  test('has chat configurations when they are asked for, account by account', async () => {
    const channel = {
      accountId: '222222222222',
      name: 'ops',
      userRoleRequired: true,
      guardrailPolicyArns: [],
    };
    const channels = [
      { ...channel, platform: 'microsoft_teams', users: [] },
      { ...channel, platform: 'slack', users: [{ userId: 'U1', roleArn: 'arn:r' }], workspaceId: 'T1' },
    ];
    const fake = fakeOrganizations({ ...small, channels });
    expect((await collected(fake, { channels: true }))['channels']).toEqual(channels);
    expect(fake.requests.get('DescribeSlackChannelConfigurations')).toBe(3);
    expect(await collected(fakeOrganizations({ ...small, channels }))).not.toHaveProperty('channels');
  });
});

describe('no request is made in vain', () => {
  const count = (fake: FakeOrganizations): Partial<Record<Operation, number>> =>
    Object.fromEntries([...fake.requests].sort());

  test('a thousand accounts take the least possible number of requests', async () => {
    const wide = wideOrganizationFile({ units: 50, accounts: 1_000, chatPolicies: 45, guardrails: 30 });
    const fake = fakeOrganizations(wide.file);
    await collected(fake);
    expect(count(fake)).toEqual({
      DescribeOrganization: 1,
      DescribePolicy: 76,
      ListAccountsForParent: wide.pages.accounts,
      ListOrganizationalUnitsForParent: wide.pages.units,
      ListPolicies: 3 + 2,
      ListRoots: 1,
      ListTagsForResource: 75,
      ListTargetsForPolicy: wide.pages.targets,
    });
  });

  test('targets are asked for their policies where they are fewer than the policies', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      name: `chat ${index}`,
      on: index === 0 ? [prod] : [],
    }));
    const fake = fakeOrganizations(smallOrganizationFile(many));
    const { root: tree } = (await collected(fake)) as { readonly root: JsonObject };
    expect(JSON.stringify(tree)).toContain(`"policies":["${policyId(0)}"]`);
    expect(count(fake)).toMatchObject({ ListPoliciesForTarget: 7, ListPolicies: 2 + 1 });
    expect(fake.requests.has('ListTargetsForPolicy')).toBe(false);
  });

  test('the attachments of a type that is not enabled are not requested', async () => {
    const fake = fakeOrganizations({ ...small, enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] });
    await collected(fake);
    expect(fake.log.filter((key) => key.startsWith('ListTargetsForPolicy'))).toEqual([
      `ListTargetsForPolicy ${policyId(3)}`,
    ]);
    expect(fake.requests.get('ListPolicies')).toBe(2);
  });

  test('tags are not collected unless requested', async () => {
    const fake = fakeOrganizations(small);
    await collected(fake, { tags: false });
    expect(fake.requests.has('ListTagsForResource')).toBe(false);
  });
});

describe('requests keep to what AWS allows', () => {
  test('no operation is asked for faster than its rate, with room for others', async () => {
    const clock = virtualTime();
    const wide = wideOrganizationFile({ units: 50, accounts: 1_000, chatPolicies: 45, guardrails: 30 });
    const fake = fakeOrganizations(wide.file);
    const times = new Map<Operation, number[]>();
    fake.onRequest = ({ operation }) => times.set(operation, [...(times.get(operation) ?? []), clock.now()]);
    await collected(fake, { clock });
    for (const [operation, at] of times) {
      const { perSecond, burst } = requestRates[operation];
      const [first = 0, last = 0] = [at[0], at.at(-1)];
      expect(at.length).toBeLessThanOrEqual(burst + (perSecond * (last - first)) / 1000);
    }
  });

  test('where AWS wants fewer requests, fewer are made, and the answer is whole', async () => {
    const clock = virtualTime();
    const wide = wideOrganizationFile({ units: 5, accounts: 20, chatPolicies: 20, guardrails: 0 });
    const fake = fakeOrganizations(wide.file);
    fake.onRequest = ({ operation }, nth) => {
      if (operation === 'DescribePolicy' && nth % 3 === 0)
        throw new AwsFailure('throttled', 'TooManyRequestsException');
    };
    const found = await collected(fake, { clock });
    expect(found).not.toHaveProperty('missing');
    expect(clock.now()).toBeGreaterThan(20_000);
  });

  test('progress grows to the end, with the time left', async () => {
    const seen: Progress[] = [];
    await collected(fakeOrganizations(small), { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toMatchObject({ answered: seen.at(-1)?.known, secondsLeft: 0 });
    expect(seen.every(({ answered, known }) => answered <= known)).toBe(true);
    expect(Math.max(...seen.map(({ secondsLeft }) => secondsLeft))).toBeGreaterThan(1);
  });
});

describe('requests that AWS does not answer', () => {
  function refusing(wanted: string, kind: FailureKind = 'denied', times = Number.POSITIVE_INFINITY) {
    const fake = fakeOrganizations(small);
    let refused = 0;
    fake.onRequest = () => {
      if (fake.log.at(-1)?.startsWith(wanted) && refused++ < times) throw new AwsFailure(kind, `${kind}!`);
    };
    return fake;
  }

  test.each<[string, string, object]>([
    ['DescribePolicy p-policy0001', 'policy', { id: 'p-policy0001' }],
    ['ListTagsForResource p-policy0000', 'tags', { id: 'p-policy0000' }],
    [`ListAccountsForParent ${sandbox}`, 'accounts', { id: sandbox }],
    [`ListOrganizationalUnitsForParent ${workloads}`, 'organizationalUnits', { id: workloads }],
  ])('%s: what is missing is said', async (wanted, what, about) => {
    const { missing } = (await collected(refusing(wanted))) as { readonly missing: readonly JsonObject[] };
    const [operation] = wanted.split(' ');
    expect(missing).toContainEqual({ what, ...about, reason: `${operation}: denied!` });
  });

  test('is asked for in another way, where there is one', async () => {
    const found = await collected(refusing('ListTargetsForPolicy'));
    expect(found).toEqual(await collected(fakeOrganizations(small)));
  });

  test('policies that cannot be listed are found where they are attached; others are missing', async () => {
    const found = await collected(refusing('ListPolicies CHATBOT_POLICY'));
    expect(Object.keys(found['policies'] as JsonObject)).toEqual([policyId(0), policyId(1), policyId(3)]);
    expect(found['missing']).toEqual([
      { what: 'policies', id: 'CHATBOT_POLICY', reason: 'ListPolicies: denied!' },
    ]);
  });

  test('attachments without permission to list them are missing at every target', async () => {
    const fake = fakeOrganizations(small);
    fake.onRequest = ({ operation }) => {
      if (/ForPolicy|ForTarget/.test(operation)) throw new AwsFailure('denied', 'AccessDenied');
    };
    const { missing } = (await collected(fake)) as { readonly missing: readonly JsonObject[] };
    expect(new Set(missing.map(({ what }) => what))).toEqual(new Set(['attachments']));
    expect(new Set(missing.map(({ id }) => id))).toEqual(new Set(everywhere));
  });

  test('an account that a policy is attached to, in a unit that cannot be read, is a place that was not found', async () => {
    const { missing } = (await collected(refusing(`ListAccountsForParent ${prod}`))) as {
      readonly missing: readonly JsonObject[];
    };
    expect(missing).toContainEqual(expect.objectContaining({ what: 'place', id: '222222222222' }));
  });

  test.each<FailureKind>(['transient', 'throttled'])(
    'is asked for again, if the failure is %s',
    async (kind) => {
      const found = await collected(refusing('List', kind, 9));
      expect(found).toEqual(await collected(fakeOrganizations(small)));
    },
  );

  test('is given up after ten tries, and missing', async () => {
    const fake = refusing('DescribePolicy p-policy0000', 'transient');
    const found = await collected(fake);
    expect(found['missing']).toEqual([
      { what: 'policy', id: 'p-policy0000', reason: 'DescribePolicy: transient!' },
    ]);
    expect(fake.log.filter((key) => key === 'DescribePolicy p-policy0000')).toHaveLength(10);
  });

  test('is missing where the answer stays incomplete, be it a whole unit', async () => {
    const { missing } = (await collected(refusing(`ListAccountsForParent ${prod}`, 'incomplete'))) as {
      readonly missing: readonly JsonObject[];
    };
    const reason = 'ListAccountsForParent: incomplete!';
    expect(missing).toContainEqual({ what: 'accounts', id: prod, reason });
  });

  test.each(['', 'again'])('is missing where the pages do not end: token %j', async (next) => {
    const fake = fakeOrganizations(small);
    const askPage: FakeOrganizations['askPage'] = async (question, token) => {
      const page = await fake.askPage(question, token === 'again' ? undefined : token);
      return question.operation === 'ListTagsForResource' ? { ...page, next } : page;
    };
    const { missing } = (await collected({ ...fake, askPage })) as {
      readonly missing: readonly JsonObject[];
    };
    expect(missing).toContainEqual({
      ...{ what: 'tags', id: 'p-policy0000' },
      reason: 'ListTagsForResource: the pages do not end: the token is empty or repeats',
    });
  });

  test.each(['DescribeOrganization', 'ListRoots'])(
    '%s: there is nothing to begin with',
    async (operation) => {
      await expect(collected(refusing(operation))).rejects.toThrow(`${operation}: denied!`);
    },
  );

  test.each<[FailureKind, number]>([
    ['fatal', 30],
    ['transient', 60],
    ['throttled', 60],
  ])(
    'a failure that concerns all requests (%s) ends it: what was not read is missing',
    async (kind, most) => {
      const fake = refusing('DescribePolicy', kind);
      const { organization, interrupted } = await attempt(fake);
      expect(interrupted).toMatchObject({ message: `${kind}!`, call: 'DescribePolicy' });
      expect(fake.log.length).toBeLessThan(most);
      const { missing } = organization as { readonly missing: readonly JsonObject[] };
      const lost = missing.filter(({ what }) => what === 'policy').map(({ id }) => id);
      expect(lost).toEqual([policyId(0), policyId(1), policyId(2), policyId(3)]);
      expect(missing.every(({ reason }) => String(reason).includes(`DescribePolicy: ${kind}!`))).toBe(true);
    },
  );

  test('a failure of one OU in every try leaves its accounts out by name', async () => {
    const found = await collected(refusing(`ListAccountsForParent ${sandbox}`, 'transient'));
    const reason = 'ListAccountsForParent: transient!';
    expect(found['missing']).toContainEqual({ what: 'accounts', id: sandbox, reason });
  });

  test('at the deadline no more requests are sent, and all that was not read is missing', async () => {
    const wide = wideOrganizationFile({ units: 5, accounts: 20, chatPolicies: 40, guardrails: 0 });
    const fake = fakeOrganizations(wide.file);
    const { organization, interrupted } = await attempt(fake, { deadline: 10_000 });
    expect(interrupted?.message).toBe('not done after 10 seconds');
    const described = fake.requests.get('DescribePolicy') ?? 0;
    expect(described).toBeLessThan(25);
    const { missing } = organization as { readonly missing: readonly JsonObject[] };
    expect(missing.filter(({ what }) => what === 'policy').length).toBeGreaterThanOrEqual(41 - described);
  });
});

describe('an organization that changes while it is read, or an answer that cannot be true', () => {
  /** The organization with other answers to one request. */
  function answering(wanted: string, items: readonly object[]): FakeOrganizations {
    const fake = fakeOrganizations(small);
    return {
      ...fake,
      askPage: async (question, token) =>
        `${question.operation} ${question.subject}` === wanted
          ? { items: items as readonly never[] }
          : fake.askPage(question, token),
    };
  }
  const missingOf = async (fake: FakeOrganizations) => (await collected(fake))['missing'];

  test('an account in two OUs was moved: its place is missing, and it is in neither', async () => {
    const found = await collected(
      answering(`ListAccountsForParent ${sandbox}`, [{ id: '333333333333' }, { id: '222222222222' }]),
    );
    expect(found['missing']).toEqual([
      { what: 'place', id: '222222222222', reason: expect.stringContaining('it is in two OUs') },
    ]);
    expect(JSON.stringify(found['root'])).not.toContain('222222222222');
  });

  test('an item twice in one answer is one item', async () => {
    const twice = [{ id: '333333333333', name: 'play' }];
    const found = await collected(answering(`ListAccountsForParent ${sandbox}`, [...twice, ...twice]));
    expect(found).toEqual(await collected(fakeOrganizations(small)));
  });

  test.each([
    ['the OU itself', sandbox],
    ['the root', root],
    ['an OU of another branch', prod],
  ])('%s below an OU ends no collection: what is below is missing', async (_, id) => {
    expect(
      await missingOf(answering(`ListOrganizationalUnitsForParent ${sandbox}`, [{ id, name: 'x' }])),
    ).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          what: 'organizationalUnits',
          reason: expect.stringContaining('in two places'),
        }),
      ]),
    );
  });

  test('OUs without end are read to the depth that AWS allows', async () => {
    const fake = fakeOrganizations(small);
    let units = 0;
    const askPage: FakeOrganizations['askPage'] = async (question, token) => {
      if (question.operation !== 'ListOrganizationalUnitsForParent') {
        return question.subject.startsWith('ou-none') ? { items: [] } : fake.askPage(question, token);
      }
      return { items: [{ id: `ou-none-${String(++units).padStart(8, '0')}`, name: 'x' }] as never[] };
    };
    expect(await missingOf({ ...fake, askPage })).toContainEqual(
      expect.objectContaining({ what: 'organizationalUnits', id: 'ou-none-00000005' }),
    );
    expect(units).toBe(6);
  });

  test.each([
    ['text', 'the document is not valid: '],
    ['null', 'the document is not valid: found `null`'],
    ['{"chatbot":{"platforms":{"slack":{"workspace":{}}}}}', 'the document is not valid: unknown key'],
  ])('the chat policy %s counts as not read', async (content, reason) => {
    expect(await missingOf(answering(`DescribePolicy ${policyId(0)}`, [{ content }]))).toEqual([
      { what: 'policy', id: policyId(0), reason: expect.stringContaining(`DescribePolicy: ${reason}`) },
    ]);
  });
});

describe('a run that was interrupted', () => {
  test('goes on where it stopped: nothing is asked for twice', async () => {
    const answers = new Map<string, readonly never[]>();
    const journal: Journal = {
      find: (key) => answers.get(key),
      add: (key, items) => answers.set(key, items as readonly never[]),
    };
    const first = fakeOrganizations(small);
    first.onRequest = (_, nth) => {
      if (nth === 9) throw new AwsFailure('fatal', 'ExpiredToken');
    };
    expect((await attempt(first, { journal })).interrupted?.message).toBe('ExpiredToken');
    const known = [...answers.keys()];
    const second = fakeOrganizations(small);
    const found = await collected(second, { journal });
    expect(found).toEqual(await collected(fakeOrganizations(small)));
    expect(known.length).toBeGreaterThan(3);
    expect(second.log.filter((key) => known.includes(key))).toEqual([]);
  });

  test('repeats requests that were refused: the permission may exist now', async () => {
    const kept = new Set<string>();
    const journal: Journal = { find: () => undefined, add: (key) => kept.add(key) };
    const fake = fakeOrganizations(small);
    fake.onRequest = ({ operation }) => {
      if (operation === 'ListTagsForResource') throw new AwsFailure('denied', 'AccessDenied');
    };
    await collected(fake, { journal });
    expect([...kept].filter((key) => key.startsWith('ListTagsForResource'))).toEqual([]);
  });
});
