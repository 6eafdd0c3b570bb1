import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CollectedFile, collect } from '../../../modules/inventory/collect/collect.js';
import { connect } from '../../../modules/inventory/live/connect.js';
import { readOrganization } from '../../../modules/policy/organization/read-organization.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';
import { type AwsServer, awsServer, refuseRole, refuseWith } from '../../support/aws-server.js';
import { fakeOrganizations } from '../../support/fake-organizations.js';
import { policyId, prod, root, smallOrganizationFile } from '../../support/small-organization.js';

const channel = {
  accountId: '222222222222',
  platform: 'slack',
  name: 'ops',
  workspaceId: 'T1',
  workspaceName: 'company',
  channelId: 'C1',
  channelName: 'on-call',
  userRoleRequired: true,
  guardrailPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  loggingLevel: 'ERROR',
  state: 'DISABLED',
  stateReason: 'Channel was archived',
  users: [{ userId: 'U1', roleArn: 'arn:aws:iam::222222222222:role/a' }],
};
const tenantId = '00000000-0000-4000-8000-000000000001';
const teamId = '00000000-0000-4000-8000-000000000002';
const full = {
  name: 'FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  awsManaged: true,
  content: { Version: '2012-10-17', Statement: [] },
  on: [root, '222222222222'],
};
/** The organization that AWS has: what is collected without any failure. */
const truth = smallOrganizationFile(
  [
    { name: 'slack-only', on: [root], description: 'by hand', tags: { team: 'security' } },
    { name: 'prod', on: [prod, '222222222222'], description: '', tags: {} },
    ...[full],
  ],
  {
    channels: [
      { ...channel, platform: 'microsoft_teams', tenantId, teamId, teamName: 'Platform' },
      channel,
    ].map(({ workspaceId, workspaceName, ...one }) =>
      one.platform === 'slack' ? { ...one, workspaceId, workspaceName } : one,
    ),
    workspaces: [{ id: 'T1', name: 'company' }, { id: 'T2' }],
    teams: [{ tenantId, id: teamId, name: 'Platform' }],
  },
);

const environment = { ...process.env };
let aws: AwsServer;

beforeEach(async () => {
  aws = await awsServer(fakeOrganizations(truth));
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'hunter2-secret',
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
});
afterEach(async () => {
  process.env = { ...environment };
  await aws.close();
});

interface Limits {
  readonly deadline?: number;
  readonly requestTimeout?: number;
}

/** How much faster than time the clock of a collection runs. */
const speed = 1_000;

/** Collects through the SDK. `deadline` and `requestTimeout` are milliseconds of this machine. */
async function collected({
  deadline = 15_000,
  requestTimeout = 10_000,
}: Limits = {}): Promise<CollectedFile> {
  const timers = new Set<NodeJS.Timeout>();
  const connection = await connect({
    ...{ profile: undefined, region: undefined, role: 'Reader', chatRegion: 'us-east-2' },
    ...{ names: true, emails: true, requestTimeout },
  });
  try {
    return await collect(
      {
        askPage: connection.askPage,
        deadline: deadline * speed,
        clock: {
          now: () => performance.now() * speed,
          random: () => 0.5,
          sleep: (milliseconds) =>
            new Promise((resolve) => {
              timers.add(setTimeout(resolve, milliseconds / speed));
            }),
        },
        openJournal: () => ({ find: () => undefined, add: () => undefined }),
        onProgress: () => undefined,
      },
      { tags: true, channels: true },
    );
  } finally {
    for (const timer of timers) clearTimeout(timer);
    connection.close();
  }
}

interface Missing {
  readonly what: string;
  readonly id: string;
  readonly reason: string;
}

interface Place {
  readonly id: string;
  readonly policies: readonly string[];
  readonly accounts?: readonly Place[];
  readonly organizationalUnits?: readonly Place[];
}

interface Channel {
  readonly accountId: string;
  readonly platform: string;
  readonly users?: readonly object[];
}

