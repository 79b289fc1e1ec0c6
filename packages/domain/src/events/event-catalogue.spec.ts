import { readFileSync } from 'node:fs';
import {
  AUDIT_ACTIONS,
  EVENT_CATALOGUE,
  EVENT_TYPES,
  eventData,
  eventDataSchema,
  TEST_EVENT,
} from './event-catalogue.js';

const FACTS = {
  department_id: 'dept_one',
  user_id: 'usr_one',
  subject: 'key_one',
  before: { department_id: 'dept_one', parent_id: null, name: 'Old' },
  after: { department_id: 'dept_two', parent_id: 'dept_two', name: 'New', disabled_reason: 'gone' },
};
const ORIGIN = {
  actor: { type: 'user', id: 'usr_one' },
  channel: 'rest',
  operation_id: null,
  trace_id: 'a'.repeat(32),
};

describe('the catalogue of events', () => {
  it('has a type of its own for each action of the audit', () => {
    expect(EVENT_TYPES).toHaveLength(AUDIT_ACTIONS.length);
  });

  it.each(AUDIT_ACTIONS)('makes data of its schema from %s', (action) => {
    const data = { ...eventData(action, FACTS), ...ORIGIN };
    expect(eventDataSchema(EVENT_CATALOGUE[action]).strict().parse(data)).toEqual(data);
    expect(JSON.stringify(data)).not.toMatch(/Old|New/);
  });

  it('is what docs/events.md lists', () => {
    const text = readFileSync(new URL('../../../../docs/events.md', import.meta.url), 'utf8');
    const listed = [...text.matchAll(/^\| `([\w.]+\.\w+)` \| ([^|]+) \| ([^|]*)\|$/gm)].map(
      ([, type, description, fields]) => [type, description, fields?.match(/\w+/g) ?? []],
    );
    expect(listed).toEqual(
      [...AUDIT_ACTIONS.map((action) => EVENT_CATALOGUE[action]), TEST_EVENT].map(({ type, description, fields }) => [
        type,
        description,
        [...fields],
      ]),
    );
  });
});
