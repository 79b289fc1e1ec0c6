import { placeOfWorkspace } from '@roster/database';
import type { CellDirectoryReader } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { EVENTS_PATH } from '../slack/slack-app.js';

/** A workspace as Slack's requests name it. */
export interface SlackWorkspace {
  readonly teamId: string;
  readonly enterpriseId: string | null;
}

/** Who answers the requests of a workspace: this bot, nobody at the moment, or the bot of another cell, by its request URL. */
export type Answering = { readonly by: 'this_bot' | 'nobody' } | { readonly by: 'other_bot'; readonly url: string };

/** Finds the cells of workspaces. The directory is asked only for those that this cell does not serve. */
export class WorkspaceCells {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: CellDirectoryReader,
  ) {}

  /** @throws Error when the directory is needed and cannot be read, or does not say where the bot of the cell is */
  async find({ teamId, enterpriseId }: SlackWorkspace): Promise<Answering> {
    const place = await placeOfWorkspace(this.dataSource, teamId, enterpriseId);
    if (place.kind !== 'not_here') return { by: place.kind === 'here' ? 'this_bot' : 'nobody' };
    const { cells, slack_workspaces: placed } = await this.directory.read();
    // The directory knows of later moves than the fence of this cell.
    const cell = placed[teamId] ?? placed[enterpriseId ?? ''] ?? place.movedTo;
    if (cell === null) return { by: 'this_bot' };
    const bot = cells[cell]?.bot;
    if (bot === undefined) throw new Error(`the directory of cells does not say where the bot of ${cell} is`);
    return { by: 'other_bot', url: bot.replace(/\/+$/, '') + EVENTS_PATH };
  }

  /** The same for what another bot has passed on: this bot, or nobody when the organization is moving from here or has moved. */
  async findHere({ teamId, enterpriseId }: SlackWorkspace): Promise<Answering> {
    const place = await placeOfWorkspace(this.dataSource, teamId, enterpriseId);
    const isLeaving = place.kind === 'frozen' || (place.kind === 'not_here' && place.movedTo !== null);
    return { by: isLeaving ? 'nobody' : 'this_bot' };
  }
}
