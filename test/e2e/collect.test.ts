import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { type AwsServer, awsServer } from '../support/aws-server.js';
import { fakeOrganizations } from '../support/fake-organizations.js';
import { type Fault, type FaultProxy, faultProxy, type SeenRequest } from '../support/fault-proxy.js';
import { randomFrom } from '../support/random.js';
import { runCli } from '../support/run-cli.js';
import { describeWithMoto } from './support/describe-with-moto.js';
import { makeLargeOrganization } from './support/large-organization.js';
import { leastRequests } from './support/least-requests.js';
import { type Moto, startMoto } from './support/moto.js';

/** A run of `collect` and what it asked for. */
interface Run {
  readonly folder: string;
  readonly proxy: FaultProxy;
  readonly ended: ReturnType<typeof runCli>;
}

/** What a killed run left behind. */
interface Left {
  readonly status: number | null;
  readonly file: boolean;
  readonly known: readonly string[];
}

interface Settings {
  readonly faultOf?: (request: SeenRequest) => Fault | undefined;
  readonly folder?: string;
  /** How many requests it may make before it is killed. */
  readonly killAfter?: number;
  readonly words?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

describeWithMoto('collect reads an organization of 40 units and 500 accounts', (tools) => {
  const folders: string[] = [];
  const proxies: FaultProxy[] = [];
  let moto: Moto;
  let made: JsonObject;
  let chat: AwsServer;
  let runs: Readonly<Record<'plain' | 'faulty' | 'denied' | 'killed' | 'withChannels', Run>>;
  let resumed: Promise<{ readonly found: Left; readonly run: Run }>;

  async function start({ faultOf, killAfter, ...settings }: Settings = {}): Promise<Run> {
    const folder = settings.folder ?? mkdtempSync(join(tmpdir(), 'chat-guardrails-collect-'));
    folders.push(folder);
    let kill = (): void => undefined;
    const proxy = await faultProxy(moto.endpoint, (request, nth) => {
      if (nth === killAfter) kill();
      return faultOf?.(request);
    });
    proxies.push(proxy);
    const environment = {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_ORGANIZATIONS: proxy.endpoint,
      ...settings.environment,
    };
    const words = ['collect', '-o', 'org.json', ...(settings.words ?? [])];
    const ended = runCli(words, { cwd: folder, environment }, (child) => {
      kill = () => child.kill('SIGKILL');
    });
    return { folder, proxy, ended };
  }

  /** Waits until a run was killed, looks at what it left and runs it again. */
  async function goOn({ ended, folder }: Run): Promise<{ readonly found: Left; readonly run: Run }> {
    const { status } = await ended;
    const found = { status, file: existsSync(join(folder, 'org.json')), known: journalKeys(folder) };
    return { found, run: await start({ folder }) };
  }

  beforeAll(async () => {
    spawnSync(process.execPath, [join(__dirname, '..', '..', 'scripts', 'build.js')]);
    moto = await startMoto(tools);
    made = await makeLargeOrganization(moto, { units: 40, accounts: 500, policies: 10 });
    const management = String(made['managementAccountId']);
    chat = await awsServer(fakeOrganizations({ ...made, channels: channelsOf(made) }), management);
    // Side by side: each of them spends nearly all its time waiting for the rates of AWS.
    runs = {
      plain: await start(),
      faulty: await start({ faultOf: everyKindOfFault() }),
      denied: await start({ faultOf: ({ text }) => (isDenied(text, made) ? 'denied' : undefined) }),
      killed: await start({ killAfter: 100 }),
      withChannels: await start({
        words: ['--assume-role', 'Reader'],
        environment: { AWS_ENDPOINT_URL: chat.endpoint },
      }),
    };
    resumed = goOn(runs.killed);
  });
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await chat?.close();
    moto?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('one to one, with the least possible number of requests', async () => {
    const { proxy, folder, ended } = runs.plain;
    const { status, stderr } = await ended;
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('500 accounts, 21 policies'),
    });
    expect(written(folder)).toEqual(made);
    expect(counts(proxy.seen)).toEqual(leastRequests(made));
  });

  test('throttling, conflicts, errors and cut connections leave no trace in the file', async () => {
    const { proxy, folder, ended } = runs.faulty;
    expect((await ended).status).toBe(0);
    expect(written(folder)).toEqual(made);
    expect(proxy.seen.length - proxy.answered.length).toBeGreaterThan(20);
    expect(counts(proxy.answered)).toEqual(leastRequests(made));
  });

