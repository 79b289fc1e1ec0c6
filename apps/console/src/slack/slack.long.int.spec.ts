import {
  type Browser,
  describeWithBrowser,
  launchBrowser,
  type Page,
  saveScreenshot,
  seriousFindings,
} from '@roster/testing';
import { signIn } from '../browser.fixture.js';
import { TestConsole } from '../console.fixture.js';
import { installWorkspace, linkUser } from './slack.fixture.js';

describeWithBrowser('Slack workspaces in a browser', () => {
  let browser: Browser;
  let roster: TestConsole;
  beforeAll(async () => {
    roster = await TestConsole.start();
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await roster?.close();
  });

  it.each([
    ['wide', 1280],
    ['narrow', 400],
  ])('an operator unlinks a user and disconnects a workspace, on a %s screen', async (size, width) => {
    const id = `T0${size.toUpperCase()}`;
    await installWorkspace(roster.database, { id, name: 'Acme' });
    await installWorkspace(roster.database, { id: 'T0LOOSE', name: 'Loose', connected: false });
    for (const number of [1, 2, 3]) await linkUser(roster.database, `U0123${number}`, `usr_demo00${number}`, id);
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await signIn(context, roster.url, 'operator');
    const look = async (name: string) => {
      await saveScreenshot(page, `slack-${name}-${size}`);
      expect(await seriousFindings(page)).toEqual([]);
    };
    await page.getByRole('link', { name: 'Slack' }).click();
    await page.getByRole('heading', { name: 'Slack workspaces' }).waitFor();
    await look('workspaces');
    await page.getByRole('link', { name: id }).click();
    await look('workspace');
    await page.getByRole('button', { name: 'Unlink U01231' }).click();
    await rowsAre(page, 2);
    await page.getByRole('link', { name: 'Disconnect' }).click();
    await page.getByRole('heading', { name: 'Disconnect Acme from Demo Company?' }).waitFor();
    await look('disconnect');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('waits for the bot to revoke it').waitFor();
    await rowsAre(page, 0);
    await look('disconnected');
    await context.close();
  });
});

async function rowsAre(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelectorAll('tbody tr').length === wanted, count);
}
