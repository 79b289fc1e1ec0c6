import { ENTERPRISE, GROUP, patchOf, USER, where } from './messages.mjs';

/**
 * One person and one group. The user is in the form of OneLogin's template for enterprise users, with one e-mail address
 * that is no list, and text for what is true or false: https://developers.onelogin.com/scim/define-user-schema.
 */
export async function playOneLogin({ send }) {
  const user = {
    schemas: [USER, ENTERPRISE],
    id: null,
    userName: 'luis@onelogin.example',
    name: { givenName: 'Luis', familyName: 'Lopez', formatted: 'Luis Lopez' },
    emails: { value: 'luis@onelogin.example', type: 'work', primary: true },
    title: 'Clerk',
    active: 'true',
    [ENTERPRISE]: { department: 'Sales', manager: { managerId: '', displayName: 'Ada Boss' } },
  };
  await send('Test the connection', 'GET', `/Users?${where('userName', 'onelogin-test')}`);
  await send('Look for the user', 'GET', `/Users?${where('userName', user.userName)}`);
  const { id } = await send('Create the user', 'POST', '/Users', user, 201);
  await send('Read the groups', 'GET', '/Groups?count=10');
  const group = await send(
    'Create a group',
    'POST',
    '/Groups',
    { schemas: [GROUP], displayName: 'OneLogin staff' },
    201,
  );
  const add = patchOf({ op: 'add', path: 'members', value: [{ value: id }] });
  await send('Add the user to the group', 'PATCH', `/Groups/${group.id}`, add, 204);
  await send('Change the profile', 'PUT', `/Users/${id}`, { ...user, id, title: 'Head clerk' });
  await send('Deactivate the user', 'PUT', `/Users/${id}`, { ...user, id, active: 'false' });
  await send('Delete the user', 'DELETE', `/Users/${id}`, undefined, 204);
}
