import { createPublicKey } from 'node:crypto';
import { headOf, readLastSeal, verifyAudit } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import { defineCommand, UsageError } from '../command.js';
import { onDatabase } from '../operator.js';
import { soonShown } from '../progress.js';
import { fileSchema, readHead, readKeys, signaturesText } from './audit-files.js';

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
  summary: 'Compare the audit with its seals. Ends with exit code 1 at the first seal or event that does not match.',
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
      head: head === undefined ? undefined : readHead(head, NAME),
      publicKeys: keyFile === undefined ? ownKeys : readKeys(keyFile, NAME),
    };
    if (organization !== undefined && options.head !== undefined && options.head.organization_id !== organization)
      throw new UsageError(`--head is of ${options.head.organization_id}, and not of ${organization}.`, NAME);
    const show = soonShown(progress);
    const onProgress = (events: number, total: number) => show('events', events, total);
    const { unsigned_seals, signatures_checked, ...counts } = await onDatabase(databaseUrl, (dataSource) =>
      verifyAudit(dataSource, { ...options, onProgress }),
    );
    return {
      result: 'the audit is as it was sealed',
      ...counts,
      signatures: signaturesText({ seals: counts.seals, unsigned_seals, signatures_checked }),
    };
  },
});
