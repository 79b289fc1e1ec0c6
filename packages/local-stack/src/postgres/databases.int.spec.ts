import { testDatabaseUrl } from '../testing/test-environment.js';
import { createDatabase, dropDatabase, inDatabase } from './databases.js';

describe('databases', () => {
  const admin = testDatabaseUrl();
  const names = ['spec_template', 'spec_copy', 'spec"quoted'];

  afterEach(async () => {
    for (const name of names) await dropDatabase(admin, name);
  });

  it('copies a template with its data', async () => {
    const template = await createDatabase(admin, 'spec_template');
    await inDatabase(template, (client) => client.query('CREATE TABLE people AS SELECT 7 AS id'));
    const copy = await createDatabase(admin, 'spec_copy', { template: 'spec_template' });
    const rows = await inDatabase(copy, async (client) => (await client.query('SELECT id FROM people')).rows);
    expect(rows).toEqual([{ id: 7 }]);
  });

  it('leaves an existing database alone with ifMissing, and refuses it without', async () => {
    const url = await createDatabase(admin, 'spec_copy');
    await expect(createDatabase(admin, 'spec_copy', { ifMissing: true })).resolves.toBe(url);
    await expect(createDatabase(admin, 'spec_copy')).rejects.toThrow(/already exists/);
  });

  it('drops a database that somebody is connected to', async () => {
    const url = await createDatabase(admin, 'spec"quoted');
    const dropped = inDatabase(url, async (client) => {
      const ended = new Promise<Error>((resolve) => client.on('error', resolve));
      await dropDatabase(admin, 'spec"quoted');
      return ended;
    });
    await expect(dropped).resolves.toBeInstanceOf(Error);
    await expect(inDatabase(url, async () => {})).rejects.toThrow(/does not exist/);
  });
});
