import { GROUP, patchOf, USER } from './messages.mjs';

const message = (name) => `urn:ietf:params:scim:api:messages:2.0:${name}`;

/** What RFC 7644, 9865 and 9967 have beside what providers send today. */
export async function playStandards({ send, sendWithoutWaiting }) {
  const name = (userName) => ({ schemas: [USER], userName });
  const bulk = {
    schemas: [message('BulkRequest')],
    Operations: [
      { method: 'POST', path: '/Users', bulkId: 'mia', data: name('mia@standards.example') },
      { method: 'POST', path: '/Users', bulkId: 'max', data: name('max@standards.example') },
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'staff',
        data: { schemas: [GROUP], displayName: 'Standards staff', members: [{ value: 'bulkId:mia' }] },
      },
    ],
  };
  const { Operations } = await send('Create two users and a group at once', 'POST', '/Bulk', bulk);
  const [, max, group] = Operations.map(({ location }) => location.split('/').at(-1));
  const add = patchOf({ op: 'add', path: 'members', value: [{ value: max }] });
  await sendWithoutWaiting('Add a user to the group', 'PATCH', `/Groups/${group}`, add);
  const search = { schemas: [message('SearchRequest')], attributes: ['userName', 'displayName'] };
  await send('Search users and groups', 'POST', '/.search', { ...search, filter: 'id pr', sortBy: 'displayName' });
  const ofGroups = { ...search, filter: 'meta.resourceType eq "Group"' };
  await send('Search groups only', 'POST', '/.search', ofGroups);
  const page = await send('Read the first page by cursor', 'GET', '/Users?count=1&cursor=&attributes=userName');
  await send('Read the next page', 'GET', `/Users?count=1&cursor=${page.nextCursor}&attributes=userName`);
}
