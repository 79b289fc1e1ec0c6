import type { DataSource } from 'typeorm';
import { type ConnectionSettings, createDataSource } from '../data-source.js';

/** Connects when it is first used, and tries again at the next use when that fails. */
export class LazyDataSource {
  private opened: Promise<DataSource> | undefined;

  constructor(
    private readonly url: string,
    private readonly settings: ConnectionSettings,
  ) {}

  /** @throws what connecting throws */
  get(): Promise<DataSource> {
    this.opened ??= createDataSource(this.url, this.settings)
      .initialize()
      .catch((error) => {
        this.opened = undefined;
        throw error;
      });
    return this.opened;
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined);
    await opened?.destroy();
  }
}
