import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runKit } from '../../conformance/kit';
import type { JsonValue } from '../../modules/policy/text/json';
import { Refusal } from '../support/effective-policy-server';
import { type SandboxBehaviour, sandboxServer } from '../support/sandbox-server';
import { simulatorServer } from '../support/simulator-server';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

interface Run {
  readonly status: number;
  readonly printed: string;
  /** The JSON report, and the Markdown one; absent where none was written. */
  readonly report?: ReturnType<typeof JSON.parse>;
  readonly markdown?: string;
}

async function kit(
  words: readonly string[],
  service: 'IAM' | 'ORGANIZATIONS',
  endpoint: string,
  signal = new AbortController().signal,
): Promise<Run> {
  Object.assign(process.env, {
    [`AWS_ENDPOINT_URL_${service}`]: endpoint,
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
  });
  const printed: string[] = [];
  let time = Date.parse('2026-11-30T10:00:00Z');
  const status = await runKit([...words, '--output', folder()], {
    print: (line) => printed.push(line),
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
    signal,
  });
  const files = readdirSync(folder());
  const read = (end: string) => {
    const name = files.find((file) => file.endsWith(end));
    return name === undefined ? undefined : readFileSync(join(folder(), name), 'utf8');
  };
  const json = read('.json');
  return {
    status,
    printed: printed.join('\n'),
    ...(json === undefined ? {} : { report: JSON.parse(json), markdown: read('.md') ?? '' }),
  };
}

describe('scp', () => {
  async function scp(words: readonly string[], ...server: Parameters<typeof simulatorServer>) {
    const aws = await simulatorServer(...server);
    try {
      return { ...(await kit(['scp', ...words], 'IAM', aws.endpoint)), calls: aws.calls };
    } finally {
      await aws.close();
    }
  }

  test('every scenario that AWS can answer is asked, in at most one call each', async () => {
    const { report, markdown, calls } = await scp([]);
    const { agree, differ, notAsked } = report.counts;
    expect(agree + differ + notAsked).toBe(report.results.length);
    // The evaluator behind the fake is naive: a few answers differ from those of IAM.
    expect(agree).toBeGreaterThan(10 * differ);
    expect(calls.length).toBeLessThanOrEqual(agree + differ);
    expect(report).toMatchObject({ kind: 'scp', date: '2026-11-30T10:00:00.000Z' });
    for (const { outcome, reason } of report.results)
      expect(outcome === 'not-asked').toBe(reason !== undefined);
    expect(markdown).toContain('# AWS and cdktf-chat-guardrails');
    expect(markdown).toContain('our answer is unknown');
  });

  test('a difference is exit 1, with both answers in the report', async () => {
    const { status, report, markdown } = await scp(['--only', 'scp/statements'], () => true);
    expect(report.results).toContainEqual(
      expect.objectContaining({ outcome: 'differs', expected: 'denied', found: 'allowed' }),
    );
    expect(markdown).toContain('- expected `"denied"`\n- AWS `"allowed"`');
    expect(status).toBe(1);
  });

  test('where AWS denies the permission, one call is made and every scenario has the reason', async () => {
    const { report, calls } = await scp([], undefined, 'AccessDenied');
    expect(calls).toHaveLength(1);
    expect(report.counts).toMatchObject({ agree: 0, differ: 0 });
    expect(JSON.stringify(report.results)).toContain('iam:SimulateCustomPolicy');
    expect(report.interrupted).toContain('AccessDenied');
  });
});

