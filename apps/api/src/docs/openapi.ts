import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { TAGS } from '../contract/contract.js';
import { openApiDocument } from '../contract/openapi.js';
import { ENDPOINTS } from '../endpoints.js';
import { componentSchemas } from './component-schemas.js';

const DESCRIPTION = `
Department membership, exactly once. Every change is one operation: it is applied in one database transaction, and
sending it again with the same \`Idempotency-Key\` gives the first answer again.

Errors have one form, and a code that never changes. Send \`Accept: application/problem+json\` for RFC 9457 instead.
`.trim();

/** The OpenAPI 3.1 document of the running program. */
export function createOpenApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Roster')
    .setVersion('1')
    .setDescription(DESCRIPTION)
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addServer('/', 'The host that serves this document.')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'An API key of one organization, or a JWT of its identity provider.',
    })
    .addSecurity('provisioning', {
      type: 'http',
      scheme: 'bearer',
      description: 'A provisioning token of the installation.',
    });
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), { autoTagControllers: false });
  const converted = openApiDocument(ENDPOINTS);
  for (const [path, methods] of Object.entries(converted.paths)) {
    document.paths[path] = { ...document.paths[path], ...methods };
  }
  const schemas = { ...converted.components.schemas, ...componentSchemas() };
  return { ...document, components: { ...converted.components, ...document.components, schemas } as never };
}
