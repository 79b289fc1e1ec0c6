import { consistent } from './consistent-fetch.js';
import { json, rosterWith } from './recorded.fixture.js';

const department = { organizationId: 'org_xyz789', departmentId: 'dept_abc123' };
const member = { ...department, userId: 'usr_def456' };
const page = () => json({ data: [], next_cursor: null });

it('reads send the token of the last write, and none before the first', async () => {
  const written = (token: string) => new Response(null, { status: 204, headers: { 'consistency-token': token } });
  const { roster, sent } = rosterWith([page(), written('one'), page(), written('two'), page(), page()]);
  const list = () => roster.departments.listMembers(department).page();
  await list();
  await roster.departments.removeMember(member);
  await list();
  await roster.departments.removeMember(member);
  await list();
  await list();
  expect(sent.map(({ headers }) => headers.get('consistency-token'))).toEqual([null, null, 'one', null, 'two', 'two']);
});

/** Requests that the test answers. */
function openRequests() {
  const answers: ((token?: string) => Promise<void>)[] = [];
  const headers: (string | null)[] = [];
  const send = consistent((request) => {
    headers.push(request.headers.get('consistency-token'));
    return new Promise((resolve) => {
      answers.push(async (token) =>
        resolve(new Response(null, token ? { headers: { 'consistency-token': token } } : {})),
      );
    });
  });
  const begin = (method: string) => {
    const index = answers.length;
    const response = send(new Request('https://roster.example/', { method }));
    return async (token?: string) => {
      await answers[index]?.(token);
      await response;
    };
  };
  return { begin, headers };
}

it('of writes that overlap each token is sent, until one covers them', async () => {
  const { begin, headers } = openRequests();
  const [first, second] = [begin('POST'), begin('POST')];
  await second('later');
  await first('earlier');
  await begin('GET')();
  await begin('POST')('last');
  await begin('GET')();
  expect(headers).toEqual([null, null, 'later, earlier', null, 'last']);
});

it('a read that tells a token is followed by reads that send it', async () => {
  const { begin, headers } = openRequests();
  await begin('GET')('of the feed');
  await begin('GET')();
  expect(headers).toEqual([null, 'of the feed']);
});
