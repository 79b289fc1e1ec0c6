import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { PASSWORD } from './console.fixture.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where screenshots go: kept as output of CI. */
const SCREENSHOTS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'reports', 'screenshots');

const executablePath = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find(existsSync);

/** A `describe` for what needs a browser; without one it is skipped, visibly. */
export function describeWithBrowser(name: string, define: () => void): void {
  if (executablePath) describe(name, define);
  else describe.skip(`${name} (no chromium)`, define);
}

export function launchBrowser(): Promise<Browser> {
  if (!executablePath) throw new Error('There is no Chromium on the PATH');
  // As root Chromium has no sandbox; the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

export async function signIn(context: BrowserContext, url: string, role: 'viewer' | 'operator'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/ops`);
  await page.getByLabel('Email address').fill(`${role}@company.com`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
