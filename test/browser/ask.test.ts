import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { gateTitles, reasonText } from '../../modules/report/decision-words.js';
import { asField } from '../../modules/report/page/script/ask/answer-view.js';
import type { Decision, DecisionReason } from '../../modules/simulator/decide/decision.js';
import { patience, runs, seed } from '../support/effort.js';
import { runHere } from '../support/in-process.js';
import { type Random, randomFrom } from '../support/random.js';
import { browserPath, hasBrowser, launchBrowser } from './browser.js';

const describeInBrowser = hasBrowser ? describe : describe.skip;
const example = join(__dirname, '..', '..', 'examples', 'company');

const customActions = [
  {
    accountId: '555555555555',
    name: 'stop',
    alias: 'stop',
    command: 'ec2 stop-instances --instance-ids $id',
  },
];

/** An answer of the page, as its elements hold it. */
interface Shown {
  readonly title: string;
  readonly decision?: string;
  readonly gates: readonly (readonly [title: string, outcome: string, reasons: readonly string[]])[];
  readonly lines: readonly string[];
}

describeInBrowser(
  `questions to the report page in ${browserPath ?? 'a browser (none found: skipped)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-ask-'));
    const read = (name: string) => readFileSync(join(example, name), 'utf8');
    const files = {
      'organization.json': { ...JSON.parse(read('organization.json')), customActions },
      'chat-guardrails.yaml': read('chat-guardrails.yaml'),
    };
    const surroundings = { folder, files };
    let browser: Browser;
    let address: string;

    beforeAll(async () => {
      browser = await launchBrowser();
      const { stderr } = await runHere(
        surroundings,
        'report',
        '--organization',
        'organization.json',
        '-o',
        'page.html',
      );
      expect(stderr).toContain('wrote page.html');
      address = pathToFileURL(join(folder, 'page.html')).href;
    });
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    async function open(hash = ''): Promise<{ page: Page; complaints: string[] }> {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${address}${hash}`);
      await page.locator('html[data-ready]').waitFor({ state: 'attached' });
      return { page, complaints };
    }

    test(
      `the page answers random questions as \`decide\` does, now and after the plan (TEST_SEED=${seed})`,
      async () => {
        const questions = randomQuestions(runs(5_000), randomFrom(seed));
        const stdin = questions.map(({ options }) => JSON.stringify(options)).join('\n');
        const decide = async (...words: readonly string[]) => {
          const run = await runHere({ ...surroundings, stdin }, 'decide', '--batch', '-', ...words);
          return run.stdout
            .trimEnd()
            .split('\n')
            .map((line) => expectedOf(JSON.parse(line)));
        };
        const planned = await decide('--organization', 'organization.json');
        const current = await decide('--organization', 'organization.json', '--current');
        const { page, complaints } = await open('#ask=decide&account=shop&action=rds:DeleteDBCluster');
        await page.locator('#ask-answer .answer').first().waitFor();
        const shown = await answersTo(page, questions);
        questions.forEach((question, index) => {
          const found = shown[index] ?? [];
          const [after, now = after] = found;
          expect({ question, shown: withoutTitle(after) }).toEqual({ question, shown: planned[index] });
          expect({ question, shown: withoutTitle(now) }).toEqual({ question, shown: current[index] });
        });
        expect(new Set(planned.map((answer) => answer?.decision)).size).toBe(4);
        expect(complaints).toEqual([]);
      },
      patience,
    );

    test('a question that is asked in the form is in the address, and opening the address asks it again', async () => {
      const { page, complaints } = await open();
      await page.locator('.ask .account input').fill('Workloads/Production');
      await page.locator('.ask .action input').fill('ec2 terminate-instances --instance-ids i-1');
      await page.locator('.ask .platform select').selectOption('slack');
      await page.locator('.ask .workspace input').fill('T0COMPANY1');
      await page.locator('.ask .channel-type select').selectOption('private');
      await page.getByRole('button', { name: 'Ask' }).click();
      await page.locator('#ask-answer .answer').first().waitFor();
      const asked = new URL(page.url()).hash;
      expect(Object.fromEntries(new URLSearchParams(asked.slice(1)))).toEqual({
        ask: 'decide',
        account: 'Workloads/Production',
        action: 'ec2 terminate-instances --instance-ids i-1',
        platform: 'slack',
        workspace: 'T0COMPANY1',
        'channel-type': 'private',
      });
      const answer = await page.locator('#ask-answer').textContent();
      expect(answer).toMatch(/After the plan.*denied.*NoInstanceTermination.*Now.*not blocked/s);
      const again = await open(asked);
      await again.page.locator('#ask-answer .answer').first().waitFor();
      expect(await again.page.locator('#ask-answer').textContent()).toBe(answer);
      expect(await again.page.locator('.ask .workspace input').inputValue()).toBe('T0COMPANY1');
      expect(await again.page.locator('.ask .tenant').isVisible()).toBe(false);
      expect([...complaints, ...again.complaints]).toEqual([]);
    });

    test('the page lists who can run an action, with the rows of `who-can`', async () => {
      const run = await runHere(
        surroundings,
        'who-can',
        'ec2:TerminateInstances',
        '--organization',
        'organization.json',
      );
      const { page } = await open('#ask=who-can&action=ec2:TerminateInstances');
      const first = page.locator('#ask-answer .answer').first();
      await first.waitFor();
      const reason = await first.locator('.reason').textContent();
      const [cause = ''] = reason?.replace('unknown: ', '').split('; fill in') ?? [];
      expect(run.stdout.replaceAll('`', '')).toContain(cause);
      expect(await first.locator('tbody tr').count()).toBe(6);
    });

    test.each(['<img src=x onerror=attacked()>', '"><script>attacked()</script>', 'a\u202eb'])(
      'the page shows what is entered as text: %s',
      async (text) => {
        const { page, complaints } = await open(
          `#${new URLSearchParams({ ask: 'decide', account: text, action: text })}`,
        );
        await page.locator('#ask-answer .answer').first().waitFor();
        expect(await page.locator('#ask-answer .mistake').textContent()).toContain(
          escapeControlCharacters(text),
        );
        expect(await page.locator('#ask-answer img, #ask-answer script').count()).toBe(0);
        expect(complaints).toEqual([]);
      },
    );
  },
);

