import { CONSOLE_PERMISSIONS, type ConsoleAction, mayInConsole, operatorPasswordSchema } from './operator.js';

const actions = Object.keys(CONSOLE_PERMISSIONS) as ConsoleAction[];

it('a viewer may read all but the names of people and webhooks, and do nothing else', () => {
  expect(actions.filter((action) => mayInConsole('viewer', action))).toEqual([
    'overview.read',
    'operation.read',
    'slack.read',
    'event.read',
    'queue.read',
  ]);
});

it('an operator may do everything that can be done', () => {
  expect(actions.filter((action) => !mayInConsole('operator', action))).toEqual([]);
});

it.each(['', 'eleven char', 'x'.repeat(201)])('%j is no password', (text) => {
  expect(operatorPasswordSchema.safeParse(text).success).toBe(false);
});
