import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findExecutable } from '@roster/local-stack';
import type { Browser, Page } from 'playwright-core';

export type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** The part of Jest's global that is used here, so that this package builds without Jest. */
declare const describe: {
  (name: string, define: () => void): void;
  skip(name: string, define: () => void): void;
};

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** CI keeps this folder. */
const SCREENSHOTS = join(import.meta.dirname, '..', '..', '..', 'reports', 'screenshots');

const executablePath = PROGRAMS.map((name) => findExecutable(name)).find((path) => path !== undefined);

/** A `describe` for suites that need a browser; reported as skipped without a Chromium or Chrome. */
export function describeWithBrowser(name: string, define: () => void): void {
  if (executablePath) describe(name, define);
  else describe.skip(`${name} (no chromium)`, define);
}

export async function launchBrowser(): Promise<Browser> {
  if (!executablePath) throw new Error('There is no Chromium on the PATH');
  // Loaded here: most tests that import this package need no browser.
  const { chromium } = await import('playwright-core');
  // As root Chromium has no sandbox; the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** Keeps a picture of the page as `<name>.png`; `fullPage`: also of what lies below the window. */
export async function saveScreenshot(page: Page, name: string, { fullPage = true } = {}): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage });
}

/** The serious and critical findings of axe on the page. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Our policies allow no script from elsewhere, so it is evaluated, not added to the page.
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
