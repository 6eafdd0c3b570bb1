import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { runHere } from '../support/in-process.js';
import { manyUnits, reviewedCompany } from '../support/reviewed-company.js';
import { browserPath, hasBrowser, launchBrowser } from './browser.js';

const describeInBrowser = hasBrowser ? describe : describe.skip;

describeInBrowser(
  `the layout of the report page in ${browserPath ?? 'a browser (none found: skipped)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-layout-'));
    const pages = { company: 'company/page.html', current: 'company/current.html', units: 'units/page.html' };
    let browser: Browser;

    beforeAll(async () => {
      browser = await launchBrowser();
      const company = { folder: join(folder, 'company'), files: reviewedCompany };
      await runHere(company, 'report', '-o', 'page.html');
      await runHere(
        company,
        'report',
        '--current',
        '--organization',
        'organization.json',
        '-o',
        'current.html',
      );
      await runHere({ folder: join(folder, 'units'), files: manyUnits }, 'report', '-o', 'page.html');
    });
    afterAll(async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    async function open(
      name: keyof typeof pages,
      width: number,
      options: BrowserContextOptions = {},
    ): Promise<Page> {
      const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, pages[name])).href);
      if (options.javaScriptEnabled !== false) {
        await page.locator('html[data-ready]').waitFor({ state: 'attached' });
      }
      return page;
    }

    it.each([
      ['company', 390],
      ['company', 768],
      ['company', 1440],
      ['current', 390],
      ['units', 390],
      ['units', 1440],
    ] as const)('%s fits %i pixels: nothing scrolls sideways or is cut off', async (name, width) => {
      const page = await open(name, width);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((element) => element.checkVisibility() && !element.matches('.skip, svg *'))
          .filter((element) => element.getBoundingClientRect().right > window.innerWidth)
          .map((element) => element.outerHTML.slice(0, 100)),
      );
      expect(wide).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThan(1);
    });

    it('is less than 6,000 pixels high on a phone, where tables are cards', async () => {
      const page = await open('company', 390);
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(6_000);
      expect(await page.locator('#exemptions thead').isVisible()).toBe(false);
      expect(await page.locator('#exemptions tbody tr').count()).toBe(2);
    });

    it('has no box that scrolls inside the page', async () => {
      const page = await open('company', 1440);
      const boxes = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY))
          .map((element) => element.outerHTML.slice(0, 100)),
      );
      expect(boxes).toEqual([]);
    });

    it.each([390, 1440])('moves nothing while the reader searches at %i pixels', async (width) => {
      const page = await open('company', width);
      const top = () => page.evaluate(() => document.getElementById('summary')?.getBoundingClientRect().top);
      const before = await top();
      await page.locator('#search').fill('shop');
      expect(await page.locator('#results').isVisible()).toBe(true);
      expect(await page.locator('#found').textContent()).toBe('2 found');
      expect(await top()).toBe(before);
    });

    it('opens with what it is and the verdict; then what a reader decides by, then what to look up', async () => {
      const page = await open('company', 1440, { javaScriptEnabled: false });
      const headings = await page.locator('h1, h2').allTextContents();
      expect(headings.map((text) => text.replace(/\d+/, 'N'))).toEqual([
        'Chat guardrails: o-exampleorgid',
        'Summary',
        'N problems',
        'N exemptions',
        'N channel stops working',
        'What changes',
        'Ask',
        'N guardrails',
        'Workspaces and teams',
        'Organizational units',
      ]);
      const levels = await page
        .locator('h1, h2, h3, h4')
        .evaluateAll((all) => all.map(({ tagName }) => tagName));
      const jumps = levels.filter(
        (level, index) => Number(level[1]) > Number(levels[index - 1]?.[1] ?? 0) + 1,
      );
      expect(jumps).toEqual([]);
      const facts = (await page.locator('.facts').innerText()).replace(/\s+/g, ' ');
      expect(facts).toMatch(
        /Organization o-exampleorgid Organization file organization.json State planned.* Configuration chat-guardrails.yaml/,
      );
      expect(facts).toMatch(/Wave everywhere Collected 2026-12-31T08:15:00Z Page made 2027-01-01T00:00:00Z/);
      expect(facts).toMatch(/Tool chat-guardrails \d.* Configuration SHA-256 [0-9a-f]{64}/);
    });

    it('shows without a script all that a reader decides by', async () => {
      const page = await open('company', 1440, { javaScriptEnabled: false });
      expect(await page.locator('#search').isVisible()).toBe(false);
      const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
      expect(text).toContain(
        'Microsoft Teams: 1 team in 19 accounts, off in Workloads/Production (6 accounts).',
      );
      expect(text).toContain('2 exemptions, one ends in 12 days.');
      expect(text).toMatch(
        /2027-01-13 ends in 12 days no-network-changes platform slack and configuration on-call-\*/,
      );
      expect(text).toContain('data-test (222222220010)');
      expect(text).toContain('shop-partners (Slack T0PARTNERS (partners)) in shop-prod (222222220001)');
      expect(text).toContain('Accounts gain + gains ec2:StopInstances denied → ');
      expect(text).toContain('no-database-deletion Denies deleting databases from chat');
      expect(text).toContain(
        'Slack workspaces (slack.workspaces) not set → T0PARTNERS (partners), T0SHOPMAIN',
      );
      expect(text.indexOf('Accounts gain')).toBeLessThan(text.indexOf('Guardrails take from accounts'));
    });

    it('prints everything that is closed, and no controls', async () => {
      const page = await open('company', 794, { javaScriptEnabled: false });
      await page.emulateMedia({ media: 'print' });
      expect(
        await page
          .locator('nav, input, button')
          .evaluateAll((all) => all.filter((each) => each.checkVisibility()).length),
      ).toBe(0);
      const closed = page.locator('#guardrail-3');
      expect(await closed.evaluate((each) => each.closest('details')?.open)).toBe(false);
      expect((await closed.boundingBox())?.height).toBeGreaterThan(20);
      expect(await page.locator('#exemptions thead').isVisible()).toBe(true);
    });

    it('shows 400 OUs in labelled pages with one counter', async () => {
      const page = await open('units', 1440);
      expect(await page.locator('details.unit:visible').count()).toBe(9);
      expect(await page.locator('#found').count()).toBe(1);
      const group = page.locator('details.unit', { hasText: 'Group 3' }).nth(1);
      await group.locator(':scope > summary').click();
      expect(await group.locator('details.unit:visible').count()).toBe(25);
      await group.getByText('OUs of Group 3 26 to 50 of 50').click();
      expect(await group.locator('details.unit:visible').count()).toBe(50);
    });

    it('shows the accounts of an OU when the reader opens it', async () => {
      const page = await open('company', 1440);
      await page.locator('details.unit', { hasText: 'Production' }).last().locator('summary').click();
      await page.getByRole('link', { name: 'shop-prod' }).waitFor({ state: 'visible' });
    });

    it('begins with a link that skips to the content', async () => {
      const page = await open('company', 1440);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content');
    });

    it.each(['light', 'dark'] as const)(
      'has a scale of distinct colours in the %s theme',
      async (colorScheme) => {
        const page = await open('company', 1440, { colorScheme });
        const colours = await page.evaluate(() => {
          const style = getComputedStyle(document.documentElement);
          return ['open', 'wide', 'limited', 'tight', 'closed', 'paper'].map((name) =>
            style.getPropertyValue(`--${name}`).trim(),
          );
        });
        const [paper = 0, ...levels] = colours.map(luminance).reverse();
        const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        for (const level of levels) expect(contrast(level, paper)).toBeGreaterThanOrEqual(3);
        expect(contrast(levels[4] ?? 0, levels[0] ?? 0)).toBeGreaterThan(1.5);
      },
    );

    it.each([
      ['light', 390],
      ['dark', 1440],
    ] as const)(
      'has no accessibility violation with all open in the %s theme at %i pixels',
      async (colorScheme, width) => {
        const page = await open('company', width, { colorScheme });
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await page.evaluate(axe.source);
        const violations = await page.evaluate(
          `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
        );
        expect(violations).toEqual([]);
      },
    );
  },
);

/** The relative luminance of `#rrggbb` or `#rgb`, as WCAG defines it. */
function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[^#]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
