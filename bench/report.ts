import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateText, embedActionLists } from '../modules/actions/embed-action-lists.js';
import { loadActionCatalogue } from '../modules/actions/load-action-catalogue.js';
import { readOrganizationText } from '../modules/policy/organization/read-organization.js';
import type { Plan, PlannedPolicy } from '../modules/policy/plan/plan.js';
import { actionNames } from '../modules/report/action-names.js';
import type { ReviewSubject } from '../modules/report/page/page-data.js';
import { renderPage } from '../modules/report/page/render-page.js';
import { applyPlan } from '../modules/simulator/apply-plan.js';
import { impactOf } from '../modules/simulator/impact/impact-of.js';
import { governedOrganization } from './governed-organization.js';
import { measurePage } from './measure-page.js';
import { type Benchmark, checkRatio } from './recorded-ratios.js';

/**
 * What impact and report cost for 10,000 accounts, as ratios to `JSON.parse` of the same organization file and to
 * reading and checking it; then, where there is a browser, what the page costs as ratios to an empty page and to
 * one frame.
 */
const accounts = 10_000;
const catalogue = loadActionCatalogue();
const [, script = '', task, file = ''] = process.argv;

async function report(): Promise<void> {
  const text = JSON.stringify(governedOrganization(accounts));
  const parsing = median(() => JSON.parse(text));
  const reading = median(() => readOrganizationText({ text }));
  const impact = median(() => impactOf(...beforeAndAfter(text), catalogue));
  const page = median(() => renderPage(subjectOf(text)));
  const size = Buffer.byteLength(renderPage(subjectOf(text)));
  const [nothing = 0, ...peaks] = inProcesses(text, ['nothing', 'parse', 'impact', 'page']);
  const [parsed = 0, ofImpact = 0, ofPage = 0] = peaks.map((peak) => peak - nothing);
  const ratio = (benchmark: Benchmark, time: number): string =>
    `${time.toFixed(0)} ms, ${checkRatio(benchmark, time / parsing)} times JSON.parse, ${(time / reading).toFixed(1)} times reading`;
  print(`${accounts} accounts`, `${megabytes(text.length)} MB`);
  print('JSON.parse', `${parsing.toFixed(0)} ms`);
  print('reading and checking', `${reading.toFixed(0)} ms`);
  print('reading, impact', `${ratio('report: impact', impact)} (at most 20 times JSON.parse)`);
  print('reading, impact, page', `${ratio('report: impact and page', page)} (at most 20 times JSON.parse)`);
  print('size of the page', `${megabytes(size)} MB (at most 5)`);
  print('peak memory of impact', `${megabytes(ofImpact)} MB, the parsed file ${megabytes(parsed)} MB`);
  print('peak memory of the page', `${megabytes(ofPage)} MB`);
  const actionLists = embedActionLists();
  const small = JSON.stringify(governedOrganization(400));
  for (const [size, from] of [
    ['400', small],
    [`${accounts}`, text],
  ] as const) {
    const asking = renderPage({ ...subjectOf(from), actionLists, deflate: deflateText });
    print(`${size} accounts: page that answers questions`, `${megabytes(Buffer.byteLength(asking))} MB`);
    for (const [what, found] of await measurePage(asking)) print(`${size} accounts: ${what}`, found);
  }
}

/** The organization of a text as it is, and after a plan that touches every account. */
function beforeAndAfter(text: string) {
  const { organization, problems } = readOrganizationText({ text });
  if (organization === undefined) throw new Error(JSON.stringify(problems.slice(0, 3)));
  return [organization, applyPlan(organization, plan)] as const;
}

function subjectOf(text: string): ReviewSubject {
  const [organization, after] = beforeAndAfter(text);
  const impact = impactOf(organization, after, catalogue);
  return {
    organization,
    planned: { organization: after, impact, names: actionNames(catalogue) },
    problems: [],
    exceptions: [],
  };
}

const plan: Plan = {
  policies: [
    planned('chat-0', 'CHATBOT_POLICY', {
      chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T0A'] } } } },
    }),
    planned('no-secrets', 'SERVICE_CONTROL_POLICY', {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: ['ssm:GetParameter*', 'rds:Stop*'],
          Resource: '*',
          Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
        },
      ],
    }),
  ],
};

function planned(
  name: string,
  type: PlannedPolicy['type'],
  content: PlannedPolicy['content'],
): PlannedPolicy {
  return {
    id: name,
    name,
    type,
    description: '',
    tags: {},
    content,
    text: JSON.stringify(content),
    targets: [{ kind: 'root' }],
    retention: { skipDestroy: false, preventDestroy: false },
    attachAfter: [],
  };
}

/** Milliseconds, the median of five runs after five to warm up (in CI of three after one). */
function median(run: () => unknown): number {
  const [warming, measured] = process.env['CI'] === 'true' ? [1, 3] : [5, 5];
  const times = Array.from({ length: warming + measured }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.slice(warming).sort((a, b) => a - b)[measured >> 1] ?? Number.NaN;
}

/** The most memory, in bytes, of processes of their own that did one thing each. */
function inProcesses(text: string, tasks: readonly string[]): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const path = join(folder, 'organization.json');
    writeFileSync(path, text);
    return tasks.map((each) =>
      Number(spawnSync(process.execPath, [script, each, path], { encoding: 'utf8' }).stdout),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function memoryOf(name: string, text: string): number {
  const kept =
    name === 'page'
      ? renderPage(subjectOf(text))
      : name === 'impact'
        ? impactOf(...beforeAndAfter(text), catalogue)
        : name === 'parse'
          ? JSON.parse(text)
          : text;
  const peak = process.resourceUsage().maxRSS * 1024;
  return kept === undefined ? 0 : peak;
}

function print(what: string, found: string): void {
  process.stdout.write(`${what.padEnd(28)} ${found}\n`);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

if (task === undefined) report();
else process.stdout.write(String(memoryOf(task, readFileSync(file, 'utf8'))));
