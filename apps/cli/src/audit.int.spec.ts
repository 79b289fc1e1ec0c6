import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditSealer } from '@roster/database';
import { openTestDatabase, type TestDatabase } from '@roster/testing';
import { run } from './run.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const folder = mkdtempSync(join(tmpdir(), 'roster-audit-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const publicPem = (key: typeof publicKey) => key.export({ type: 'spki', format: 'pem' }).toString();
const keys = file('keys.pem', publicPem(other.publicKey) + publicPem(publicKey));

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await insert('usr_1');
  await new AuditSealer(database.dataSource, { signingKey: privateKey }).run();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const insert = (actor: string) =>
  database.dataSource.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
     VALUES ('org_xyz789', now(), 'key.create', 'rest', 'user', $1, repeat('0', 32))`,
    [actor],
  );

async function audit(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const said = { out: '', err: '' };
  const code = await run(
    ['audit', ...args],
    { DATABASE_URL: database.url, ...env },
    {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
    },
  );
  return { code, ...said };
}

const HEAD = ['head', '--organization', 'org_xyz789', '--json'];

it('the head is printed, and the audit compared with it and with the signatures', async () => {
  const head = await audit(HEAD);
  expect(JSON.parse(head.out)).toEqual({
    format: 'roster-audit-head/1',
    organization_id: 'org_xyz789',
    number: '1',
    day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    window_end: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    key_id: expect.stringMatching(/^[0-9a-f]{16}$/),
    signature: expect.any(String),
  });
  await insert('usr_2');
  const kept = file('head.json', head.out);
  const verified = await audit(['verify', '--head', kept, '--public-key', keys, '--json']);
  expect({ code: verified.code, ...JSON.parse(verified.out) }).toMatchObject({
    code: 0,
    result: 'the audit is as it was sealed',
    seals: 1,
    unsealed: 1,
    signatures: '1 of 1',
  });
});

it('says when signatures were not checked, and checks them with the key of the environment', async () => {
  expect((await audit(['verify'])).out).toMatch(/signatures +1 of 1, not checked: give --public-key/);
  const AUDIT_SIGNING_KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect((await audit(['verify'], { AUDIT_SIGNING_KEY })).out).toMatch(/signatures +1 of 1$/);
});

it.each([
  ['a file that is not there', ['--head', join(folder, 'none')], 'cannot be read (ENOENT)'],
  ['a file that is no head', ['--head', keys], '--head is invalid'],
  ['a file that is no key', ['--public-key', file('empty.pem', '')], '--public-key is invalid'],
])('refuses %s', async (_, args, message) => {
  expect(await audit(['verify', ...args])).toMatchObject({ code: 64, err: expect.stringContaining(message) });
});

it('an organization without a seal has no head', async () => {
  expect(await audit(['head', '--organization', 'org_none'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('has no seal yet'),
  });
});

it('a closed partition is archived, and the archive is verified where there is no database', async () => {
  const archive = ['archive', '--before', '2100-01-01', '--to', join(folder, 'archive'), '--json'];
  const env = { DATABASE_OWNER_URL: database.ownerUrl };
  expect(await audit(archive, env)).toMatchObject({ code: 0, out: expect.stringContaining('"archived":[]') });
  await database.owner.query(
    `UPDATE table_partitions SET made_at = made_at - interval '40 days', opened_at = opened_at - interval '40 days';
     SELECT keep_partitions('audit_events')`,
  );
  expect(await audit(archive, env)).toMatchObject({ code: 1, err: expect.stringContaining('may still get events') });
  await insert('usr_3');
  await new AuditSealer(database.dataSource, { signingKey: privateKey }).run();
  expect(await audit([...archive, '--drop'], env)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/"archived":\["0"\],"dropped":\[\],"not_dropped":\["audit-0000: /),
  });
  const verified = await audit(['verify-archive', '--from', join(folder, 'archive'), '--public-key', keys], {
    DATABASE_URL: undefined,
  });
  expect(verified).toMatchObject({
    code: 0,
    out: expect.stringMatching(/archive is as it was sealed[\s\S]*signatures +2 of 2/),
  });
  rmSync(join(folder, 'archive', 'audit-0000', 'events-00001.ndjson.gz'));
  expect(await audit(['verify-archive', '--from', join(folder, 'archive')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('events-00001.ndjson.gz is missing'),
  });
});

it('ends with 1 and names the event when the audit was changed', async () => {
  await database.owner.query(`ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only;
    UPDATE audit_events SET actor_id = 'usr_9' WHERE actor_id = 'usr_1'`);
  expect(await audit(['verify'])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^Seal 1 of org_xyz789 .*: Event evt_[0-9a-f]{32} \(row \d+\) was changed\.$/),
  });
});
