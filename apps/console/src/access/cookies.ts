import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OidcRequest } from './oidc-client.js';

/** The scripts of bull-board read this cookie and send it back as `X-XSRF-TOKEN`, as axios does. */
const XSRF_COOKIE = 'XSRF-TOKEN';

/** How long a browser keeps what makes it known, in seconds: as long as the database does. */
const DEVICE_MAX_AGE_S = 180 * 86_400;

/** How long someone may take at the identity provider, in seconds. */
const OIDC_MAX_AGE_S = 600;

/** As long as the database keeps it, in seconds. */
const HALF_MAX_AGE_S = 600;

const halfSchema = z.object({ token: z.string(), to: z.string() });
const oidcSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

/**
 * The cookies of the console. Over https they have the prefix `__Host-`, with which a browser takes them from this host
 * only (RFC 6265bis, section 4.1.3.2). Lax, so that a link in a message opens the page that it names.
 * Sessions are rows in Postgres that hold only the hash of the token. @fastify/session gives its store the ID itself, and
 * a session of @fastify/secure-session lives in its cookie and cannot be revoked.
 */
export class Cookies {
  constructor(private readonly secure: boolean) {}

  session(request: FastifyRequest): string | undefined {
    return request.cookies[this.name('roster_console')];
  }

  setSession(reply: FastifyReply, token: string, csrfToken: string): void {
    reply.setCookie(this.name('roster_console'), token, this.options);
    reply.setCookie(XSRF_COOKIE, csrfToken, { ...this.options, path: '/ops', httpOnly: false, sameSite: 'strict' });
    reply.clearCookie(this.name('roster_sign_in'), this.options);
  }

  clearSession(reply: FastifyReply): void {
    reply.clearCookie(this.name('roster_console'), this.options);
    reply.clearCookie(XSRF_COOKIE, { ...this.options, path: '/ops', httpOnly: false });
  }

  /** Ties the sign-in form to the browser that asked for it: nobody signs somebody else in to an account of theirs. */
  form(request: FastifyRequest): string | undefined {
    return request.cookies[this.name('roster_sign_in')];
  }

  /** A sign-in that waits for its second factor, and where it leads. */
  half(request: FastifyRequest): { readonly token: string; readonly to: string } {
    return read(halfSchema, request.cookies[this.name('roster_half_sign_in')]) ?? { token: '', to: '' };
  }

  setHalf(reply: FastifyReply, half: { readonly token: string; readonly to: string }): void {
    const options = { ...this.options, sameSite: 'strict', maxAge: HALF_MAX_AGE_S } as const;
    reply.setCookie(this.name('roster_half_sign_in'), write(half), options);
  }

  clearHalf(reply: FastifyReply): void {
    reply.clearCookie(this.name('roster_half_sign_in'), this.options);
  }

  setForm(reply: FastifyReply, token: string): void {
    reply.setCookie(this.name('roster_sign_in'), token, { ...this.options, sameSite: 'strict' });
  }

  /** Makes the browser known for the operator who has signed in. It does not say who uses the browser now, and opens no page. */
  device(request: FastifyRequest): string | undefined {
    return request.cookies[this.name('roster_device')];
  }

  setDevice(reply: FastifyReply, token: string): void {
    reply.setCookie(this.name('roster_device'), token, { ...this.options, maxAge: DEVICE_MAX_AGE_S });
  }

  /** What was sent to the identity provider, until it sends the browser back: only the browser that began can finish. */
  oidc(request: FastifyRequest): (OidcRequest & { readonly to: string }) | null {
    return read(oidcSchema, request.cookies[this.name('roster_oidc')]);
  }

  /** Lax: the browser comes back from another site. */
  setOidc(reply: FastifyReply, begun: OidcRequest & { readonly to: string }): void {
    reply.setCookie(this.name('roster_oidc'), write(begun), { ...this.options, maxAge: OIDC_MAX_AGE_S });
  }

  clearOidc(reply: FastifyReply): void {
    reply.clearCookie(this.name('roster_oidc'), this.options);
  }

  private get options() {
    return { path: '/', httpOnly: true, secure: this.secure, sameSite: 'lax' } as const;
  }

  private name(name: string): string {
    return this.secure ? `__Host-${name}` : name;
  }
}

function write(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Null when somebody else wrote it, or nobody. */
function read<Schema extends z.ZodType>(schema: Schema, text = ''): z.output<Schema> | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
}
