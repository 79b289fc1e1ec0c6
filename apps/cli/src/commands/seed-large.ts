import { createApiKey, LARGE_TENANT, seedLarge } from '@roster/database';
import { ALL_SCOPES, organizationNameSchema } from '@roster/domain';
import { z } from 'zod';
import { defineCommand } from '../command.js';
import { Interrupted } from '../interrupted.js';
import { onDatabase, operatorOf } from '../operator.js';
import { UsageError } from '../usage-error.js';

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
  summary: 'Make a large organization with invented people, to try and measure with.',
  options: {
    people: {
      value: '<n>',
      text: `How many people; ${LARGE_TENANT.people} unless given.`,
      schema: count(1, 2_000_000).default(LARGE_TENANT.people),
    },
    departments: {
      value: '<n>',
      text: `How many departments; ${LARGE_TENANT.departments} unless given.`,
      schema: count(1, 100_000).default(LARGE_TENANT.departments),
    },
    memberships: {
      value: '<n>',
      text: `How many memberships in all; ${LARGE_TENANT.memberships} unless given.`,
      schema: count(0, 10_000_000).default(LARGE_TENANT.memberships),
    },
    'organization-name': {
      value: '<text>',
      text: 'What it is called; "Large Company" unless given.',
      schema: organizationNameSchema.default('Large Company'),
    },
    seed: {
      value: '<n>',
      text: 'Another number makes another organization; the same one goes on with what was interrupted. 1 unless given.',
      schema: count(0, 99_999_999).default(1),
    },
    'with-key': {
      value: null,
      text: 'Also make an API key that may do everything, and print its token.',
      schema: z.boolean().default(false),
    },
  },
  async run({ 'organization-name': name, 'with-key': withKey, seed, ...size }, context) {
    if (size.memberships > size.people * size.departments) {
      throw new UsageError(
        `--memberships does not fit; expected at most people times departments, ${size.people * size.departments}.`,
        NAME,
      );
    }
    const { progress } = context;
    const signal = context.heedInterruption();
    return onDatabase(context.databaseUrl, async (dataSource) => {
      const made = await seedLarge(dataSource, { ...size, seed, name, onProgress: progress.at, signal });
      const { organizationId, contents } = made;
      if (!made.complete) {
        const { people, departments, memberships } = contents;
        progress.close();
        throw new Interrupted(
          `Interrupted. ${organizationId} has ${people} people, ${departments} departments and ${memberships} ` +
            'memberships so far. The same command goes on from there.',
        );
      }
      const report = { organization_id: organizationId, ...contents };
      if (!withKey) return report;
      const { token } = await dataSource.transaction((tx) =>
        createApiKey(tx, operatorOf(organizationId), { name: KEY_NAME, scopes: [...ALL_SCOPES], expires_at: null }),
      );
      return { ...report, token };
    });
  },
});
