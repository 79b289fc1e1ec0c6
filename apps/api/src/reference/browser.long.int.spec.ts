import {
  type Browser,
  type BrowserContextOptions,
  describeWithBrowser,
  launchBrowser,
  type Page,
  saveScreenshot,
  seriousFindings,
} from '@roster/testing';
import { type RunningApi, startApi } from '../api.fixture.js';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true } as const;

let browser: Browser;
let api: RunningApi;
/** What must not happen on any page: requests to other hosts, errors, refusals of the content security policy. */
let faults: string[];

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== api.url) faults.push(request.url());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(`${api.url}/docs`);
  return page;
}

/** Opens an endpoint of the heading "Department members" by its link. */
async function goTo(page: Page, operationId: string): Promise<void> {
  await page.evaluate(`location.hash = 'tag/department-members/${operationId}'`);
  await page.locator(`section[id="roster/tag/department-members/${operationId}"]`).waitFor();
}

describeWithBrowser('the reference in a browser', () => {
  beforeAll(async () => {
    api = await startApi();
    browser = await launchBrowser();
  }, 120_000);
  beforeEach(() => {
    faults = [];
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  describe.each([
    ['desktop', 'light', {}],
    ['desktop', 'dark', {}],
    ['phone', 'light', PHONE],
    ['phone', 'dark', PHONE],
  ] as const)('on a %s, in %s colours', (device, colorScheme, options) => {
    it('shows the introduction and an endpoint with its samples, without serious findings of axe', async () => {
      const page = await open({ ...options, colorScheme });
      const check = async (name: string) => {
        await saveScreenshot(page, `reference-${name}-${device}-${colorScheme}`, { fullPage: false });
        expect(await seriousFindings(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      };
      await page.getByRole('heading', { name: 'Roster', exact: true }).waitFor();
      await check('introduction');
      await goTo(page, 'addDepartmentMember');
      await page.getByText(`${api.url}/v1/organizations/org_xyz789/departments/dept_abc123/members`).first().waitFor();
      await check('endpoint');
      expect(faults).toEqual([]);
    });
  });

  it('adds a member with the token, and shows the 201 and then the 409', async () => {
    const page = await open();
    await page.getByLabel('Bearer Token').first().fill(api.demo.token);
    await goTo(page, 'addDepartmentMember');
    await page
      .getByRole('button', {
        name: 'Test Request (post /v1/organizations/{organization_id}/departments/{department_id}/members)',
      })
      .click();
    const form = page.getByRole('dialog', { name: 'API Client' });
    const send = async () => {
      const answered = page.waitForResponse(/departments\/dept_abc123\/members$/);
      await form.getByRole('button', { name: /^Send/ }).first().click();
      return (await answered).status();
    };
    expect(await send()).toBe(201);
    await form.getByText('201 Created').waitFor();
    await form.getByText('Jane Smith').first().waitFor();
    await saveScreenshot(page, 'reference-request-light', { fullPage: false });
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
    expect((await api.request('GET', '/departments/dept_abc123/members/usr_def456')).status).toBe(200);
    expect(await send()).toBe(409);
    await form.getByText('DEPARTMENT_MEMBERSHIP_DUPLICATE').first().waitFor();
  });
});
