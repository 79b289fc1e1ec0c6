import { newId } from '@roster/domain';
import { command, OTHER_DEPARTMENT } from '../database.fixture.js';
import { rounds } from './rounds.js';

it('rounds keep commands on different memberships together and split where add and remove alternate', () => {
  const add = command();
  const remove = command({ kind: 'member.remove' });
  const addAgain = command();
  const elsewhere = command({ kind: 'member.remove', departmentId: OTHER_DEPARTMENT, operationId: newId('operation') });
  expect(rounds([add, remove, elsewhere, addAgain])).toEqual([[add, elsewhere], [remove], [addAgain]]);
});
