import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and others put the browser. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser on this machine: `CHROMIUM` names one; undefined where there is none. */
export const browserPath = process.env['CHROMIUM'] ?? places.find((path) => existsSync(path));

/** Whether tests in a browser can run here; `E2E=required` says that they must. */
export const hasBrowser = browserPath !== undefined || process.env['E2E'] === 'required';

/** Starts the browser, which asks no network. */
export async function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('no chromium on this machine; set CHROMIUM to its path');
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
