import {
  departmentIdSchema,
  deriveOperationId,
  newId,
  operationIdSchema,
  organizationIdSchema,
  userIdSchema,
} from './ids.js';

describe('ids', () => {
  it.each(['usr_def456', 'usr_A', `usr_${'x'.repeat(64)}`])('takes %s for a user id', (id) => {
    expect(userIdSchema.parse(id)).toBe(id);
  });

  it.each([
    '',
    'usr_',
    'org_xyz789',
    'usr_a b',
    'usr_a\u0000',
    'usr_ä',
    'usr-a',
    ' usr_a',
    'usr_a\n',
    `usr_${'x'.repeat(65)}`,
  ])('refuses %j for a user id and says what it expects', (id) => {
    expect(userIdSchema.safeParse(id).error?.issues[0]?.message).toBe(
      'Expected "usr_" followed by 1 to 64 letters or digits.',
    );
  });

  it.each([null, undefined, 7, {}, ['usr_a']])('refuses %j, which is no string', (id) => {
    expect(userIdSchema.safeParse(id).success).toBe(false);
  });

  it('does not take an id of one kind for an id of another', () => {
    expect(departmentIdSchema.safeParse('usr_def456').success).toBe(false);
    expect(organizationIdSchema.safeParse('dept_abc123').success).toBe(false);
  });

  it('makes operation ids that are valid and sort by the time they were made', () => {
    const ids = Array.from({ length: 100 }, () => newId('operation'));
    expect(ids.map((id) => operationIdSchema.parse(id))).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(100);
  });

  it('derives the same operation id from the same parts, and another from any others', () => {
    const id = deriveOperationId('org_a', 'POST members', 'key');
    expect(deriveOperationId('org_a', 'POST members', 'key')).toBe(id);
    for (const parts of [
      ['org_b', 'POST members', 'key'],
      ['org_a', 'POST memberskey', ''],
      ['org_aPOST members', '', 'key'],
    ]) {
      expect(deriveOperationId(...parts)).not.toBe(id);
    }
  });
});
