import type { ConsoleAction } from '@roster/domain';

/**
 * What each route of bull-board that changes something is to us. The rest is refused to everybody: adding and editing
 * jobs would make changes that nobody asked for, and schedulers and limits are set in the code.
 */
const ACTIONS: Readonly<Record<string, ConsoleAction>> = {
  'PUT /api/queues/pause': 'queue.pause',
  'PUT /api/queues/resume': 'queue.resume',
  'PUT /api/queues/:queueName/pause': 'queue.pause',
  'PUT /api/queues/:queueName/resume': 'queue.resume',
  'PUT /api/queues/:queueName/retry/:queueStatus': 'queue.retry',
  'PUT /api/queues/:queueName/promote': 'queue.promote',
  'PUT /api/queues/:queueName/clean/:queueStatus': 'queue.clean',
  'PUT /api/queues/:queueName/:jobId/retry': 'job.retry',
  'PUT /api/queues/:queueName/:jobId/promote': 'job.promote',
  'PUT /api/queues/:queueName/:jobId/clean': 'job.remove',
};

/** Null when nobody may do it. `route` is bull-board's own, without our prefix. */
export function boardAction(method: string, route: string): ConsoleAction | null {
  if (method === 'GET' || method === 'HEAD') return 'queue.read';
  return ACTIONS[`${method} ${route}`] ?? null;
}
