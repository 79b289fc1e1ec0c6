import { attribute, complex, type ResourceType, type Schema } from './attribute.js';

export const GROUP_SCHEMA: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'A department',
  attributes: [
    attribute('displayName', 'The name of the department. Unique in the connection.', {
      required: true,
      uniqueness: 'server',
    }),
    complex(
      'members',
      'The people in the department, and the departments directly below it.',
      [
        attribute('value', 'The ID of the user or group.', { mutability: 'immutable', caseExact: true }),
        attribute('$ref', 'The URI of the user or group.', {
          type: 'reference',
          referenceTypes: ['User', 'Group'],
          mutability: 'immutable',
          caseExact: true,
        }),
        attribute('type', 'Which of the two it is.', { mutability: 'immutable', canonicalValues: ['User', 'Group'] }),
        attribute('display', 'The name of the user or group.', { mutability: 'readOnly' }),
      ],
      { multiValued: true },
    ),
  ],
};

export const GROUP: ResourceType = { name: 'Group', endpoint: '/Groups', schema: GROUP_SCHEMA, extensions: [] };
