import { camelFields, snakeFields } from './field-names.js';

it('renames fields at every depth, and neither the keys of maps nor any value', () => {
  const wire = {
    trace_id: 'user_id',
    next: null,
    items: [{ added_at: 1, error: { system_message: '', details: { user_id: { full_name: 'a_b' } } } }],
    details: { to_department_id: 'x' },
  };
  const camel = {
    traceId: 'user_id',
    next: null,
    items: [{ addedAt: 1, error: { systemMessage: '', details: { user_id: { full_name: 'a_b' } } } }],
    details: { toDepartmentId: 'x' },
  };
  const maps = ['items.error.details'];
  expect(camelFields(wire, maps)).toEqual(camel);
  expect(snakeFields(camel, maps, [])).toEqual(wire);
});

it('sets no prototype', () => {
  const wire = JSON.parse('{"__proto__":{"is_admin":true}}');
  expect(camelFields(wire, [])).not.toHaveProperty('isAdmin');
});
