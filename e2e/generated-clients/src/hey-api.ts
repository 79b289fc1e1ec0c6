import { client } from '../generated/hey-api/client.gen.js';
import { addDepartmentMember } from '../generated/hey-api/sdk.gen.js';

// usage: ROSTER_URL=… ROSTER_TOKEN=… node dist/src/hey-api.js <user id>      (adds the user with the client of hey-api)
const [userId = ''] = process.argv.slice(2);
client.setConfig({ baseUrl: process.env.ROSTER_URL ?? '', auth: () => process.env.ROSTER_TOKEN });
const { data, error, response } = await addDepartmentMember({
  path: { organization_id: 'org_xyz789', department_id: 'dept_abc123' },
  body: { user_id: userId },
});
if (error || !data || !('added_at' in data)) throw new Error(`${response?.status}: ${JSON.stringify(error ?? data)}`);
console.log(JSON.stringify({ user_id: data.user_id, added_at: data.added_at }));
