import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { embedActionLists } from '../../modules/actions/embed-action-lists.js';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import { actionNames } from '../../modules/report/action-names.js';
import { renderPage } from '../../modules/report/page/render-page.js';
import { removePolicies } from '../../modules/simulator/apply-plan.js';
import { impactOf } from '../../modules/simulator/impact/impact-of.js';
import { hostileNames } from '../support/hostile-names.js';
import { hostileOrganization } from '../support/hostile-organization.js';
import { browserPath, hasBrowser, launchBrowser } from './browser.js';

const describeInBrowser = hasBrowser ? describe : describe.skip;

describeInBrowser(`the report page in ${browserPath ?? 'a browser (none found: skipped)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-page-'));
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    const file = join(folder, 'review.html');
    writeFileSync(file, pageOf(hostileOrganization()));
    address = pathToFileURL(file).href;
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page; whatever it complains about or asks for is collected. */
  async function open(
    options: BrowserContextOptions = {},
    hash = '',
    at = address,
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(`${at}${hash}`);
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    return { page, complaints };
  }

  it.each(['light', 'dark'] as const)(
    'shows everything without a complaint in the %s theme',
    async (colorScheme) => {
      const { page, complaints } = await open({ colorScheme });
      expect(await page.locator('h2').count()).toBeGreaterThan(6);
      expect(await page.locator('.cards .card').count()).toBe(3);
      expect(await page.locator('details.unit').count()).toBe(hostileNames.length + 1);
      expect(complaints).toEqual([]);
    },
  );

  it.each([
    ['light', 1200, '#account=000000000001'],
    ['dark', 1200, '#account=000000000001'],
    ['light', 360, '#account=000000000001'],
    ['dark', 360, '#ask=decide&account=000000000001&action=rds:DeleteDBCluster'],
    ['light', 1200, '#ask=who-can&action=rds:DeleteDBCluster'],
  ] as const)(
    'has no accessibility violation in the %s theme at %i pixels: %s',
    async (colorScheme, width, hash) => {
      const { page } = await open({ colorScheme, viewport: { width, height: 800 } }, hash);
      if (hash.startsWith('#ask=')) await page.locator('#ask-answer .answer').first().waitFor();
      await page.addScriptTag({ content: axe.source }).catch(() => page.evaluate(axe.source));
      const violations = await page.evaluate(async () => {
        const run = (
          globalThis as unknown as {
            axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe;
        const results = await run.run();
        return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
      });
      expect(violations).toEqual([]);
    },
  );

  it('finds an account with the keyboard alone and explains it', async () => {
    const { page, complaints } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('000000000004');
    await page.keyboard.press('Enter');
    expect(await page.locator('#account').isVisible()).toBe(true);
    expect(await page.locator('#account-title').textContent()).toContain(hostileNames[3]);
    expect(await page.locator('#account').textContent()).toContain('T3');
    expect(complaints).toEqual([]);
  });

  it('moves through the results with the arrows', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('attacked');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#results [aria-selected=true]').getAttribute('id')).toBe('result-1');
    await page.keyboard.press('Escape');
    expect(await page.locator('#results').isVisible()).toBe(false);
  });

  it('shows hostile names as text', async () => {
    const { page } = await open();
    for (const [index, name] of hostileNames.entries()) {
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        `#account=${String(index + 1).padStart(12, '0')}`,
      );
      await page.waitForFunction(
        (id) => document.getElementById('account-title')?.textContent?.includes(id),
        String(index + 1).padStart(12, '0'),
      );
      expect(await page.locator('#account-title').textContent()).toContain(escapeControlCharacters(name));
    }
    expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
    expect(await page.locator('img, #content script').count()).toBe(0);
  });

  it('shows which of a plan’s changes meet an account', async () => {
    const { page } = await open({}, '#account=000000000001');
    const titles = await page.locator('#account h3').allTextContents();
    expect(titles).toContain('What the plan changes');
    expect(await page.locator('#account table .effect').count()).toBeGreaterThan(0);
  });
});

/** The page of a plan that takes the first two policies away. */
function pageOf(organization: Organization): string {
  const after = removePolicies(organization, new Set(['p-chat00000000', 'p-scp000000001']));
  const impact = impactOf(organization, after, loadActionCatalogue());
  return renderPage({
    organization,
    planned: { organization: after, impact, names: actionNames(loadActionCatalogue()) },
    actionLists: embedActionLists(),
    problems: hostileNames.map((name) => ({
      kind: 'invalid-value',
      severity: 'warning',
      path: [],
      facts: { rule: 'no-expectations' },
      file: name,
      message: name,
    })),
    exceptions: hostileNames.map((name) => ({
      ...{ kind: 'exemption', policy: name, exempts: name, reason: name, owner: name },
      ...{ until: '2030-01-01', daysLeft: 500 },
    })),
  });
}
