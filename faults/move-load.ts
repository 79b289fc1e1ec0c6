import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { WEBHOOK_KEY, WebhookReceiver } from '@roster/testing';
import { number } from './facts.js';
import { RosterCommand } from './roster-command.js';
import { ORGANIZATION, type Stack } from './stack.js';
import { WEBHOOK_ENV, WebhookLoad } from './webhook-load.js';

/** What an organization leaves in a cell that it was not removed from. */
const LEFT = `
  SELECT (SELECT count(*) FROM organizations) + (SELECT count(*) FROM department_members)
       + (SELECT count(*) FROM operations) + (SELECT count(*) FROM audit_events) AS value`;

/** Adds, and their webhooks, of an organization that moves from one cell to another. */
export class MoveLoad extends WebhookLoad {
  private readonly folder = mkdtempSync(join(tmpdir(), 'roster-cells-'));
  private readonly directory = join(this.folder, 'cells.json');
  private address: Stack;

  private constructor(
    stack: Stack,
    /** The cell that it moves to. */
    readonly to: Stack,
    receiver: WebhookReceiver,
  ) {
    super(stack, receiver);
    this.address = stack;
    stack.keep({ close: async () => rmSync(this.folder, { recursive: true }) });
  }

  static override async open(stack: Stack): Promise<MoveLoad> {
    return new MoveLoad(stack, await stack.openCell(1), stack.keep(await WebhookReceiver.open()));
  }

  override async arrange() {
    await this.receiver.subscribe(this.stack.dataSource);
    const env = { ...WEBHOOK_ENV, CELL_DIRECTORY_URL: await this.serveDirectory() };
    const started = [this.stack, this.to].flatMap((cell) =>
      (['api', 'worker', 'worker'] as const).map((app) => cell.start(app, env)),
    );
    const processes = await Promise.all(started);
    const url = (cell: Stack) => ({ api: cell.apis[0]?.url });
    writeFileSync(
      this.directory,
      JSON.stringify({ cells: { first: url(this.stack), second: url(this.to) }, organizations: {} }),
    );
    return processes;
  }

  /** The command that moves it. Started again, it goes on. */
  move(): RosterCommand {
    return this.command('move', '--to-cell', 'second', '--directory', this.directory);
  }

  /** The command that deletes what is left in the former cell. */
  remove(): RosterCommand {
    return this.command('remove');
  }

  /** Tells callers the address of the other cell; resolves when nobody waits for an answer of the former one. */
  async callOther(): Promise<void> {
    this.address = this.to;
    const asked = this.entries.filter(({ answeredAt }) => answeredAt === null);
    while (asked.some(({ answeredAt }) => answeredAt === null)) await delay(10);
  }

  override async judge() {
    const { doubled, ...verdict } = await super.judge();
    await this.verifyAudit();
    return { ...verdict, doubled: doubled + (await number(this.stack, LEFT)) };
  }

  protected override get callee(): Stack {
    return this.address;
  }

  private command(name: string, ...options: string[]): RosterCommand {
    return new RosterCommand(['organization', name, '--organization', ORGANIZATION, ...options], {
      DATABASE_URL: this.stack.url,
      DATABASE_OWNER_URL: this.stack.postgres.url,
      TARGET_DATABASE_OWNER_URL: this.to.postgres.url,
      WEBHOOK_ENCRYPTION_KEY: WEBHOOK_KEY,
    });
  }

  /** @throws Error when a seal is missing or an event differs from its seal, in either cell */
  private async verifyAudit(): Promise<void> {
    for (const { url } of [this.stack, this.to])
      await new RosterCommand(['audit', 'verify'], { DATABASE_URL: url }).succeeded();
  }

  private async serveDirectory(): Promise<string> {
    const server = createServer((_, response) => void response.end(readFileSync(this.directory)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.stack.keep({
      async close() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/cells.json`;
  }
}