describe('chat-policies', () => {
  const words = [
    ...['chat-policies', '--sandbox', 'o-sandbox0001', '--accounts', '111111111111,222222222222'],
    '--create-and-delete-policies',
  ];

  async function chatPolicies(
    behaviour: SandboxBehaviour = {},
    given: readonly string[] = [...words, '--only', 'effective/append'],
    signal?: AbortSignal,
  ) {
    const aws = await sandboxServer(behaviour);
    try {
      const run = await kit(given, 'ORGANIZATIONS', aws.endpoint, signal);
      return { ...run, log: aws.log, left: [...aws.policies.keys()] };
    } finally {
      await aws.close();
    }
  }

  test('an AWS that behaves as in the scenarios agrees, and nothing is left in the sandbox', async () => {
    const { status, report, left, printed } = await chatPolicies({}, words);
    expect(report.counts).toMatchObject({ differ: 0 });
    expect(report.counts.agree).toBeGreaterThan(400);
    expect(report.organization).toBe('o-sandbox0001');
    expect({ status, left }).toEqual({ status: 0, left: [] });
    expect(printed).toContain('scenarios agree, 0 differ');
  });

  test('an effective policy that changes late is waited for, up to the limit', async () => {
    const late = () => {
      let reads = 0;
      return { effective: (merged: JsonValue) => (reads++ % 4 === 3 ? merged : {}) };
    };
    const only = [...words, '--only', 'effective/append'];
    expect((await chatPolicies(late(), only)).status).toBe(0);
    expect((await chatPolicies(late(), [...only, '--wait', '5'])).status).toBe(1);
  });

  test('a difference in merging names the fact that it contradicts', async () => {
    const replaced = (merged: object) => JSON.parse(JSON.stringify(merged).replaceAll('"T2"', '"T7"'));
    const { status, report, markdown, left } = await chatPolicies({
      effective: (merged) => replaced(Object(merged)),
    });
    const differing = report.results.filter(({ outcome }: { outcome: string }) => outcome === 'differs');
    expect(differing).toContainEqual(
      expect.objectContaining({
        name: 'an append comes behind what is inherited',
        contradicts: ['append-adds'],
      }),
    );
    expect(markdown).toContain('contradicts `append-adds`');
    expect({ status, left }).toEqual({ status: 1, left: [] });
  });

  test('a policy that AWS accepts against the scenario is a difference', async () => {
    const only = [...words, '--only', 'chat-policy/client'];
    const { status, report } = await chatPolicies({ accepts: () => true }, only);
    expect(report.results).toContainEqual(
      expect.objectContaining({ outcome: 'differs', expected: false, found: true }),
    );
    expect(status).toBe(1);
  });

  test('a request that AWS throttles is sent again', async () => {
    const once = (_operation: string, nth: number) =>
      nth === 1 ? new Refusal('TooManyRequestsException') : undefined;
    const { status, log } = await chatPolicies({ instead: once });
    expect(status).toBe(0);
    expect(log.filter((operation) => operation === 'ListAccounts')).toHaveLength(2);
  });

  test('a failure in the middle ends the run, the report has the reason, and what was created is deleted', async () => {
    const { status, report, left } = await chatPolicies({
      instead: (operation, nth) =>
        operation === 'AttachPolicy' && nth > 20 ? new Refusal('AccessDeniedException') : undefined,
    });
    expect(report.interrupted).toContain('AccessDenied');
    expect(report.results.at(-1)).toMatchObject({ outcome: 'not-asked', reason: 'the run ended early' });
    expect({ status, left }).toEqual({ status: 2, left: [] });
  });

  test('Ctrl-C ends the run with a report, and what was created is deleted', async () => {
    const interruption = new AbortController();
    const { status, report, left } = await chatPolicies(
      {
        instead: (operation, nth) => {
          if (operation === 'AttachPolicy' && nth === 5) interruption.abort();
          return undefined;
        },
      },
      words,
      interruption.signal,
    );
    expect(report.interrupted).toBe('Ctrl-C');
    expect({ status, left }).toEqual({ status: 2, left: [] });
  });

  test('policies that cannot be deleted are reported', async () => {
    const { status, report } = await chatPolicies({
      instead: (operation, nth) =>
        operation === 'DeletePolicy' && nth > 3 ? new Refusal('AccessDeniedException') : undefined,
    });
    expect(report.notes.join()).toContain('policies may be left in the sandbox');
    expect(status).toBe(2);
  });

  test('policies of an earlier run are deleted only where they have our tag', async () => {
    const stored = (id: string, name: string, tags: Record<string, string>) => ({
      ...{ id, name: `chat-guardrails-conformance-${name}`, content: '{}', targets: [] },
      tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    });
    const { status, report, left } = await chatPolicies({
      policies: [
        {
          ...stored('p-ours00001', 'a', { 'chat-guardrails:conformance': 'o-sandbox0001' }),
          targets: ['r-ab12'],
        },
        stored('p-untagged1', 'b', {}),
        stored('p-other0001', 'c', { 'chat-guardrails:conformance': 'o-another001' }),
      ],
    });
    expect(left).toEqual(['p-untagged1', 'p-other0001']);
    expect(report.notes.join('\n')).toContain('removed p-ours00001');
    expect(report.notes.join('\n')).toContain('left p-untagged1');
    expect(status).toBe(0);
  });

  test.each<[string, SandboxBehaviour, readonly string[], string]>([
    ['the confirmation is missing', {}, words.slice(0, -1), '--create-and-delete-policies'],
    ['no organization is named', {}, words.filter((word) => !word.includes('sandbox')), '`--sandbox`'],
    ['no account is named', {}, [...words.slice(0, 3), ...words.slice(5)], '`--accounts`'],
    [
      'the organization is another one',
      {},
      words.map((word) => word.replace('o-sandbox', 'o-company')),
      'o-sandbox0001, not of o-company0001',
    ],
    [
      'an account is not listed',
      { accounts: ['111111111111', '222222222222', '333333333333'] },
      words,
      'accounts that are not listed: 333333333333',
    ],
    ['chat policies are not enabled', { enabled: false }, words, 'chat policies are not enabled'],
    [
      'another chat policy applies to the account',
      { policies: [{ id: 'p-company01', name: 'company', content: '{}', tags: [], targets: ['r-ab12'] }] },
      words,
      'p-company01 is attached to r-ab12',
    ],
    [
      'the caller may not read the accounts',
      {
        instead: (operation) =>
          operation === 'ListAccounts' ? new Refusal('AccessDeniedException') : undefined,
      },
      words,
      'AccessDenied',
    ],
    ['an option does not exist', {}, [...words, '--all'], '--all'],
    ['nothing is named', {}, [], '`chat-policies`'],
  ])('nothing changes where %s', async (_name, behaviour, given, message) => {
    const { status, printed, log, report } = await chatPolicies(behaviour, given);
    expect(printed).toContain(message);
    expect(log.filter((operation) => /Create|Attach|Detach|Delete/.test(operation))).toEqual([]);
    expect({ status, report }).toEqual({ status: 2 });
  });
});
