import { departmentMemberSchema } from '@roster/domain';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { dereference } from './dereference.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const get = (path: string) => send(`${api.url}${path}`, 'GET', '', { headers: { authorization: '' } });
const CONNECTIONS = '/v1/organizations/{organization_id}/scim-connections';
const OPERATION = '/v1/organizations/{organization_id}/operations/{operation_id}';
const DEPARTMENTS = '/v1/organizations/{organization_id}/departments';
const MEMBERS = '/v1/organizations/{organization_id}/departments/{department_id}/members';
const WEBHOOKS = '/v1/organizations/{organization_id}/webhook-endpoints';
const REQUESTS = `${DEPARTMENTS}/{department_id}/membership-requests`;

it('is OpenAPI 3.1, and every reference in it resolves', async () => {
  const { body, text } = await get('/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  const references = [...text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)].map(([, path]) => path);
  expect(references.length).toBeGreaterThan(10);
  for (const path of references) expect(body.components).toHaveProperty(String(path).split('/'));
});

it('lists every endpoint with all its statuses', async () => {
  const { body } = await get('/openapi.json');
  const statuses = Object.entries<Record<string, { responses: object }>>(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => [`${method} ${path}`, Object.keys(responses).join(' ')]),
  );
  expect(Object.fromEntries(statuses)).toEqual({
    [`post ${DEPARTMENTS}`]: '201 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    [`get ${DEPARTMENTS}`]: '200 304 308 400 401 403 404 422 429 431 500 503',
    [`get ${DEPARTMENTS}/tree`]: '200 304 308 400 401 403 404 422 429 431 500 503',
    [`get ${DEPARTMENTS}/{department_id}`]: '200 304 308 400 401 403 404 429 431 500 503',
    [`patch ${DEPARTMENTS}/{department_id}`]: '200 308 400 401 403 404 408 409 412 413 415 422 429 431 500 503',
    [`delete ${DEPARTMENTS}/{department_id}`]: '204 308 400 401 403 404 409 412 422 429 431 500 503',
    [`post ${DEPARTMENTS}/{department_id}/reparent`]: '200 308 400 401 403 404 408 409 412 413 415 422 429 431 500 503',
    [`post ${MEMBERS}/bulk`]: '200 202 308 400 401 403 404 408 413 415 422 429 431 500 503',
    [`post ${REQUESTS}`]: '201 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    [`get ${REQUESTS}`]: '200 304 308 400 401 403 404 422 429 431 500 503',
    [`get ${REQUESTS}/{request_id}`]: '200 308 400 401 403 404 429 431 500 503',
    [`post ${REQUESTS}/{request_id}/decision`]: '200 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    [`get ${OPERATION}`]: '200 308 400 401 403 404 429 431 500 503',
    [`delete ${OPERATION}`]: '200 308 400 401 403 404 409 422 429 431 500 503',
    [`get ${OPERATION}/items`]: '200 304 308 400 401 403 404 422 429 431 500 503',
    [`post ${OPERATION}/retry`]: '200 202 308 400 401 403 404 409 422 429 431 500 503',
    'get /v1/me': '200 308 400 401 429 431 500 503',
    'get /v1/organizations/{organization_id}/api-keys/{key_id}': '200 308 400 401 403 404 429 431 500 503',
    'post /v1/organizations': '201 308 400 401 403 408 413 415 422 429 431 500 503',
    'get /v1/organizations/{organization_id}': '200 304 308 400 401 403 404 429 431 500 503',
    'patch /v1/organizations/{organization_id}': '200 308 400 401 403 404 408 412 413 415 422 429 431 500 503',
    'post /v1/organizations/{organization_id}/members': '201 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/members': '200 304 308 400 401 403 404 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/members/{user_id}': '200 304 308 400 401 403 404 429 431 500 503',
    'patch /v1/organizations/{organization_id}/members/{user_id}':
      '200 308 400 401 403 404 408 409 412 413 415 422 429 431 500 503',
    'delete /v1/organizations/{organization_id}/members/{user_id}':
      '204 308 400 401 403 404 409 412 422 429 431 500 503',
    'post /v1/organizations/{organization_id}/api-keys': '201 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/api-keys': '200 304 308 400 401 403 404 422 429 431 500 503',
    'post /v1/organizations/{organization_id}/api-keys/{key_id}/rotate':
      '201 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    'delete /v1/organizations/{organization_id}/api-keys/{key_id}': '204 308 400 401 403 404 422 429 431 500 503',
    [`post ${CONNECTIONS}`]: '201 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    [`get ${CONNECTIONS}`]: '200 304 308 400 401 403 404 422 429 431 500 503',
    [`get ${CONNECTIONS}/{connection_id}`]: '200 308 400 401 403 404 429 431 500 503',
    [`patch ${CONNECTIONS}/{connection_id}`]: '200 308 400 401 403 404 408 413 415 422 429 431 500 503',
    [`post ${CONNECTIONS}/{connection_id}/rotate`]: '200 308 400 401 403 404 408 413 415 422 429 431 500 503',
    [`delete ${CONNECTIONS}/{connection_id}`]: '204 308 400 401 403 404 422 429 431 500 503',
    'post /v1/organizations/{organization_id}/slack-links': '201 308 400 401 403 404 409 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/slack-workspaces': '200 304 308 400 401 403 404 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/slack-workspaces/{workspace_id}':
      '200 308 400 401 403 404 429 431 500 503',
    'delete /v1/organizations/{organization_id}/slack-workspaces/{workspace_id}':
      '204 308 400 401 403 404 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/slack-users': '200 304 308 400 401 403 404 422 429 431 500 503',
    'delete /v1/organizations/{organization_id}/slack-users/{workspace_id}/{slack_user_id}':
      '204 308 400 401 403 404 422 429 431 500 503',
    'post /v1/organizations/{organization_id}/slack-users': '204 308 400 401 403 404 408 413 415 422 429 431 500 503',
    [`post ${MEMBERS}`]: '201 202 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    [`get ${MEMBERS}`]: '200 304 308 400 401 403 404 422 429 431 500 503',
    [`get ${MEMBERS}/{user_id}`]: '200 308 400 401 403 404 429 431 500 503',
    [`put ${MEMBERS}/{user_id}`]: '200 201 202 308 400 401 403 404 409 422 429 431 500 503',
    [`post ${MEMBERS}/{user_id}/move`]: '200 202 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/members/{user_id}/departments':
      '200 304 308 400 401 403 404 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/audit-events': '200 304 308 400 401 403 404 422 429 431 500 503',
    [`get ${DEPARTMENTS}/{department_id}/digest`]: '200 308 400 401 403 404 410 422 429 431 500 503',
    'get /v1/organizations/{organization_id}/events': '200 308 400 401 403 404 410 422 429 431 500 503',
    [`post ${WEBHOOKS}`]: '201 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    [`get ${WEBHOOKS}`]: '200 304 308 400 401 403 404 422 429 431 500 503',
    [`get ${WEBHOOKS}/{webhook_endpoint_id}`]: '200 304 308 400 401 403 404 429 431 500 503',
    [`patch ${WEBHOOKS}/{webhook_endpoint_id}`]: '200 308 400 401 403 404 408 412 413 415 422 429 431 500 503',
    [`delete ${WEBHOOKS}/{webhook_endpoint_id}`]: '204 308 400 401 403 404 412 422 429 431 500 503',
    [`post ${WEBHOOKS}/{webhook_endpoint_id}/rotate-secret`]:
      '200 308 400 401 403 404 408 409 413 415 422 429 431 500 503',
    [`post ${WEBHOOKS}/{webhook_endpoint_id}/test`]: '200 308 400 401 403 404 409 422 429 431 500 503',
    [`post ${WEBHOOKS}/{webhook_endpoint_id}/replay`]: '200 308 400 401 403 404 408 410 413 415 422 429 431 500 503',
    [`get ${WEBHOOKS}/{webhook_endpoint_id}/deliveries`]: '200 304 308 400 401 403 404 422 429 431 500 503',
    [`delete ${MEMBERS}/{user_id}`]: '202 204 308 400 401 403 404 409 422 429 431 500 503',
  });
});

it('has an example of each error code, and the kind of token of each endpoint', async () => {
  const { body } = await get('/openapi.json');
  const { responses, security } = dereference(body).paths[MEMBERS].post;
  expect(Object.keys(responses['404'].content['application/json'].examples)).toEqual([
    'ORGANIZATION_NOT_FOUND',
    'DEPARTMENT_NOT_FOUND',
    'MEMBER_NOT_FOUND',
  ]);
  expect(security).toEqual([{ bearer: [] }]);
  expect(body.paths['/v1/organizations'].post.security).toEqual([{ provisioning: [] }]);
  for (const kind of ['bearer', 'provisioning'])
    expect(body.components.securitySchemes[kind]).toMatchObject({ type: 'http', scheme: 'bearer' });
});

it('describes the member object with the fields that the code validates', async () => {
  const { body } = await get('/openapi.json');
  expect(Object.keys(body.components.schemas.DepartmentMember.properties)).toEqual(
    Object.keys(departmentMemberSchema.shape),
  );
});