/** Asks one question after the other through the address, and reads the answers. */
function answersTo(page: Page, questions: readonly RandomQuestion[]): Promise<readonly (readonly Shown[])[]> {
  return page.evaluate(
    (hashes) =>
      hashes.map((hash) => {
        history.replaceState(null, '', hash);
        window.dispatchEvent(new Event('hashchange'));
        const textsOf = (element: Element, selector: string) =>
          Array.from(element.querySelectorAll(selector), (each) => each.textContent ?? '');
        return Array.from(document.querySelectorAll('#ask-answer .answer'), (answer) => ({
          title: answer.querySelector('h3')?.textContent ?? '',
          decision: answer.querySelector('.headline .outcome')?.getAttribute('data-outcome') ?? 'mistake',
          gates: Array.from(answer.querySelectorAll('.gates > div'), (gate): [string, string, string[]] => [
            gate.querySelector('dt')?.firstChild?.textContent ?? '',
            gate.querySelector('.outcome')?.getAttribute('data-outcome') ?? '',
            textsOf(gate, '.reason'),
          ]),
          lines: textsOf(answer, '.mistake, .help, .warning, .note'),
        }));
      }),
    questions.map(({ hash }) => hash),
  );
}

/** The gates of an answer, with the reasons of those that decide: `decide` prints no others as JSON. */
function withoutTitle(shown: Shown | undefined) {
  if (shown === undefined) return undefined;
  const { decision = '', gates } = shown;
  // The page shows each mistake of a request on a line of its own.
  const lines = decision === 'mistake' ? [inOneLine(shown.lines)] : shown.lines;
  return {
    decision,
    gates: gates.map(([title, outcome]) => [title, outcome]),
    reasons: gates.flatMap(([, outcome, reasons]) => (outcome === decision ? reasons : [])),
    lines,
  };
}

interface Printed extends Decision {
  readonly error?: string;
  readonly help?: string;
  readonly warnings?: readonly string[];
}

/** A line of `decide --batch`, as the page shows it. */
function expectedOf({ error, help, decision, gates, reasons, notes, warnings = [] }: Printed) {
  if (error !== undefined) {
    const lines = [error, ...(help === undefined ? [] : [help])];
    return { decision: 'mistake', gates: [], reasons: [], lines: [inOneLine(lines.map(shownText))] };
  }
  return {
    decision,
    gates: gates.map(({ gate, outcome }) => [gateTitles[gate], outcome]),
    reasons: reasons.map((reason: DecisionReason) => shownText(asField(reasonText(reason)))),
    lines: [...warnings.map((warning) => `warning: ${warning}`), ...notes.map((note) => `note: ${note}`)].map(
      shownText,
    ),
  };
}

