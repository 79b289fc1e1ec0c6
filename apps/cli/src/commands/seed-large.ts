import { createApiKey, LARGE_TENANT, seedLarge } from '@roster/database';
import { ALL_SCOPES, latestExpiry, organizationNameSchema } from '@roster/domain';
import { z } from 'zod';
import { defineCommand, Interrupted, UsageError } from '../command.js';
import { onDatabase, operatorOf } from '../operator.js';

const NAME = 'seed-large';
const KEY_NAME = 'seed-large';

function count(from: number, to: number) {
  const error = `a whole number from ${from} to ${to}`;
  return z
    .string({ error })
    .regex(/^\d{1,8}$/, { error })
    .transform(Number)
    .refine((number) => number >= from && number <= to, { error });
}

export const seedLargeTenant = defineCommand({
  name: NAME,
  summary: 'Create a large organization with invented people, for trials and measurements.',
  options: {
    people: {
      value: '<n>',
      text: `Number of people. Default: ${LARGE_TENANT.people}.`,
      schema: count(1, 2_000_000).default(LARGE_TENANT.people),
    },
    departments: {
      value: '<n>',
      text: `Number of departments. Default: ${LARGE_TENANT.departments}.`,
      schema: count(1, 100_000).default(LARGE_TENANT.departments),
    },
    memberships: {
      value: '<n>',
      text: `Number of memberships in all. Default: ${LARGE_TENANT.memberships}.`,
      schema: count(0, 10_000_000).default(LARGE_TENANT.memberships),
    },
    'organization-name': {
      value: '<text>',
      text: 'Name of the organization. Default: "Large Company".',
      schema: organizationNameSchema.default('Large Company'),
    },
    seed: {
      value: '<n>',
      text: 'A new number creates another organization; the same number continues one that was interrupted. Default: 1.',
      schema: count(0, 99_999_999).default(1),
    },
    'with-key': {
      value: null,
      text: 'Also create an API key with all scopes, and print its token.',
      schema: z.boolean().default(false),
    },
  },
  async run({ 'organization-name': name, 'with-key': withKey, seed, ...size }, context) {
    if (size.memberships > size.people * size.departments) {
      throw new UsageError(
        `--memberships is invalid; expected at most people times departments, ${size.people * size.departments}.`,
        NAME,
      );
    }
    const { progress } = context;
    const signal = context.catchInterrupt();
    // As the owner, who may renew the planner's statistics.
    return onDatabase(context.ownerUrl, async (dataSource) => {
      const made = await seedLarge(dataSource, { ...size, seed, name, onProgress: progress.at, signal });
      const { organizationId, contents } = made;
      if (!made.complete) {
        const { people, departments, memberships } = contents;
        progress.close();
        throw new Interrupted(
          `Interrupted. ${organizationId} has ${people} people, ${departments} departments and ${memberships} ` +
            'memberships so far. The same command continues from there.',
        );
      }
      const report = { organization_id: organizationId, ...contents };
      if (!withKey) return report;
      const { token } = await dataSource.transaction((tx) =>
        createApiKey(
          tx,
          operatorOf(organizationId),
          { name: KEY_NAME, scopes: [...ALL_SCOPES], expires_at: latestExpiry(context.keyPolicy) },
          context.keyPolicy,
        ),
      );
      return { ...report, token };
    });
  },
});
