import type { BrowserContext, Page } from '@roster/testing';
import { PASSWORD } from './console.fixture.js';

export async function signIn(context: BrowserContext, url: string, role: 'viewer' | 'operator'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/ops`);
  await page.getByLabel('Email address').fill(`${role}@company.com`);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return page;
}
