import { type Browser, describeWithBrowser, launchBrowser, saveScreenshot, seriousFindings } from '@roster/testing';
import { signIn } from '../browser.fixture.js';
import { TestConsole } from '../console.fixture.js';
import { makeDelivery, makeEndpoint } from './webhooks.fixture.js';

describeWithBrowser('webhook endpoints in a browser', () => {
  let browser: Browser;
  let roster: TestConsole;
  beforeAll(async () => {
    roster = await TestConsole.start();
    browser = await launchBrowser();
    const { operationId } = await roster.applied({});
    const [{ id: eventId }] = await roster.database.query('SELECT id FROM audit_events WHERE operation_id = $1', [
      operationId,
    ]);
    const url = `https://crm.example.com/${'a-long-path/'.repeat(8)}`;
    await makeEndpoint(roster.database, { id: 'we_crm', description: 'CRM', url, failing: true });
    await makeEndpoint(roster.database, { id: 'we_hr', url: 'https://hr.example.com/', disabled: 'exhausted' });
    await makeEndpoint(roster.database, { id: 'we_fine', url: 'https://fine.example.com/' });
    const of = { endpointId: 'we_crm', eventId, department: 'dept_abc123' };
    await makeDelivery(roster.database, { ...of, position: 1, statuses: [500, 204] });
    await makeDelivery(roster.database, { ...of, position: 2, statuses: [0, 502, 502] });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await roster?.close();
  });

  it.each([
    ['light', 1280, 'light'],
    ['dark', 1280, 'dark'],
    ['phone', 400, 'light'],
  ] as const)('are read and replayed: %s', async (name, width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await signIn(context, roster.url, 'operator');
    const look = async (part: string) => {
      await saveScreenshot(page, `webhooks-${part}-${name}`);
      expect(await seriousFindings(page)).toEqual([]);
    };
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('heading', { name: 'Webhook endpoints' }).waitFor();
    await look('list');
    await page.getByRole('link', { name: 'CRM' }).click();
    await page.getByText('Answer').first().click();
    await look('endpoint');
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('heading', { name: 'Replay' }).waitFor();
    await context.close();
  });
});
