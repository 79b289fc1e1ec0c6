import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { NAME_CHARACTER } from '../names.js';

/** Longer addresses cannot be delivered (RFC 5321, section 4.5.3.1.3); nor can those with a longer local part. */
const MAX_ADDRESS = 254;
const MAX_LOCAL_PART = 64;

const VISIBLE = new RegExp(`^${NAME_CHARACTER}*$`, 'u');
const ASCII = /^[\x20-\x7e]*$/;
/** ASCII characters that no domain contains. `domainToASCII` would end the domain at some of them, and drop the rest. */
const OTHER_ASCII = /[ -,/:-@[-`{-~]/;
const ENCODED_LABEL = /(?:^|\.)xn--/;

const LOCAL_PART = /^[A-Za-z0-9_'+-]+(?:\.[A-Za-z0-9_'+-]+)*$/;
/** Labels as RFC 1123, section 2.1, has them. The last one is no number: that would be an IP address. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/;

/**
 * The form in which e-mail addresses are stored and looked up: trimmed, in Unicode's normal form C, with the domain in
 * lower case and, where it is internationalized, in ASCII (UTS #46). The local part stays as it is; two that differ only
 * in case are the same address, which `lower()` in the database decides. Null for what no address holds: control,
 * direction or other invisible characters.
 *
 * Says nothing about the rest, so that addresses which earlier versions stored are found. For new ones: `emailSchema`.
 */
export function normalizeEmail(text: string): string | null {
  if (!VISIBLE.test(text)) return null;
  const address = text.normalize('NFC').trim();
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at + 1)}${normalizeDomain(address.slice(at + 1))}`;
}

/** Empty for a domain that cannot be encoded. */
function normalizeDomain(domain: string): string {
  const lower = domain.toLowerCase();
  if (ASCII.test(lower) && !ENCODED_LABEL.test(lower)) return lower;
  return OTHER_ASCII.test(lower) ? '' : domainToASCII(lower);
}

function isAddress(email: string): boolean {
  const at = email.lastIndexOf('@');
  const [local, domain] = [email.slice(0, Math.max(at, 0)), email.slice(at + 1)];
  return email.length <= MAX_ADDRESS && local.length <= MAX_LOCAL_PART && LOCAL_PART.test(local) && DOMAIN.test(domain);
}

const emailError = `an e-mail address of at most ${MAX_ADDRESS} characters, ${MAX_LOCAL_PART} of them before the @`;

/** A new e-mail address, normalized. */
export const emailSchema = z
  .string({ error: emailError })
  .transform((text, context) => {
    const email = normalizeEmail(text);
    if (email !== null && isAddress(email)) return email;
    context.addIssue({ code: 'custom', message: emailError });
    return z.NEVER;
  })
  .meta({
    format: 'email',
    maxLength: MAX_ADDRESS,
    description: 'The e-mail address. An internationalized domain is converted to ASCII.',
  });

/** The same in an answer. */
export const writtenEmailSchema = z.string().meta({ format: 'email', maxLength: MAX_ADDRESS });
