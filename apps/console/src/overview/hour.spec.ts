import type { ProcessSampleRow } from '@roster/database';
import type { ProcessSample } from '@roster/domain';
import { hourOf } from './hour.js';

const END = new Date('2026-01-02T03:00:00Z');
const common = { interval_ms: 10_000, event_loop_lag_ms: 1, memory_bytes: 1 };
const histogram = { bounds: [10, 100], counts: [9, 1, 0], sum: 100 };

function row(secondsAgo: number, id: string, sample: Partial<ProcessSample>): ProcessSampleRow {
  const at = new Date(END.getTime() - secondsAgo * 1_000);
  const process_kind = id.startsWith('w') ? 'worker' : 'api';
  return { id: '1', at, process_kind, process_id: id, version: '1', started_at: at, sample: { ...common, ...sample } };
}

const gateway = (outcomes: Record<string, number>) => ({
  gateway: { outcomes, end_to_end_ms: histogram, in_flight: 0, lost_replies: 0 },
});
const queue = (waiting: number) => ({
  queues: { membership: { waiting, active: 1, delayed: 0, failed: 0, oldest_waiting_ms: null } },
});

it('what several processes count in a minute is added up, per second, by what came of it', () => {
  const rows = [
    row(5, 'a1', gateway({ added: 60, removed: 30, DEPARTMENT_MEMBERSHIP_DUPLICATE: 6 })),
    row(30, 'a2', gateway({ added: 30, accepted: 12, OVERLOADED: 3 })),
  ];
  const hour = hourOf(rows, END);
  const last = [hour.made, hour.refused, hour.accepted, hour.errors].map((series) => series.at(-1));
  expect(last).toEqual([2, 0.1, 0.2, 0.05]);
  expect(hour.outcomes[0]).toEqual(['added', 90]);
});

it('what every worker reads of the same queue is taken once, at its worst', () => {
  const hour = hourOf([row(5, 'w1', queue(7)), row(6, 'w2', queue(9)), row(70, 'w1', queue(2))], END);
  expect(hour.waiting.slice(-2)).toEqual([2, 9]);
  expect(hour.workers.slice(-2)).toEqual([1, 2]);
});

it('where nothing is known there is a gap, not a zero', () => {
  const hour = hourOf([row(5, 'a1', gateway({}))], END);
  expect(hour.made).toEqual([...Array(59).fill(null), 0]);
  expect(hour.workers.at(-2)).toBeNull();
  expect(hour.p50.at(-1)).toBeGreaterThan(0);
});
