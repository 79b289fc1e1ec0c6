const accessToken = process.env.ACCESS_TOKEN;
const orgId = 'org_xyz789';
const deptId = 'dept_abc123';

const response = await fetch(`${process.env.ROSTER_URL}/v1/organizations/${orgId}/departments/${deptId}/members`, {
  method: 'POST',
  headers: {
    Authorization: `Bearer ${accessToken}`,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({ user_id: 'usr_def456' }),
});

const member = await response.json();
console.log(member);
