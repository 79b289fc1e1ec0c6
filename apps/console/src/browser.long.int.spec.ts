import { randomBytes } from 'node:crypto';
import { userIdSchema } from '@roster/domain';
import { freePort } from '@roster/local-stack';
import { MEMBERSHIP_QUEUE, workerQueueOptions } from '@roster/queue';
import {
  type Browser,
  type BrowserContext,
  describeWithBrowser,
  launchBrowser,
  type Page,
  saveScreenshot,
  seriousFindings,
} from '@roster/testing';
import { Queue } from 'bullmq';
import { generate } from 'otplib';
import { OperatorsProvider } from './access/oidc-provider.fixture.js';
import { signIn } from './browser.fixture.js';
import { command, PASSWORD, TestConsole } from './console.fixture.js';

let browser: Browser;
let roster: TestConsole;
const open: BrowserContext[] = [];

async function contextFor(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  open.push(context);
  return context;
}

async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('link', { name: 'Operations' }).click();
  await page.getByLabel('Search by ID').fill(text);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.waitForURL(/[?&]q=/);
  await page.locator('.verdict, table').first().waitFor();
}

describeWithBrowser('the console in a browser', () => {
  beforeAll(async () => {
    roster = await TestConsole.start();
    await roster.sampled();
    browser = await launchBrowser();
  }, 120_000);
  afterEach(async () => {
    for (const context of open.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await roster?.close();
  });

  it('leads from a wrong password to the overview, and out again', async () => {
    const context = await contextFor();
    const page = await context.newPage();
    await page.goto(`${roster.url}/ops/events`);
    await saveScreenshot(page, 'sign-in');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Email address').fill('operator@company.com');
    await page.getByLabel('Password').fill('wrong horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('is wrong');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Activity' }).waitFor();
    await page.getByText('Otto Operator').click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.goto(`${roster.url}/ops/overview`);
    expect(page.url()).toContain('/ops/sign-in');
  });

  it('locks out who guesses, and says for how long', async () => {
    await roster.operator('viewer', 'guessed@company.com');
    const page = await (await contextFor()).newPage();
    await page.goto(`${roster.url}/ops`);
    for (let guess = 0; guess < 7; guess++) {
      await page.getByLabel('Email address').fill('guessed@company.com');
      await page.getByLabel('Password').fill(guess === 6 ? PASSWORD : `wrong guess ${guess}`);
      await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Sign in' }).click()]);
    }
    expect(await page.getByRole('alert').textContent()).toMatch(/Too many failed attempts\. Try again in \d+ seconds/);
    await saveScreenshot(page, 'locked-out');
  }, 60_000);

  it.each(['light', 'dark'] as const)(
    'shows the overview, in %s colours, and keeps it up to date',
    async (colorScheme) => {
      const page = await signIn(await contextFor({ colorScheme }), roster.url, 'viewer');
      expect(await page.getByRole('img', { name: /Request to outcome.*p99: now/ }).count()).toBe(1);
      expect(await page.getByText('DEPARTMENT_MEMBERSHIP_DUPLICATE').count()).toBe(1);
      await page.waitForResponse(/overview\/now/);
      await page.getByText(/live, as of/).waitFor();
      await saveScreenshot(page, `overview-${colorScheme}`);
      expect(await seriousFindings(page)).toEqual([]);
    },
  );

  it('leads from a trace id to the answer', async () => {
    const made = await roster.applied({ userId: userIdSchema.parse('usr_demo010') });
    const page = await signIn(await contextFor(), roster.url, 'viewer');
    await search(page, `00-${made.traceId}-00f067aa0ba902b7-01`);
    const verdict = await page.locator('.verdict p').first().textContent();
    expect(verdict).toMatch(/^Added \d+ ms after it was requested; the caller got 201\.$/);
    const steps = await page.locator('.timeline h3').allTextContents();
    expect(steps).toEqual(['Received', 'Queued', 'Audited: member.add', 'Committed: added', 'Answered with 201']);
    await saveScreenshot(page, 'operation-added');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('says why an add was refused, and that a request never reached the queue', async () => {
    const userId = userIdSchema.parse('usr_demo011');
    await roster.applied({ userId });
    const refused = await roster.applied({ userId }, { status: 409, errorCode: 'DEPARTMENT_MEMBERSHIP_DUPLICATE' });
    const traceId = randomBytes(16).toString('hex');
    const unknown = {
      operationId: null,
      actor: null,
      enqueuedAt: null,
      status: 401,
      errorCode: 'UNAUTHENTICATED',
    };
    await roster.recorded({ ...unknown, traceId });

    const page = await signIn(await contextFor({ colorScheme: 'dark' }), roster.url, 'viewer');
    await search(page, refused.operationId);
    expect(await page.locator('.verdict').textContent()).toMatch(
      /^Refused: DEPARTMENT_MEMBERSHIP_DUPLICATE.*the caller got 409/,
    );
    await saveScreenshot(page, 'operation-refused');
    expect(await seriousFindings(page)).toEqual([]);
    await search(page, traceId);
    expect(await page.locator('.verdict').textContent()).toMatch(/^Never reached the queue: 401 UNAUTHENTICATED/);
    await saveScreenshot(page, 'request-refused');
    await search(page, 'op_nobodyknows');
    expect(await page.locator('.verdict').textContent()).toContain('Nothing is known about op_nobodyknows');
    await search(page, userId);
    expect(await page.locator('tbody tr').count()).toBe(2);
    await saveScreenshot(page, 'search-user');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('shows what waits, and lets an operator cancel it, which is written down', async () => {
    const waiting = await roster.accepted({ userId: userIdSchema.parse('usr_demo012') });
    const viewer = await signIn(await contextFor(), roster.url, 'viewer');
    await search(viewer, waiting.traceId);
    expect(await viewer.locator('.verdict').textContent()).toMatch(/^Accepted. Waiting for a worker since/);
    expect(await viewer.getByRole('button', { name: 'Cancel' }).count()).toBe(0);

    const page = await signIn(await contextFor(), roster.url, 'operator');
    await search(page, waiting.traceId);
    await saveScreenshot(page, 'operation-waiting');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(/^Cancelled .* nothing was changed/).waitFor();
    await page.getByRole('link', { name: 'Activity' }).click();
    const row = page.locator('tbody tr').first();
    expect(await row.textContent()).toMatch(/operator@company\.com.*operation\.cancel done.*127\.0\.0\.1/);
    await saveScreenshot(page, 'activity');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('makes an operation that failed again, once', async () => {
    const failed = await roster.failed('The database refused it.');
    const page = await signIn(await contextFor(), roster.url, 'operator');
    await search(page, failed.operationId);
    await page.getByRole('button', { name: 'Retry as a new operation' }).click();
    await page.getByText(/^Accepted. Waiting for a worker/).waitFor();
    const made = new URL(page.url()).searchParams.get('q');
    expect(made).not.toBe(failed.operationId);
    const rows = await roster.database.query('SELECT actor_type, user_id FROM operations WHERE id = $1', [made]);
    expect(rows).toEqual([{ actor_type: 'operator', user_id: failed.userId }]);
    await search(page, failed.traceId);
    await page.getByText('failed', { exact: true }).waitFor();
    expect((await page.locator('tbody .tag').allTextContents()).sort()).toEqual(['failed', 'waiting']);
  });

  it.each(['light', 'dark'] as const)(
    'shows without an ID what failed, waits and is new, in %s colours, and leads from a number to its list and back',
    async (colorScheme) => {
      await roster.database.query(`DELETE FROM operations WHERE state = 'failed'`);
      for (let number = 0; number < 52; number++) await roster.failed('The worker died three times while running it.');
      await roster.accepted({ userId: userIdSchema.parse('usr_demo017') });
      const traceId = randomBytes(16).toString('hex');
      await roster.recorded({ operationId: null, traceId, status: 429, errorCode: 'RATE_LIMITED', enqueuedAt: null });
      const page = await signIn(await contextFor({ colorScheme }), roster.url, 'operator');
      await page.getByRole('link', { name: 'Operations' }).click();
      expect(await page.getByRole('table').count()).toBe(3);
      await saveScreenshot(page, `lists-${colorScheme}`);
      expect(await seriousFindings(page)).toEqual([]);

      await page.getByRole('link', { name: 'Overview' }).click();
      const number = page.locator('.numbers div').filter({ hasText: 'Failed, last hour' }).getByRole('link');
      const count = await number.textContent();
      await number.click();
      await page.getByText(`${count} operations`, { exact: true }).waitFor();
      expect(await page.locator('tbody tr').count()).toBe(50);
      await saveScreenshot(page, `list-failed-${colorScheme}`);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Next page' }).click();
      await page.getByRole('link', { name: 'Previous page' }).waitFor();
      expect(await page.locator('tbody tr').count()).toBe(Number(count) - 50);
      await page.goBack();
      expect(await page.locator('tbody tr').count()).toBe(50);

      // All of it with the keyboard: the filter is a form like any other.
      await page.getByRole('link', { name: 'Newest' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Newest requests in the last hour' }).waitFor();
      await page.getByLabel('Error code').selectOption('RATE_LIMITED');
      await page.getByLabel('Organization', { exact: true }).fill('org_xyz789');
      await page.keyboard.press('Enter');
      await page.getByText('RATE_LIMITED, answered').first().waitFor();
      expect(new URL(page.url()).search).toBe('?state=any&organization=org_xyz789&code=RATE_LIMITED&period=hour');
      await saveScreenshot(page, `list-filtered-${colorScheme}`);
      expect(await seriousFindings(page)).toEqual([]);
      await page.goto(`${roster.url}/ops/operations?kind=nonsense`);
      await page.getByRole('alert').waitFor();
      await saveScreenshot(page, `list-wrong-${colorScheme}`);
      expect(await seriousFindings(page)).toEqual([]);
    },
    60_000,
  );

  it('finds a command that no database knows yet, in the queue, and leads to its job in bull-board', async () => {
    const queue = new Queue(MEMBERSHIP_QUEUE, workerQueueOptions({ databaseUrl: roster.databaseUrl }));
    const made = command({ userId: userIdSchema.parse('usr_demo013') });
    await queue.add('membership.apply', { commands: [made], replyTo: 'node' });
    await queue.close();
    const page = await signIn(await contextFor(), roster.url, 'viewer');
    await search(page, made.traceId);
    expect(await page.locator('.verdict').textContent()).toMatch(/^In the queue since .*: its job \S+ is waiting/);
    await page.getByRole('link', { name: /^Queued as job/ }).click();
    await page.getByText('membership.apply').first().waitFor();
    await saveScreenshot(page, 'queue-job');
  });

  it('shows bull-board to a viewer without its buttons, and to an operator with them', async () => {
    const errors: string[] = [];
    const viewer = await signIn(await contextFor(), roster.url, 'viewer');
    viewer.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    viewer.on('request', (request) => request.url().startsWith(roster.url) || errors.push(request.url()));
    await viewer.goto(`${roster.url}/ops/queues/queue/membership`);
    await viewer.getByText('membership.apply').first().waitFor();
    await saveScreenshot(viewer, 'queues-viewer');
    expect(await viewer.getByRole('button', { name: /pause/i }).count()).toBe(0);
    expect(errors).toEqual([]);

    const page = await signIn(await contextFor(), roster.url, 'operator');
    await page.goto(`${roster.url}/ops/queues/queue/membership`);
    await page.getByText('membership.apply').first().waitFor();
    await saveScreenshot(page, 'queues-operator');
    const paused = await page.evaluate(async () => {
      const token = /XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? '';
      const url = '/ops/queues/api/queues/membership/pause';
      return (await fetch(url, { method: 'PUT', headers: { 'x-xsrf-token': decodeURIComponent(token) } })).status;
    });
    expect(paused).toBe(200);
    await page.goto(`${roster.url}/ops/events`);
    expect(await page.locator('tbody tr').first().textContent()).toMatch(/operator@.*queue\.pause done.*membership/);
  });

  describe('with an identity provider', () => {
    let provider: OperatorsProvider;
    let linked: TestConsole;
    beforeAll(async () => {
      const port = await freePort();
      const publicUrl = `http://127.0.0.1:${port}`;
      provider = await OperatorsProvider.start([`${publicUrl}/ops/sign-in/oidc/callback`], await freePort());
      linked = await TestConsole.start({ port, publicUrl, env: provider.env });
    }, 60_000);
    afterAll(async () => {
      await linked?.close();
      await provider?.stop();
    });

    it.each([
      ['light', {}],
      ['dark', { colorScheme: 'dark' }],
      ['phone', { viewport: { width: 390, height: 844 }, isMobile: true }],
    ] as const)('leads there and back, and says why somebody does not get in: %s', async (name, options) => {
      const page = await (await contextFor(options)).newPage();
      provider.signsIn = { sub: 'nobody', email: 'nobody@company.com', email_verified: true };
      await page.goto(`${linked.url}/ops/events`);
      await saveScreenshot(page, `single-sign-on-${name}`);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Sign in with single sign-on' }).click();
      expect(await page.getByRole('alert').textContent()).toContain('There is no account for nobody@company.com');
      await saveScreenshot(page, `single-sign-on-refused-${name}`);
      expect(await seriousFindings(page)).toEqual([]);
      // The provider has kept its own session, as it does.
      await page.context().clearCookies({ domain: '127.0.0.1', name: /^_session/ });

      provider.signsIn = { sub: 'vera', email: 'viewer@company.com', email_verified: true };
      await page.getByRole('link', { name: 'Sign in with single sign-on' }).click();
      await page.getByRole('heading', { name: 'Activity' }).waitFor();
      expect(await page.locator('tbody tr').first().textContent()).toMatch(
        /viewer@company\.com.*session\.sign_in done/,
      );
      await page.getByText('Vera Viewer').click();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('link', { name: 'Sign out there, too' }).waitFor();
      await saveScreenshot(page, `single-sign-on-signed-out-${name}`);
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    });
  });

  describe('with a second factor', () => {
    let strict: TestConsole;
    beforeAll(async () => {
      const OPERATOR_ENCRYPTION_KEY = randomBytes(32).toString('base64');
      strict = await TestConsole.start({ env: { OPERATOR_ENCRYPTION_KEY, OPERATOR_SECOND_FACTOR: 'required' } });
    }, 60_000);
    afterAll(() => strict?.close());

    it.each([
      ['light', {}],
      ['dark', { colorScheme: 'dark' }],
      ['phone', { viewport: { width: 390, height: 844 }, isMobile: true }],
    ] as const)('leads through setting it up, and asks for a code at the next sign-in: %s', async (name, options) => {
      const email = `${name}@company.com`;
      await strict.operator('operator', email);
      const context = await contextFor(options);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      const look = async (picture: string) => {
        await saveScreenshot(page, `second-factor-${picture}-${name}`);
        expect(await seriousFindings(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      };
      const password = async () => {
        await page.goto(`${strict.url}/ops/events`);
        await page.getByLabel('Email address').fill(email);
        await page.getByLabel('Password').fill(PASSWORD);
        await page.getByRole('button', { name: 'Sign in' }).click();
      };
      const enter = async (code: string, button: string) => {
        await page.getByLabel('Code', { exact: true }).fill(code);
        await page.getByRole('button', { name: button }).click();
      };

      await password();
      await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
      expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0);
      expect((await page.getByRole('img', { name: /QR code/ }).boundingBox())?.width).toBeGreaterThan(200);
      await look('set-up');
      await enter('000000', 'Set up');
      expect(await page.getByRole('alert').textContent()).toBe('The code is wrong. Enter the current one.');
      const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
      await enter(await generate({ secret }), 'Set up');
      await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
      await look('recovery-codes');
      const recoveryCode = (await page.locator('.codes code').first().textContent()) ?? '';
      await page.getByRole('link', { name: 'I have stored them' }).click();
      await page.getByRole('heading', { name: 'Activity' }).waitFor();
      await page.getByText('Otto Operator').click();
      await look('menu');
      await page.getByRole('link', { name: 'Second factor' }).click();
      await page.getByText('Recovery codes left').waitFor();
      await look('state');

      await context.clearCookies();
      await password();
      await page.getByText('Enter the code that your authenticator app shows').waitFor();
      await look('code');
      await enter('000000', 'Sign in');
      expect(await page.getByRole('alert').textContent()).toContain('The code is wrong');
      await look('code-wrong');
      await enter(recoveryCode, 'Sign in');
      await page.getByRole('heading', { name: 'Activity' }).waitFor();
      expect(await page.locator('tbody tr').first().textContent()).toContain('"second_factor":"recovery"');
      // Refused sign-ins are answered with 401 and 422, which Chromium reports.
      expect(errors.filter((text) => !/status of (401|422)/.test(text))).toEqual([]);
    });
  });

  it('can be read on a phone', async () => {
    const made = await roster.applied({ userId: userIdSchema.parse('usr_demo014') });
    const page = await signIn(
      await contextFor({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }),
      roster.url,
      'viewer',
    );
    for (const [path, name] of [
      ['overview', 'overview'],
      [`operations?q=${made.operationId}`, 'operation'],
      [`operations?q=${made.userId}`, 'search'],
      ['operations', 'lists'],
      ['operations?state=failed&period=hour&kind=single', 'list'],
      ['events', 'activity'],
    ]) {
      await page.goto(`${roster.url}/ops/${path}`);
      await saveScreenshot(page, `phone-${name}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      // How it went is seen without scrolling sideways.
      for (const tag of await page.locator('tbody .tag').all()) {
        const box = await tag.boundingBox();
        if (name !== 'overview') expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
      }
      expect(await seriousFindings(page)).toEqual([]);
    }
    await page.goto(`${roster.url}/ops/operations?q=${made.userId}`);
    await page.locator('tbody a').first().tap();
    await page.locator('.verdict').waitFor();
  });
});
