import { randomUUID } from 'node:crypto';
import { ENTERPRISE, GROUP, patchOf, USER, where } from './messages.mjs';

/** What Microsoft Entra ID sends in a provisioning cycle. */
export async function playEntra({ send }) {
  await send('Entra ID tests the connection', 'GET', `/Users?${where('userName', randomUUID())}`);
  const people = [];
  for (const name of ['nora', 'oskar']) {
    const userName = `${name}@entra.example`;
    const user = {
      schemas: [USER, ENTERPRISE],
      externalId: `entra-${name}`,
      userName,
      active: true,
      emails: [{ primary: true, type: 'work', value: userName }],
      meta: { resourceType: 'User' },
      name: { formatted: name, familyName: 'Example', givenName: name },
      roles: [],
    };
    people.push((await send(`It creates ${name}`, 'POST', '/Users', user, 201)).id);
  }
  const [nora, oskar] = people;
  await send(
    'Changed attributes come one by one, with capital letters and dotted names',
    'PATCH',
    `/Users/${nora}`,
    patchOf(
      { op: 'Replace', path: 'displayName', value: 'Nora Winter' },
      { op: 'Add', path: 'emails[type eq "home"].value', value: 'nora@home.example' },
      { op: 'Add', value: { 'name.familyName': 'Winter', [`${ENTERPRISE}:department`]: 'Compilers' } },
    ),
  );
  const group = { schemas: [GROUP], externalId: 'entra-group', displayName: 'Entra Compilers', members: [] };
  const { id } = await send('It creates a group', 'POST', '/Groups', group, 201);
  await send('which it reads without members', 'GET', `/Groups/${id}?excludedAttributes=members`);
  await send(
    'Members are added several at a time',
    'PATCH',
    `/Groups/${id}`,
    patchOf({
      op: 'Add',
      path: 'members',
      value: [
        { $ref: null, value: nora },
        { $ref: null, value: oskar },
      ],
    }),
    204,
  );
  await send(
    'A removal names one by its value, and removes that one only',
    'PATCH',
    `/Groups/${id}`,
    patchOf({ op: 'Remove', path: 'members', value: [{ $ref: null, value: oskar }] }),
    204,
  );
  await send('which leaves the other', 'GET', `/Groups?${where('externalId', 'entra-group')}`);
  await send(
    'A user is disabled with a text for a boolean',
    'PATCH',
    `/Users/${oskar}`,
    patchOf({ op: 'Replace', path: 'active', value: 'False' }),
  );
  await send('and deleted after 30 days', 'DELETE', `/Users/${oskar}`, undefined, 204);
  await send('after which there is no such user', 'GET', `/Users/${oskar}`, undefined, 404);
}
