import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { browserPath, launchBrowser } from '../test/browser/browser.js';

const frame = 1000 / 60;
const emptyPage = '<!doctype html><html lang="en"><title>empty</title><p>empty</p></html>';

/** Measures first paint and a search in a browser. Returns the lines of the report, or a note if no browser is installed. */
export async function measurePage(
  page: string,
): Promise<readonly (readonly [what: string, found: string])[]> {
  if (browserPath === undefined)
    return [['in the browser', 'skipped: no chromium; set CHROMIUM to its path']];
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const browser = await launchBrowser();
  try {
    const address = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return pathToFileURL(join(folder, name)).href;
    };
    const empty = await medianOf(() => firstPaint(browser, address('empty.html', emptyPage)));
    const full = await medianOf(() => firstPaint(browser, address('page.html', page)));
    const search = await searchTime(browser, address('page.html', page));
    const [first, next] = await askTimes(browser, address('page.html', page));
    return [
      ['first paint', `${full.toFixed(0)} ms, ${(full / empty).toFixed(1)} times an empty page`],
      ['answer of a search', `${search.toFixed(1)} ms, ${(search / frame).toFixed(2)} times one frame`],
      ['first answer of a question, loading included', `${first.toFixed(0)} ms`],
      ['next answers of a question', `${next.toFixed(1)} ms, ${(next / frame).toFixed(2)} times one frame`],
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds from the start of loading to the first contentful paint. */
async function firstPaint(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(address);
  const time = await page.evaluate(async () => {
    for (;;) {
      const [entry] = performance.getEntriesByName('first-contentful-paint');
      if (entry !== undefined) return entry.startTime;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  await page.close();
  return time;
}

/** Milliseconds from a typed letter until its answer is laid out, the slowest of some. */
async function searchTime(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  const slowest = await page.evaluate(`(() => {
    const search = document.getElementById('search');
    const times = ['t', 'te', 'team-1', '9999', 'team-316-', 'unit-99', 'no such thing'].map((text) => {
      const start = performance.now();
      search.value = text;
      search.dispatchEvent(new Event('input'));
      document.getElementById('results').getBoundingClientRect();
      return performance.now() - start;
    });
    return Math.max(...times);
  })()`);
  await page.close();
  return Number(slowest);
}

/** Milliseconds from the address to its answer: of the first question, and the median of others. */
async function askTimes(browser: Browser, address: string): Promise<readonly [first: number, next: number]> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  const times = await page.evaluate(`(async () => {
    const { accounts } = JSON.parse(document.getElementById('data').textContent);
    const answer = document.getElementById('ask-answer');
    const actions = ['rds:DeleteDBCluster', 'ec2:RunInstances', 's3 cp s3://a/b s3://c/d', 'iam:CreateUser'];
    const ask = (index) => {
      const start = performance.now();
      const account = accounts[(index * 7) % accounts.length][0];
      const what = { ask: 'decide', account, action: actions[index % actions.length], platform: 'slack' };
      history.replaceState(null, '', '#' + new URLSearchParams(what));
      dispatchEvent(new Event('hashchange'));
      answer.getBoundingClientRect();
      return performance.now() - start;
    };
    const start = performance.now();
    ask(0);
    while (answer.childElementCount === 0) await new Promise((resolve) => setTimeout(resolve));
    const first = performance.now() - start;
    const others = Array.from({ length: 100 }, (_, index) => ask(index)).sort((a, b) => a - b);
    return [first, others[50]];
  })()`);
  await page.close();
  const [first, next] = times as number[];
  return [Number(first), Number(next)];
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) times.push(await measure());
  return times.sort((a, b) => a - b)[2] ?? Number.NaN;
}
