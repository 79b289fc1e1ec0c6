import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HEAD_FORMAT, headOf, readLastSeal, type SealHead, verifyAudit } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import { z } from 'zod';
import { defineCommand, UsageError } from '../command.js';
import { onDatabase } from '../operator.js';

const fileSchema = z.string({ error: 'the name of a file' }).min(1, { error: 'the name of a file' });

/** Faster than this, no progress is shown. */
const QUIET_MS = 1_000;

export const auditHead = defineCommand({
  name: 'audit head',
  summary: 'Print the last seal of an organization. Keep it elsewhere, with --json: "audit verify --head" compares.',
  options: {
    organization: { value: '<org_…>', text: 'The organization.', schema: organizationIdSchema },
  },
  async run({ organization }, { databaseUrl }) {
    const seal = await onDatabase(databaseUrl, (dataSource) => readLastSeal(dataSource, organization));
    if (seal === undefined) throw new Error(`The audit of ${organization} has no seal yet: a worker makes it.`);
    return { ...headOf(seal) };
  },
});

const NAME = 'audit verify';

export const auditVerify = defineCommand({
  name: NAME,
  summary: 'Compare the audit with its seals. Ends with 1 at the first seal or event that does not fit.',
  options: {
    organization: { value: '<org_…>', text: 'Only this organization.', schema: organizationIdSchema.optional() },
    head: {
      value: '<file>',
      text: 'What "audit head --json" printed once: the chain must still contain it.',
      schema: fileSchema.optional(),
    },
    'public-key': {
      value: '<file>',
      text: 'PEM of the keys that signed, one after the other. Default: that of AUDIT_SIGNING_KEY, if it is set.',
      schema: fileSchema.optional(),
    },
  },
  async run({ organization, head, 'public-key': keyFile }, { databaseUrl, auditSigningKey, progress }) {
    const ownKeys = auditSigningKey ? [createPublicKey(auditSigningKey)] : [];
    const options = {
      organizationId: organization,
      head: head === undefined ? undefined : readHead(head),
      publicKeys: keyFile === undefined ? ownKeys : readKeys(keyFile),
    };
    if (organization !== undefined && options.head !== undefined && options.head.organization_id !== organization)
      throw new UsageError(`--head is of ${options.head.organization_id}, and not of ${organization}.`, NAME);
    const startedAt = performance.now();
    const onProgress = (events: number, total: number) => {
      if (performance.now() - startedAt > QUIET_MS) progress.at('events', events, total);
    };
    const { unsigned_seals, signatures_checked, ...counts } = await onDatabase(databaseUrl, (dataSource) =>
      verifyAudit(dataSource, { ...options, onProgress }),
    );
    const all = unsigned_seals === counts.seals;
    const signed = all ? 'none: the seals are not signed' : `${counts.seals - unsigned_seals} of ${counts.seals}`;
    return {
      result: 'the audit is as it was sealed',
      ...counts,
      signatures: signatures_checked ? signed : `${signed}, not checked: give --public-key`,
    };
  },
});

const headSchema = z.object({
  format: z.literal(HEAD_FORMAT),
  organization_id: organizationIdSchema,
  number: z.string().regex(/^[1-9]\d{0,18}$/),
  day: z.iso.date(),
  window_end: z.iso.datetime(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  key_id: z.string().nullable(),
  signature: z.base64().nullable(),
});

function readHead(file: string): SealHead {
  const text = read(file, 'head');
  try {
    return headSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`--head is invalid; expected a file that "audit head --json" has printed.`, NAME);
  }
}

function readKeys(file: string): KeyObject[] {
  const blocks = read(file, 'public-key').match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  try {
    const keys = blocks.map((block) => createPublicKey(block));
    if (keys.length > 0 && keys.every(({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519')) return keys;
  } catch {
    // Told below.
  }
  throw new UsageError('--public-key is invalid; expected a file with Ed25519 public keys in PEM.', NAME);
}

function read(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError(`--${option} is "${file}", which cannot be read (${code}).`, NAME);
  }
}
