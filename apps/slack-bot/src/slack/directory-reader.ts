import type { SlackDirectories } from '@roster/database';
import { BackgroundWork, type Logger } from '@roster/runtime';
import { entryOf, parseProfile } from './slack-users.js';
import type { Workspaces } from './workspaces.js';

/** `users.list` takes fewer than 1,000: https://docs.slack.dev/reference/methods/users.list */
const PAGE = 999;

const LOOK_EVERY_MS = 2_000;

/** Workspaces whose users one bot reads at a time. */
const AT_ONCE = 5;

/** How long a workspace waits whose tokens Slack has revoked, in seconds. */
const WITHOUT_TOKEN_S = 3_600;

type DueDirectory = Awaited<ReturnType<SlackDirectories['leaseDue']>>[number];

/**
 * Reads the users of each connected workspace into its directory, page after page until Slack asks to wait. Several bots
 * may do so side by side.
 */
export class DirectoryReader extends BackgroundWork {
  protected readonly tasks = [
    {
      name: 'the users of Slack workspaces were not read',
      intervalMs: LOOK_EVERY_MS,
      immediate: true,
      run: async (stopping: AbortSignal) => {
        const due = await this.directories.leaseDue(AT_ONCE);
        await Promise.all(due.map((directory) => this.read(directory, stopping)));
      },
    },
  ];

  constructor(
    private readonly directories: SlackDirectories,
    private readonly workspaces: Workspaces,
    logger: Logger,
  ) {
    super(logger);
  }

  /** When the bot stops, ends after the page that is being read. */
  private async read(
    { team_id: teamId, workspace_id: workspaceId, cursor }: DueDirectory,
    stopping: AbortSignal,
  ): Promise<void> {
    try {
      const workspace = await this.workspaces.find(teamId, workspaceId);
      if (workspace === null) return await this.directories.pause(teamId, WITHOUT_TOKEN_S);
      let next = cursor;
      do {
        const query = { limit: PAGE, team_id: teamId, ...(next === null ? {} : { cursor: next }) };
        const { members = [], response_metadata } = await workspace.noRetryClient.users.list(query);
        next = response_metadata?.next_cursor || null;
        const entries = members.map((user) => entryOf(parseProfile(user))).filter((each) => each !== null);
        await this.directories.store(teamId, entries, next);
      } while (next !== null && !stopping.aborted);
      if (next !== null) await this.directories.pause(teamId, 0);
    } catch (error) {
      const { retryAfter } = error as { retryAfter?: number };
      if (retryAfter !== undefined) return this.directories.pause(teamId, retryAfter);
      this.logger.warn({ team_id: teamId, error: String(error) }, 'the users of a Slack workspace were not read');
      await this.directories.fail(teamId);
    }
  }
}