function inOneLine(lines: readonly string[]): string {
  return lines.join(' ').replaceAll('; ', ' ');
}

/** A text whose parts between backticks the page shows as code. */
function shownText(text: string): string {
  return escapeControlCharacters(text).replaceAll('`', '');
}

/** A question as options of `decide` and as the address of the page. */
interface RandomQuestion {
  readonly options: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** Values of each option: some that exist, some that do not, some that contradict each other; undefined leaves it out. */
const values: Readonly<Record<string, readonly (string | undefined)[]>> = {
  account: ['111111111111', '222222222222', '333333333333', '555555555555', '666666666666', 'shop'],
  platform: ['slack', 'slack', 'slack', 'microsoft_teams', 'microsoft_teams', 'chime', 'console', undefined],
  workspace: ['T0COMPANY1', 'T0PARTNERS', 'T0HACKDAYS', 'T0OTHER11', 't0company1', undefined],
  tenant: ['2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b', '00000000-0000-4000-8000-000000000000', undefined],
  team: ['0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e', 'no-uuid', undefined],
  'channel-type': ['public', 'private', undefined],
  role: ['user_role', 'channel_role', undefined],
  configuration: ['on-call-shop', 'shop-testers', 'service-desk', 'on-call-shp', 'a b', undefined],
  region: ['eu-central-1', 'us-east-1', 'cn-north-1', undefined, undefined],
  resource: ['arn:aws:rds:eu-central-1:555555555555:cluster:orders', '*', 'orders', undefined, undefined],
};

const actions = [
  'rds:DeleteDBCluster',
  'RDS:deletedbcluster',
  'ec2:TerminateInstances',
  'ec2:RunInstances',
  'iam:CreateUser',
  'lambda:InvokeFunction',
  's3:GetObject',
  'sts:AssumeRole',
  'cloudwatch:DescribeAlarms',
  'rds:DeleteDBClusters',
  'rdz:DeleteDBCluster',
  'rds:*',
];

const commands = [
  '@aws rds delete-db-cluster --db-cluster-identifier orders',
  'ec2 terminate-instances --instance-ids i-1 --region us-east-1',
  'ec2 run-instances --image-id ami-1 --tag-specifications x --iam-instance-profile y',
  's3 cp s3://a/b s3://c/d',
  's3api delete-object --bucket a --key b',
  'lambda invoke --function-name f out',
  'iam create-user --user-name u',
  'logs tail group',
  'rds delete-db-clusters',
  'rdss list',
  'run stop --id i-1',
  'ec2 describe-instances "',
];

const contexts = [
  'aws:PrincipalTag/team=payments',
  'aws:PrincipalTag/team',
  'aws:RequestedRegions=x',
  'nothing',
];

/** Most questions concern the fields of their platform; one in eight has any field. */
function randomQuestions(count: number, { pick, once }: Random): readonly RandomQuestion[] {
  return Array.from({ length: count }, () => {
    const platform = pick(values['platform'] ?? []);
    const odd = platform === 'slack' ? ['tenant', 'team'] : ['workspace', 'channel-type'];
    const isPlain = !once(8);
    const given = Object.entries(values).flatMap(([name, choices]) => {
      const isOdd = platform !== undefined && odd.includes(name);
      const value = name === 'platform' ? platform : pick(choices);
      return value === undefined || (isOdd && isPlain) ? [] : [[name, value] as const];
    });
    const isCommand = once(3);
    const what = pick(isCommand ? commands : actions);
    const context = once(6) ? [pick(contexts)] : [];
    const { platform: origin, ...others } = Object.fromEntries(given);
    const [key = '', value] = context[0]?.split('=') ?? [];
    return {
      options: {
        ...others,
        ...(origin === 'console' ? { from: 'console' } : origin === undefined ? {} : { platform: origin }),
        [isCommand ? 'command' : 'action']: what,
        ...(context.length === 0 ? {} : { context: { [key]: value ?? [] } }),
      },
      hash: `#${new URLSearchParams({ ask: 'decide', ...Object.fromEntries(given), action: what, context: context.join(' ') })}`,
    };
  });
}
