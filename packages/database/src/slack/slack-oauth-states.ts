import type { DataSource } from 'typeorm';
import { hashSlackSecret } from './create-slack-link.js';

const LIFETIME = '10 minutes';

/** Installations that were begun in a browser. A state is good once, whichever node the browser comes back to. */
export class SlackOauthStates {
  constructor(private readonly dataSource: DataSource) {}

  async put(state: string, installOptions: object): Promise<void> {
    await this.dataSource.query('DELETE FROM slack_oauth_states WHERE expires_at < clock_timestamp()');
    await this.dataSource.query(
      `INSERT INTO slack_oauth_states (state_hash, install_options, expires_at)
       VALUES ($1, $2, clock_timestamp() + interval '${LIFETIME}')`,
      [hashSlackSecret(state), JSON.stringify(installOptions)],
    );
  }

  /** What the state was given for; null when it is unknown, used already or too old. */
  async take(state: string): Promise<object | null> {
    const [rows]: [{ install_options: object; fresh: boolean }[], number] = await this.dataSource.query(
      `DELETE FROM slack_oauth_states WHERE state_hash = $1
       RETURNING install_options, expires_at > clock_timestamp() AS fresh`,
      [hashSlackSecret(state)],
    );
    const [row] = rows;
    return row?.fresh ? row.install_options : null;
  }
}
