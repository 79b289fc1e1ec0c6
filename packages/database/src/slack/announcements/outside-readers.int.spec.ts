import { ALL_SCOPES, departmentIdSchema } from '@roster/domain';
import { DEPARTMENT, JANE, ORGANIZATION, openTestDatabase, type TestDatabase } from '../../database.fixture.js';
import type { SlackAnnouncement } from '../../entities/slack-announcement.entity.js';
import { type ChannelAudience, SlackChannelLinks } from '../slack-channel-links.js';
import type { Announcement } from './named-announcement.js';
import { fitToReaders } from './outside-readers.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const SUPPORT = { id: departmentIdSchema.parse('dept_supp01'), name: 'Support', path: 'Company/Secret/Support' };
const MOVED = {
  teamId: 'T0ACME',
  kind: 'changes',
  department: { id: DEPARTMENT, name: 'Engineering', path: 'Company/Secret/Engineering' },
  by: { type: 'api_key', person: { slackUserId: null, name: 'secret key' }, channel: 'rest' },
  changes: [{ change: 'added', other: SUPPORT, people: 1, named: [{ slackUserId: 'U1', name: 'Demo Person 001' }] }],
} as const;

async function read(audience: ChannelAudience, announcement: object = MOVED): Promise<Announcement> {
  const principal = { organizationId: ORGANIZATION, actor: { type: 'user', id: JANE }, scopes: new Set(ALL_SCOPES) };
  await new SlackChannelLinks(database.dataSource).put(
    { principal, channel: 'slack', traceId: 'a'.repeat(32) } as Parameters<SlackChannelLinks['put']>[0],
    { teamId: 'T0ACME', channelId: 'C1' },
    { departmentId: DEPARTMENT, announcements: 'all', audience, slackUserId: 'U0JANE' },
  );
  const first = { team_id: 'T0ACME', channel_id: 'C1' } as SlackAnnouncement;
  return fitToReaders(database.dataSource.manager, first, announcement as Announcement);
}

it.each(['shared', 'unknown'] as const)(
  '%s readers are told of people, not of other departments or keys',
  async (audience) => {
    const fitted = await read(audience);
    expect(fitted).toMatchObject({ department: { name: 'Engineering', path: 'Engineering' }, by: { person: null } });
    expect(fitted.changes).toEqual([{ ...MOVED.changes[0], other: null }]);
    expect(JSON.stringify(fitted)).not.toMatch(/secret|Support/i);
  },
);

it('outside readers are told who made the changes, as was agreed to', async () => {
  const by = { type: 'user', person: { slackUserId: 'U9', name: 'Jane Smith' }, channel: 'slack' };
  expect((await read('shared', { ...MOVED, by })).by).toEqual(by);
});

it.each(['workspace', 'direct'] as const)('%s readers are told everything', async (audience) => {
  expect(await read(audience)).toEqual(MOVED);
});
