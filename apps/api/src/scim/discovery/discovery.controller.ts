import { Controller } from '@nestjs/common';
import { listAnswer } from '../protocol/resource-answers.js';
import { scimAnswer } from '../protocol/scim-answers.js';
import { ScimEndpoint } from '../protocol/scim-endpoint.decorator.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import type { ResourceType, Schema } from '../schema/attribute.js';
import { GROUP } from '../schema/group-schema.js';
import type { JsonObject } from '../schema/json-values.js';
import { USER } from '../schema/user-schema.js';
import { ScimError } from '../scim-error.js';
import { serviceProviderConfig } from './service-provider-config.js';

const TYPES: readonly ResourceType[] = [USER, GROUP];
const SCHEMAS: readonly Schema[] = TYPES.flatMap(({ schema, extensions }) => [schema, ...extensions]);

/** What the service can do (RFC 7644, section 4). */
@Controller()
export class DiscoveryController {
  @ScimEndpoint('GET', '/ServiceProviderConfig')
  serviceProviderConfig(request: ScimRequest) {
    return scimAnswer(200, serviceProviderConfig(request.uri('/ServiceProviderConfig')));
  }

  @ScimEndpoint('GET', '/ResourceTypes')
  listResourceTypes(request: ScimRequest) {
    return wholeList(
      request,
      TYPES.map((type) => resourceTypeObject(type, request)),
    );
  }

  @ScimEndpoint('GET', '/ResourceTypes/:id')
  retrieveResourceType(request: ScimRequest) {
    const type = TYPES.find(({ name }) => name === request.name);
    if (type === undefined) throw new ScimError(null, 'There is no resource type of this name.', 404);
    return scimAnswer(200, resourceTypeObject(type, request));
  }

  @ScimEndpoint('GET', '/Schemas')
  listSchemas(request: ScimRequest) {
    return wholeList(
      request,
      SCHEMAS.map((schema) => schemaObject(schema, request)),
    );
  }

  @ScimEndpoint('GET', '/Schemas/:id')
  retrieveSchema(request: ScimRequest) {
    const schema = SCHEMAS.find(({ id }) => id.toLowerCase() === request.name.toLowerCase());
    if (schema === undefined) throw new ScimError(null, 'There is no schema with this URI.', 404);
    return scimAnswer(200, schemaObject(schema, request));
  }
}

/** These lists are short, and take no filter: "a 403 SHALL be returned" (RFC 7644, section 4). */
function wholeList(request: ScimRequest, resources: readonly JsonObject[]) {
  if (request.query('filter') !== undefined) throw new ScimError(null, 'This list cannot be filtered.', 403);
  return listAnswer(resources, { total: resources.length, startIndex: 1, nextCursor: null });
}

/** RFC 7643, section 6. */
function resourceTypeObject({ name, endpoint, schema, extensions }: ResourceType, request: ScimRequest) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: name,
    name,
    description: schema.description,
    endpoint,
    schema: schema.id,
    schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })),
    meta: { resourceType: 'ResourceType', location: request.uri(`/ResourceTypes/${name}`) },
  };
}

/** RFC 7643, section 7. */
function schemaObject({ id, name, description, attributes }: Schema, request: ScimRequest) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id,
    name,
    description,
    attributes,
    meta: { resourceType: 'Schema', location: request.uri(`/Schemas/${id}`) },
  };
}
