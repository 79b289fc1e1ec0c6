import { GROUP, patchOf, USER, where } from './messages.mjs';

/** What Okta sends when an app is assigned, a group is pushed, and a user is deactivated. */
export async function playOkta({ send }) {
  const userName = 'iris.lindgren@okta.example';
  await send('Okta looks for the user', 'GET', `/Users?${where('userName', userName)}&startIndex=1&count=100`);
  const iris = {
    schemas: [USER],
    userName,
    name: { givenName: 'Iris', familyName: 'Lindgren' },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: 'Iris Lindgren',
    locale: 'en-US',
    externalId: '00u1ada',
    groups: [],
    password: 'ignored-and-never-logged',
    active: true,
  };
  const { id } = await send('and creates her', 'POST', '/Users', iris, 201);
  await send('A changed profile is sent as a whole', 'PUT', `/Users/${id}`, {
    ...iris,
    id,
    name: { givenName: 'Iris', familyName: 'King' },
    displayName: 'Iris King',
  });
  const group = { schemas: [GROUP], displayName: 'Okta Analysts', members: [{ value: id, display: userName }] };
  const { id: groupId } = await send('A group is pushed, with its members', 'POST', '/Groups', group, 201);
  await send(
    'A member is removed from it',
    'PATCH',
    `/Groups/${groupId}`,
    patchOf({ op: 'remove', path: `members[value eq "${id}"]` }),
    204,
  );
  await send(
    'and added again',
    'PATCH',
    `/Groups/${groupId}`,
    patchOf({ op: 'add', path: 'members', value: [{ value: id, display: userName }] }),
    204,
  );
  await send(
    'The group is renamed',
    'PATCH',
    `/Groups/${groupId}`,
    patchOf({ op: 'replace', value: { id: groupId, displayName: 'Okta Engine Analysts' } }),
    204,
  );
  await send('A custom app sends the whole group', 'PUT', `/Groups/${groupId}`, {
    ...group,
    displayName: 'Okta Engine Analysts',
    members: [],
  });
  await send('The user is deactivated', 'PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
  await send('and is still returned', 'GET', `/Users/${id}`);
}