interface File {
  readonly root: Place;
  readonly policies: Readonly<Record<string, JsonObject>>;
  readonly channels: readonly Channel[];
  readonly workspaces?: readonly object[];
  readonly teams?: readonly object[];
  readonly missing?: readonly Missing[];
}

/** What a file lacks of the truth, each as the parts that `missing` may list for it. Fails where anything differs. */
function lacking(found: File, expected: File): readonly (readonly string[])[] {
  const lost: string[][] = [];
  const typeOf = (id: string) => `policies ${expected.policies[id]?.['type']}`;
  const place = (known: Place, is: Place, rest: object): void => {
    const { policies, accounts = [], organizationalUnits = [], ...own } = known;
    const { policies: attached, accounts: below = [], organizationalUnits: units = [], ...seen } = is;
    expect(seen).toEqual({ ...own, ...rest });
    for (const id of policies) if (!attached.includes(id)) lost.push([`attachments ${known.id}`, typeOf(id)]);
    expect(policies).toEqual(expect.arrayContaining([...attached]));
    expect(accounts.map(({ id }) => id)).toEqual(expect.arrayContaining(below.map(({ id }) => id)));
    for (const account of accounts) {
      const same = below.find(({ id }) => id === account.id);
      if (same === undefined) lost.push([`accounts ${known.id}`, `place ${account.id}`]);
      else place(account, same, {});
    }
    expect(organizationalUnits.map(({ id }) => id)).toEqual(
      expect.arrayContaining(units.map(({ id }) => id)),
    );
    for (const unit of organizationalUnits) {
      const same = units.find(({ id }) => id === unit.id);
      if (same === undefined) lost.push([`organizationalUnits ${known.id}`]);
      else place(unit, same, {});
    }
  };
  place(expected.root, found.root, {});
  for (const [id, { content, tags, ...own }] of Object.entries(expected.policies)) {
    const policy = found.policies[id];
    if (policy === undefined) {
      lost.push([typeOf(id)]);
      continue;
    }
    if (content !== undefined && policy['content'] === undefined) lost.push([`policy ${id}`]);
    if (tags !== undefined && policy['tags'] === undefined) lost.push([`tags ${id}`]);
    expect({ content, tags, ...own }).toMatchObject(policy);
  }
  expect(Object.keys(expected.policies)).toEqual(expect.arrayContaining(Object.keys(found.policies)));
  const keyOf = ({ accountId, platform }: Channel) => `${accountId} ${platform}`;
  for (const { users, ...own } of expected.channels) {
    if (!JSON.stringify(found.root).includes(own.accountId)) continue;
    const same = found.channels.find((one) => keyOf(one) === keyOf(own));
    if (same === undefined) lost.push([`channels ${own.accountId}`]);
    else {
      expect({ users, ...own }).toMatchObject(same);
      if (same.users === undefined) lost.push([`users ${own.accountId}`]);
    }
  }
  expect(found.channels.length).toBeLessThanOrEqual(expected.channels.length);
  for (const what of ['workspaces', 'teams'] as const) {
    if (found[what] === undefined && lost.length === 0)
      lost.push(['111111111111', '222222222222', '333333333333'].map((id) => `${what} ${id}`));
    else if (found[what] !== undefined) expect(found[what]).toEqual(expected[what]);
  }
  return lost;
}

/** Collects and compares with the truth: `missing` lists what the file lacks, and only parts in `allowed`. */
async function check(limits: Limits = {}): Promise<CollectedFile & { readonly lost: readonly string[] }> {
  const run = await collected(limits);
  expect(readOrganization(run.organization).findings.filter(({ severity }) => severity === 'error')).toEqual(
    [],
  );
  const file = run.organization as unknown as File;
  const { missing = [] } = file;
  const lost = missing.map(({ what, id }) => `${what} ${id}`);
  expect(
    missing.map(({ reason }) => reason).filter((reason) => !/^(?:not read: )?[A-Za-z]+: ./.test(reason)),
  ).toEqual([]);
  const unlisted = lacking(file, truth as unknown as File).filter(
    (parts) => !parts.some((part) => lost.includes(part)),
  );
  expect(unlisted).toEqual([]);
  return { ...run, lost: lost.sort() };
}

