import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { type SignInForm, SignInPage } from './sign-in.page.js';

/** A page of the console, and nothing that a browser takes for another host. */
const LOCAL_PAGE = /^\/ops(?:[/?][\w\-./?=&%+:~]*)?$/;

export const START_PAGE = '/ops/overview';

/** Where to go after the sign-in: the page that was asked for, if it is one of the console. */
export function localPage(to: unknown): string {
  return typeof to === 'string' && LOCAL_PAGE.test(to) ? to : START_PAGE;
}

/** Answers with the sign-in page, with a form that only this browser can send. */
export function showSignIn(
  reply: FastifyReply,
  { oidc }: Pick<Services, 'oidc'>,
  cookies: Cookies,
  form: SignInForm,
): FastifyReply {
  const formToken = randomBytes(32).toString('base64url');
  cookies.setForm(reply, formToken);
  return sendPage(reply, SignInPage({ ...form, formToken, singleSignOn: oidc !== undefined }));
}
