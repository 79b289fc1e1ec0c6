import {
  newScimConnectionSchema,
  overlapSecondsSchema,
  scimConnectionChangesSchema,
  scimConnectionIdSchema,
  scimConnectionSchema,
} from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { page, pageQuery } from '../contract/pages.js';

const CONNECTIONS = '/v1/organizations/:organization_id/scim-connections';
const CONNECTION = `${CONNECTIONS}/:connection_id`;

const shownSchema = named(
  'ScimConnection',
  scimConnectionSchema.extend({
    base_url: z.string().meta({ maxLength: 500, description: 'The address to enter at the identity provider.' }),
  }),
);
const issuedSchema = named(
  'IssuedScimConnection',
  shownSchema.extend({
    token: z
      .string()
      .meta({ maxLength: 200, description: 'The bearer token to enter at the identity provider, shown only here.' }),
  }),
);

const OKTA = {
  id: 'scim_0199c2f1aa',
  name: 'Okta',
  root_department_id: null,
  on_delete: 'deactivate',
  adopt: true,
  department_mapping: 'store',
  created_at: '2025-11-02T08:21:45.123Z',
  created_by: { type: 'user', id: 'usr_def456' },
  last_used_at: null,
  last_used_address: null,
  former_token_expires_at: null,
  base_url: 'https://api.example.com/scim/v2',
} satisfies z.input<typeof shownSchema>;
const issued = {
  description: 'The connection with its token, which is shown only here.',
  ...json(issuedSchema, { ...OKTA, token: 'roster_scim_…' }),
} as const;

export const scimConnections = contract('SCIM connections', {
  createScimConnection: {
    sdk: 'scimConnections.create',
    method: 'POST',
    path: CONNECTIONS,
    action: 'scim_connection.create',
    summary: 'Create SCIM connection',
    description:
      'Lets an identity provider such as Okta or Microsoft Entra ID provision people and departments over SCIM 2.0. Enter `base_url` and `token` at the provider. The token opens only SCIM, and no API key does. A connection sees and changes only the people and groups that it created or adopted. It acts with the scopes of an admin, all of which you need yourself.',
    body: json(named('CreateScimConnectionInput', newScimConnectionSchema), {
      name: 'Okta',
      root_department_id: null,
      on_delete: 'deactivate',
      adopt: true,
      department_mapping: 'store',
    }),
    answers: { 201: { ...issued, headers: ['Location'] } },
    errors: ['SCIM_CONNECTION_LIMIT_REACHED', 'DEPARTMENT_NOT_FOUND'],
  },
  listScimConnections: {
    sdk: 'scimConnections.list',
    method: 'GET',
    path: CONNECTIONS,
    action: 'scim_connection.list',
    summary: 'List SCIM connections',
    description: 'Lists the SCIM connections of the organization, oldest first.',
    query: z.strictObject(pageQuery(scimConnectionIdSchema)),
    answers: {
      200: {
        description: 'A page of connections.',
        ...json(page('ScimConnectionPage', shownSchema), { data: [OKTA], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveScimConnection: {
    sdk: 'scimConnections.get',
    method: 'GET',
    path: CONNECTION,
    action: 'scim_connection.read',
    summary: 'Retrieve SCIM connection',
    description: 'One connection, without its token, and when and from where it was used last.',
    answers: { 200: { description: 'The connection.', ...json(shownSchema, OKTA) } },
    errors: [],
  },
  updateScimConnection: {
    sdk: 'scimConnections.update',
    method: 'PATCH',
    path: CONNECTION,
    action: 'scim_connection.update',
    summary: 'Update SCIM connection',
    description:
      'Changes the settings of a connection; fields that you leave out stay as they are. Groups that are there stay where they are when the root changes.',
    body: json(named('UpdateScimConnectionInput', scimConnectionChangesSchema), { on_delete: 'remove' }),
    answers: {
      200: { description: 'The changed connection.', ...json(shownSchema, { ...OKTA, on_delete: 'remove' }) },
    },
    errors: ['DEPARTMENT_NOT_FOUND'],
  },
  rotateScimToken: {
    sdk: 'scimConnections.rotate',
    method: 'POST',
    path: `${CONNECTION}/rotate`,
    action: 'scim_connection.rotate',
    summary: 'Rotate SCIM token',
    description:
      'Gives the connection a new token. The present token keeps working for `overlap_seconds`: a day by default, a week at most. A token that was replaced before ends at once.',
    body: json(
      named(
        'RotateScimTokenInput',
        z.strictObject({ overlap_seconds: overlapSecondsSchema }, { error: 'a JSON object' }),
      ),
      { overlap_seconds: 3_600 },
    ),
    answers: { 200: issued },
    errors: [],
  },
  deleteScimConnection: {
    sdk: 'scimConnections.delete',
    method: 'DELETE',
    path: CONNECTION,
    action: 'scim_connection.delete',
    summary: 'Delete SCIM connection',
    description:
      'Disconnects the identity provider: within seconds, its tokens are no longer accepted. Its people, departments and memberships stay as they are.',
    answers: { 204: { description: 'The connection was deleted.' } },
    errors: [],
  },
});