const json = 'application/x-amz-json-1.1';
const accounts = ['111111111111', '222222222222', '333333333333'];
const policies = [policyId(0), policyId(1), policyId(2)];

/** Answers with a body of its own. */
const body =
  (text: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): Misbehave =>
  (response) => {
    response.writeHead(status, { 'content-type': json, ...headers });
    response.end(text);
  };
const refusal =
  (type: string, status = 400): Misbehave =>
  (response) =>
    refuseWith(response, status, type);

type Misbehave = (response: ServerResponse) => unknown;

/** Ways to answer `ListAccountsForParent`, none of them an answer. */
const ways: Readonly<Record<string, Misbehave>> = {
  'an empty body': body(''),
  'an empty object': body('{}'),
  null: body('null'),
  'a list': body('[]'),
  'a string': body('"Accounts"'),
  'the member null': body('{"Accounts":null}'),
  'an object for a list': body('{"Accounts":{}}'),
  'an item null': body('{"Accounts":[null]}'),
  'an item without an ID': body('{"Accounts":[{"Name":"shop"}]}'),
  'a number for an ID': body('{"Accounts":[{"Id":222222222222}]}'),
  'a path for an ID': body('{"Accounts":[{"Id":"../../etc/passwd"}]}'),
  'an escape sequence for an ID': body('{"Accounts":[{"Id":"\\u001b[2J222222222222"}]}'),
  'the prototype for an ID': body('{"Accounts":[{"Id":"__proto__"}]}'),
  'an OU for an account': body(`{"Accounts":[{"Id":"${prod}"}]}`),
  'an object for a name': body('{"Accounts":[{"Id":"222222222222","Name":{}}]}'),
  'JSON that is cut off': body('{"Accounts":[{"Id":"22222'),
  'JSON with a trailing comma': body('{"Accounts":[],}'),
  'nested lists without end': body(`{"Accounts":${'['.repeat(100_000)}`),
  HTML: body('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
  'HTML with status 403': body('<html>Forbidden</html>', { 'content-type': 'text/html' }, 403),
  'HTML with status 502': body('<html>Bad gateway</html>', { 'content-type': 'text/html' }, 502),
  bytes: body(Buffer.from([0xff, 0xfe, 0, 1, 0x80])),
  'a redirect': body('', { location: 'http://127.0.0.1:1/' }, 302),
  'a longer length than the body': (response) => {
    response.writeHead(200, { 'content-type': json, 'content-length': '4000' });
    response.write('{"Accounts":[]}');
  },
  'a shorter length than the body': (response) => {
    response.socket?.end(
      'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 7\r\n\r\n{"Accounts":[]}',
    );
  },
  'no HTTP': (response) => response.socket?.end('220 mail.example.org ESMTP\r\n'),
  'headers and no body': (response) => {
    response.writeHead(200, { 'content-type': json });
    response.flushHeaders();
  },
  'a body that trickles in': (response) => {
    response.writeHead(200, { 'content-type': json });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  },
  'no answer at all': () => undefined,
  'a cut connection': (response) => response.socket?.destroy(),
  'a connection that is cut in the body': (response) => {
    response.writeHead(200, { 'content-type': json });
    response.write('{"Acc', () => response.socket?.destroy());
  },
  'status 500': refusal('ServiceException', 500),
  'status 503 without a body': body('', {}, 503),
  'status 429': body('{}', {}, 429),
  throttling: refusal('TooManyRequestsException'),
  'a concurrent change': refusal('ConcurrentModificationException'),
  'an error without a name': body('{"message":"no"}', {}, 400),
  'a refused input': refusal('InvalidInputException'),
  'a parent that does not exist': refusal('ParentNotFoundException'),
  'a denied call': refusal('AccessDeniedException'),
  'an empty token': body('{"Accounts":[],"NextToken":""}'),
  'a token that repeats': body('{"Accounts":[],"NextToken":"again"}'),
};

function misbehave(operation: string, way: Misbehave, when: (nth: number) => boolean = () => true): void {
  let times = 0;
  aws.intercept = (called, response) => {
    if (called !== operation || !when(times++)) return false;
    way(response);
    return true;
  };
}

test('without a failure the file is the organization, one to one', async () => {
  const { lost, interrupted, organization } = await check();
  expect([lost, interrupted]).toEqual([[], undefined]);
  const { root: tree, channels, ...rest } = organization;
  expect(rest).toEqual({
    ...truth,
    root: undefined,
    channels: undefined,
    enabledPolicyTypes: ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'],
  });
  expect(channels).toEqual(truth['channels']);
  expect(JSON.stringify(tree)).toContain(`"policies":["${policyId(0)}","${policyId(2)}"]`);
});

/** Ways that a request only notices by its timeout. */
const endless = [
  'a longer length than the body',
  'headers and no body',
  'a body that trickles in',
  'no answer at all',
];

const once = [
  'a refused input',
  'a parent that does not exist',
  'a denied call',
  'HTML with status 403',
  'a redirect',
  'an error without a name',
  'an empty token',
  'a token that repeats',
];

test.each(Object.keys(ways).filter((way) => !once.includes(way)))(
  '%s is retried, and the file is complete',
  async (way) => {
    misbehave('ListAccountsForParent', ways[way] ?? body(''), (nth) => nth === 1);
    const limits = endless.includes(way) ? { requestTimeout: 400 } : {};
    expect(await check(limits)).toMatchObject({ lost: [], interrupted: undefined });
  },
);

test.each(Object.entries(ways))('%s in every try: the accounts are listed as missing', async (name, way) => {
  misbehave('ListAccountsForParent', way);
  const { lost } = await check(endless.includes(name) ? { requestTimeout: 60 } : {});
  expect(lost).toEqual(expect.arrayContaining([`accounts ${root}`]));
  expect(
    lost.filter((part) => /^(?:policy|tags|policies) /.test(part) && way === ways['a denied call']),
  ).toEqual([]);
});

const denials: readonly (readonly [string, readonly string[]])[] = [
  [
    'ListOrganizationalUnitsForParent',
    [`organizationalUnits ${root}`, `place ${prod}`, 'place 222222222222'],
  ],
  ['ListPolicies', ['policies CHATBOT_POLICY', 'policies SERVICE_CONTROL_POLICY']],
  ['ListTargetsForPolicy', []],
  ['DescribePolicy', policies.map((id) => `policy ${id}`)],
  ['ListTagsForResource', policies.slice(0, 2).map((id) => `tags ${id}`)],
  ['describe-slack-channel-configurations', accounts.map((id) => `channels ${id}`)],
  ['list-ms-teams-channel-configurations', accounts.map((id) => `channels ${id}`)],
  ['describe-chime-webhook-configurations', accounts.map((id) => `channels ${id}`)],
  ['describe-slack-workspaces', accounts.map((id) => `workspaces ${id}`)],
  ['list-ms-teams-configured-teams', accounts.map((id) => `teams ${id}`)],
  ['describe-slack-user-identities', ['users 222222222222']],
  ['list-ms-teams-user-identities', ['users 222222222222']],
  ['get-account-preferences', ['preferences 222222222222']],
  ['GetCallerIdentity', accounts.map((id) => `channels ${id}`)],
  ['AssumeRole', accounts.slice(1).map((id) => `channels ${id}`)],
];

test.each(denials)('without the permission for %s, what it gives is missing', async (operation, parts) => {
  misbehave(operation, (response) =>
    /^(?:Assume|GetCaller)/.test(operation)
      ? refuseRole(response)
      : refuseWith(response, operation.includes('-') ? 403 : 400, 'AccessDeniedException'),
  );
  const { lost, organization } = await check();
  expect(lost).toEqual([...parts].sort());
  const { missing = [] } = organization as unknown as File;
  expect(
    missing.filter(({ what, reason }) => what !== 'place' && !/ allow `|create the role/.test(reason)),
  ).toEqual([]);
});

test.each(['{}', '', 'null', '<html></html>'])(
  'the chat service answers %j: all of it is missing',
  async (text) => {
    aws.intercept = (operation, response) => {
      if (!operation.includes('-')) return false;
      body(text, { 'content-type': 'application/json' })(response);
      return true;
    };
    expect((await check()).lost).toEqual(accounts.map((id) => `channels ${id}`));
  },
);

test('every second request is throttled: the file is complete', async () => {
  aws.intercept = (operation, response, nth) =>
    nth % 2 === 0 && operation !== 'AssumeRole' && operation !== 'GetCallerIdentity'
      ? refuseWith(response, 400, 'TooManyRequestsException')
      : false;
  expect(await check()).toMatchObject({ lost: [], interrupted: undefined });
});

test.each(['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidSignatureException'])(
  '%s in the middle: what was not read is missing, and the reason says what to do',
  async (code) => {
    aws.intercept = (_, response, nth) => (nth > 12 ? refuseWith(response, 400, code) : false);
    const { interrupted, lost } = await check();
    expect(interrupted).toMatchObject({
      kind: 'fatal',
      call: expect.any(String),
      help: expect.stringMatching(/.../),
    });
    expect(lost.length).toBeGreaterThan(3);
  },
);

test('a server that is gone in the middle ends the run', async () => {
  aws.intercept = (_, response, nth) => {
    if (nth > 12) response.socket?.destroy();
    return nth > 12;
  };
  const { interrupted, lost } = await check();
  expect(interrupted?.kind).toBe('fatal');
  expect(lost.length).toBeGreaterThan(3);
});

test('answers that never come end at the deadline', async () => {
  aws.intercept = (_, __, nth) => nth > 12;
  const { interrupted, lost } = await check({ deadline: 700, requestTimeout: 60_000 });
  expect(interrupted).toMatchObject({ call: 'deadline', help: expect.stringContaining('--deadline') });
  expect(lost.length).toBeGreaterThan(3);
});

test('pages without end stop at the deadline', async () => {
  let token = 0;
  misbehave('ListAccountsForParent', (response) =>
    body(`{"Accounts":[],"NextToken":"${token++}"}`)(response),
  );
  const { interrupted, lost } = await check({ deadline: 700 });
  expect(interrupted?.call).toBe('deadline');
  expect(lost).toEqual(expect.arrayContaining([`accounts ${root}`]));
});

test('duplicates in lists are one item', async () => {
  const duplicate = (text: string): string =>
    JSON.stringify(JSON.parse(text), (key, value) =>
      Array.isArray(value) && /^(?:Accounts|Policies|Targets|Organ)/.test(key) ? [...value, ...value] : value,
    );
  aws.rewrite = duplicate;
  expect(await check()).toMatchObject({ lost: [], interrupted: undefined });
});

test.each(['DescribeOrganization', 'ListRoots'])(
  'without %s there is nothing to write',
  async (operation) => {
    misbehave(operation, refusal('AccessDeniedException'));
    await expect(collected()).rejects.toThrow(
      `${operation}: AccessDeniedException: AccessDeniedException!; allow \`organizations:${operation}\``,
    );
  },
);

test.each([
  ['AWSOrganizationsNotInUseException', 'is not in an organization'],
  ['UnrecognizedClientException', 'does not know these credentials'],
  ['ExpiredTokenException', 'have expired'],
  ['RequestExpired', 'have expired'],
  ['OptInRequired', 'not signed up'],
])('%s at the start says what to do', async (code, help) => {
  misbehave('DescribeOrganization', refusal(code));
  await expect(collected()).rejects.toMatchObject({
    call: 'DescribeOrganization',
    help: expect.stringContaining(help),
  });
});

test('a port where nothing listens is named as such', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${port}`;
  await expect(collected()).rejects.toThrow(/ECONNREFUSED.*the endpoint cannot be reached/);
});
