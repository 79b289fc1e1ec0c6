import { type Answer, type RunningApi, send } from '../../api.fixture.js';

const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** An identity provider with a connection of its own. */
export interface Provider {
  readonly connectionId: string;
  request(method: string, path: string, json?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Creates a group and returns its ID. */
  group(displayName: string, members?: readonly string[]): Promise<string>;
  patch(groupId: string, ...operations: readonly object[]): Promise<Answer>;
  /** The IDs of the members of a group. */
  members(groupId: string): Promise<string[]>;
  /** Makes the provider look after new people; returns their IDs. */
  people(count: number): Promise<string[]>;
}

export async function connectProvider(api: RunningApi, settings: object = {}): Promise<Provider> {
  const connection = (await api.request('POST', '/scim-connections', { json: { name: 'Provider', ...settings } })).body;
  const request: Provider['request'] = (method, path, json, headers = {}) =>
    send(`${connection.base_url}${path}`, method, connection.token, {
      ...(json === undefined ? {} : { json }),
      headers,
    });
  return {
    connectionId: connection.id,
    request,
    async group(displayName, members = []) {
      const group = { schemas: [GROUP_SCHEMA], displayName, members: members.map((value) => ({ value })) };
      return (await request('POST', '/Groups', group)).body.id;
    },
    patch: (groupId, ...operations) =>
      request('PATCH', `/Groups/${groupId}`, { schemas: [PATCH_SCHEMA], Operations: operations }),
    async members(groupId) {
      const { members = [] } = (await request('GET', `/Groups/${groupId}`)).body;
      return members.map(({ value }: { value: string }) => value).sort();
    },
    async people(count) {
      const rows: { user_id: string }[] = await api.database.query(
        `WITH person AS (
           INSERT INTO organization_members (organization_id, user_id, full_name, email)
           SELECT $1, 'usr_' || replace(gen_random_uuid()::text, '-', ''), 'Person', gen_random_uuid() || '@example.com'
           FROM generate_series(1, $3) RETURNING organization_id, user_id, email
         )
         INSERT INTO scim_users (organization_id, user_id, connection_id, user_name)
         SELECT organization_id, user_id, $2, email FROM person RETURNING user_id`,
        [api.demo.organizationId, connection.id, count],
      );
      return rows.map(({ user_id }) => user_id).sort();
    },
  };
}