  test('what is not permitted is listed as missing, and nothing else is', async () => {
    const { folder, ended } = runs.denied;
    const { status, stderr } = await ended;
    const { missing, ...found } = written(folder) as unknown as Incomplete;
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining(`${missing.length} parts could not be read`),
    ]);
    const { unit, policy } = deniedIn(made);
    const named = (what: string): readonly string[] =>
      missing.filter((one) => one.what === what).map(({ id }) => id);
    expect(named('policy')).toEqual([policy]);
    expect(named('accounts')).toEqual([unit['id']]);
    expect(named('tags')).toHaveLength(20);
    const lost = (unit['accounts'] as readonly JsonObject[]).map(({ id }) => id);
    expect(named('place')).toEqual(lost);
    expect(missing).toHaveLength(1 + 1 + 20 + lost.length);
    expect(found).toEqual(withoutDenied(made));
  });

  test('a run that was killed leaves no half file; the next one goes on and asks nothing twice', async () => {
    const { found, run } = await resumed;
    const { known } = found;
    expect(found).toMatchObject({ status: null, file: false });
    expect(known.length).toBeGreaterThan(50);
    const { status, stderr } = await run.ended;
    expect([status, stderr]).toEqual([0, expect.stringContaining(`resuming with ${known.length} answers`)]);
    expect(written(run.folder)).toEqual(made);
    expect(run.proxy.seen.map(journalKey).filter((key) => known.includes(key))).toEqual([]);
    const least = Object.values(leastRequests(made)).reduce((sum, count) => sum + count, 0);
    expect(run.proxy.seen.length).toBeLessThan(least - known.length + 10);
    expect(runs.killed.proxy.seen.length).toBeLessThan(least);
    expect(existsSync(join(run.folder, 'org.json.journal'))).toBe(false);
  });

  test('chat configurations of every account come through a role in it', async () => {
    const { folder, ended } = runs.withChannels;
    const { status, stderr } = await ended;
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(written(folder)).toEqual({ ...made, channels: channelsOf(made) });
    const roles = chat.log.filter((line) => line.startsWith('AssumeRole'));
    expect([roles.length, new Set(roles).size]).toEqual([499, 499]);
    expect(chat.log.filter((line) => line.startsWith('describe-slack-channel'))).toHaveLength(500);
  });
});

/** An organization file that says what it lacks. */
interface Incomplete {
  readonly missing: readonly { readonly what: string; readonly id: string }[];
}

/** The file that was written, without the moment of its collection. */
function written(folder: string): JsonObject {
  const { collectedAt: _, ...file } = JSON.parse(readFileSync(join(folder, 'org.json'), 'utf8'));
  return file;
}

function counts(requests: readonly SeenRequest[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { operation } of requests) found[operation] = (found[operation] ?? 0) + 1;
  return found;
}

/** One request in six goes wrong, in every way in turn. */
function everyKindOfFault(): (request: SeenRequest) => Fault | undefined {
  const random = randomFrom(20_261_123);
  const kinds: readonly Fault[] = ['throttled', 'conflict', 'ill', 'cut before', 'cut in the middle'];
  let faults = 0;
  return () => (random.once(6) ? kinds[faults++ % kinds.length] : undefined);
}

/** A unit with accounts and a policy, which may not be read. */
function deniedIn(made: JsonObject): { readonly unit: JsonObject; readonly policy: string } {
  const { organizationalUnits } = made['root'] as { readonly organizationalUnits: readonly JsonObject[] };
  const unit = organizationalUnits.find(({ accounts }) => Array.isArray(accounts) && accounts.length > 3);
  const policy = Object.keys(made['policies'] as JsonObject).find((id) => !id.includes('Full'));
  if (unit === undefined || policy === undefined) throw new Error('the organization is too small');
  return { unit, policy };
}

function isDenied(text: string, made: JsonObject): boolean {
  const { unit, policy } = deniedIn(made);
  if (text.startsWith('ListTagsForResource')) return true;
  if (text.startsWith('DescribePolicy')) return text.includes(policy);
  return text.startsWith('ListAccountsForParent') && text.includes(String(unit['id']));
}

function withoutDenied(made: JsonObject): JsonObject {
  const { unit, policy } = deniedIn(made);
  const policies = Object.entries(made['policies'] as Readonly<Record<string, JsonObject>>).map(
    ([id, one]) => {
      const { tags: _, content, ...rest } = one;
      return [id, id === policy ? rest : { ...rest, content }];
    },
  );
  const { organizationalUnits, ...root } = made['root'] as {
    readonly organizationalUnits: readonly JsonObject[];
  };
  const units = organizationalUnits.map((one) => (one === unit ? { ...one, accounts: [] } : one));
  return { ...made, root: { ...root, organizationalUnits: units }, policies: Object.fromEntries(policies) };
}

function journalKeys(folder: string): readonly string[] {
  const [, ...lines] = readFileSync(join(folder, 'org.json.journal'), 'utf8').trim().split('\n');
  return lines.map((line) => String(JSON.parse(line)[0]));
}

/** What the journal calls a request. */
function journalKey({ operation, text }: SeenRequest): string {
  const { Filter, ParentId, PolicyId, ResourceId, TargetId } = JSON.parse(text.slice(operation.length));
  return `${operation} ${ParentId ?? PolicyId ?? ResourceId ?? TargetId ?? Filter ?? ''}`;
}

/** One Slack channel in every third account, a Teams channel in every seventh. */
function channelsOf(made: JsonObject): readonly JsonObject[] {
  const ids = JSON.stringify(made['root']).match(/(?<="id":")\d{12}/g) ?? [];
  const shared = {
    userRoleRequired: true,
    guardrailPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    users: [],
  };
  const channels = ids
    .toSorted()
    .flatMap((accountId, index) => [
      ...(index % 7 === 0
        ? [{ accountId, platform: 'microsoft_teams', name: 'alerts', tenantId: 't', teamId: 'u', ...shared }]
        : []),
      ...(index % 3 === 0
        ? [{ accountId, platform: 'slack', name: 'ops', workspaceId: 'T1', ...shared }]
        : []),
    ]);
  return channels;
}
