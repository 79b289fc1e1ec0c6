import { createOrganization as create } from '@roster/database';
import { emailSchema, fullNameSchema, newId, organizationIdSchema, organizationNameSchema } from '@roster/domain';
import { defineCommand } from '../command.js';
import { inTransaction, operatorOf } from '../operator.js';

export const createOrganization = defineCommand({
  name: 'organization create',
  summary: 'Create an organization and its first owner.',
  options: {
    name: { value: '<text>', text: 'The name of the organization.', schema: organizationNameSchema },
    'owner-name': { value: '<text>', text: 'The full name of the owner.', schema: fullNameSchema },
    'owner-email': { value: '<address>', text: 'The e-mail address of the owner.', schema: emailSchema },
    id: {
      value: '<org_…>',
      text: 'The ID of the organization. Default: a new one.',
      schema: organizationIdSchema.default(() => newId('organization')),
    },
  },
  async run({ id, name, 'owner-name': full_name, 'owner-email': email }, { databaseUrl }) {
    const { organization, owner } = await inTransaction(databaseUrl, (tx) =>
      create(tx, operatorOf(id), { name, owner: { full_name, email } }),
    );
    return {
      organization_id: organization.id,
      name: organization.name,
      owner_user_id: owner.user_id,
      owner_email: owner.email,
    };
  },
});
