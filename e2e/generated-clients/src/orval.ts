import { addDepartmentMember } from '../generated/orval/client.js';
import { CreateDepartmentBody } from '../generated/orval/schemas.js';

// usage: ROSTER_URL=… ROSTER_TOKEN=… node dist/src/orval.js <user id>      (adds the user with the client of orval)
const [userId = ''] = process.argv.slice(2);
// Its schemas must allow what the API allows.
CreateDepartmentBody.parse({ name: 'Sales', description: 'Sells to Zoë.' });
const { status, data } = await addDepartmentMember(
  'org_xyz789',
  'dept_abc123',
  { user_id: userId },
  { headers: { authorization: `Bearer ${process.env.ROSTER_TOKEN}` } },
);
if (status !== 201) throw new Error(`${status}: ${JSON.stringify(data)}`);
console.log(JSON.stringify({ user_id: data.user_id, added_at: data.added_at }));
