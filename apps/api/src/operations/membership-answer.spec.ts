import { type MembershipOutcome, userIdSchema } from '@roster/domain';
import { Answer } from '../contract/answers.js';
import { answerTo } from './membership-answer.js';

const MEMBER = {
  user_id: userIdSchema.parse('usr_def456'),
  full_name: 'Jane Smith',
  email: 'jane@company.com',
  added_at: '2025-11-02T08:21:45.123Z',
};

test('an added member is answered with its four fields and nothing else', () => {
  const { user_id, ...rest } = MEMBER;
  const stored = { ...rest, user_id, secret: 1 };
  const answer = answerTo({ status: 'added', member: stored });
  expect(answer).toEqual(new Answer(201, MEMBER));
  expect(JSON.stringify(answer)).toContain('{"user_id":"usr_def456","full_name"');
});

test.each<[MembershipOutcome, object]>([
  [{ status: 'removed' }, { status: 204, body: undefined }],
  [
    { status: 'present', member: MEMBER },
    { status: 200, body: MEMBER },
  ],
  [
    { status: 'moved', member: MEMBER },
    { status: 200, body: MEMBER },
  ],
  [
    { status: 'rejected', code: 'MEMBER_NOT_FOUND', details: { user_id: 'usr_1' } },
    { code: 'MEMBER_NOT_FOUND', details: { user_id: 'usr_1' } },
  ],
  [
    { status: 'failed', reason: 'disk full on db-7' },
    { code: 'OPERATION_FAILED', details: {} },
  ],
  [{ status: 'cancelled' }, { code: 'OPERATION_CANCELLED' }],
])('%j', (outcome, answer) => {
  expect(answerTo(outcome)).toMatchObject(answer);
});
