import type { EntityManager } from 'typeorm';
import type { SlackAnnouncement } from '../../entities/slack-announcement.entity.js';
import type { Announcement } from './named-announcement.js';

/**
 * Leaves out what people of other organizations are not to read, when some may be among the channel's readers: other
 * departments, where the department is in the tree, and what API keys are called. Those who linked the channel agreed only
 * to the names of people.
 */
export async function fitToReaders(
  tx: EntityManager,
  { team_id, channel_id }: SlackAnnouncement,
  announcement: Announcement,
): Promise<Announcement> {
  const outside: unknown[] = await tx.query(
    `SELECT FROM slack_channel_links WHERE team_id = $1 AND channel_id = $2 AND audience IN ('shared', 'unknown')`,
    [team_id, channel_id],
  );
  if (outside.length === 0) return announcement;
  const { department, by, changes } = announcement;
  return {
    ...announcement,
    department: { ...department, path: department.name },
    by: by?.type === 'api_key' ? { ...by, person: null } : by,
    changes: changes.map((change) => ({ ...change, other: null })),
  };
}
