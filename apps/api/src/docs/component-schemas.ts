import {
  apiKeySchema,
  errorEnvelopeSchema,
  memberChangesSchema,
  memberSchema,
  newApiKeySchema,
  newMemberSchema,
  newOrganizationSchema,
  organizationSchema,
} from '@roster/domain';
import { z } from 'zod';
import { apiKeyPageSchema, issuedApiKeySchema, rotateApiKeyBodySchema } from '../api-keys/api-key-schemas.js';
import { auditEventPageSchema, auditEventSchema } from '../audit/audit-event-object.js';
import { named, schemaNames } from '../contract/contract.js';
import { problemDetailsSchema } from '../errors/problem-details.js';
import { operationSchema } from '../operations/operation-object.js';
import { createdOrganizationSchema, updateOrganizationBodySchema } from '../organizations/organization-schemas.js';
import { personPageSchema } from '../people/person-schemas.js';
import { linkSlackUserBodySchema, slackLinkSchema } from '../slack/slack-schemas.js';

/** The schemas that have a name in the OpenAPI document: the same that validate and type the program. */
const SCHEMAS = {
  AuditEvent: { schema: auditEventSchema, io: 'output' },
  AuditEventPage: { schema: auditEventPageSchema, io: 'output' },
  Operation: { schema: operationSchema, io: 'output' },
  Organization: { schema: organizationSchema, io: 'output' },
  CreateOrganization: { schema: newOrganizationSchema, io: 'input' },
  CreatedOrganization: { schema: createdOrganizationSchema, io: 'output' },
  UpdateOrganization: { schema: updateOrganizationBodySchema, io: 'input' },
  Person: { schema: memberSchema, io: 'output' },
  PersonPage: { schema: personPageSchema, io: 'output' },
  CreatePerson: { schema: newMemberSchema, io: 'input' },
  UpdatePerson: { schema: memberChangesSchema, io: 'input' },
  ApiKey: { schema: apiKeySchema, io: 'output' },
  ApiKeyPage: { schema: apiKeyPageSchema, io: 'output' },
  IssuedApiKey: { schema: issuedApiKeySchema, io: 'output' },
  CreateApiKey: { schema: newApiKeySchema, io: 'input' },
  RotateApiKey: { schema: rotateApiKeyBodySchema, io: 'input' },
  SlackLink: { schema: slackLinkSchema, io: 'output' },
  LinkSlackUser: { schema: linkSlackUserBodySchema, io: 'input' },
  Error: { schema: errorEnvelopeSchema, io: 'output' },
  ProblemDetails: { schema: problemDetailsSchema, io: 'output' },
} as const;

export type SchemaName = keyof typeof SCHEMAS;

export function schemaRef(name: SchemaName): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** A schema that has a name here is referred to by it wherever another one contains it. */
for (const [id, { schema }] of Object.entries(SCHEMAS)) named(id, schema);

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is; `$schema` and `$id` would only repeat what the document says. */
export function componentSchemas(): Record<SchemaName, object> {
  const entries = Object.entries(SCHEMAS).map(([name, { io }]) => {
    const { $schema: _, $id: __, ...json } = jsonSchemas(io)[name] ?? {};
    return [name, json];
  });
  return Object.fromEntries(entries);
}

function jsonSchemas(io: 'input' | 'output') {
  const uri = (id: string) => `#/components/schemas/${id}`;
  // The registry is translated as a whole, each time: what a body becomes has no form in JSON Schema, and is not used.
  return z.toJSONSchema(schemaNames, { target: 'draft-2020-12', io, uri, unrepresentable: 'any' }).schemas;
}
