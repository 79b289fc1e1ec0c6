import { setTimeout as delay } from 'node:timers/promises';
import { EmulatedSlack, type WorkspaceSeed } from '@roster/slack-emulator';
import { httpToAnyBot, InsistentDelivery } from './insistent-delivery.js';
import { Load } from './load.js';
import { type Answer, type CommandEntry, judgeCommands } from './slack-verdict.js';
import { addOwner, type SlackTransport, startBots } from './slack-workspace.js';
import type { Stack } from './stack.js';

/** People in the workspace who are added, to one department after the other. */
const USERS = 600;
const DEPARTMENTS = [
  ['dept_abc123', 'Engineering'],
  ['dept_plat01', 'Platform'],
  ['dept_prod01', 'Product'],
  ['dept_supp01', 'Support'],
  ['dept_root01', 'Company'],
] as const;

/** Who type. Every tenth person is added by both at once. */
const TYPISTS = ['jane', 'olga'] as const;
const CONTESTED = 10;
/** Every so manieth command is delivered once more when it was acknowledged. */
const DELIVERED_AGAIN = 3;

/** Longer than another bot waits until it takes over what a dead one had in hand, twice. */
const PATIENCE_MS = 90_000;
/** Within this time a command is answered while nothing is wrong, in milliseconds. */
const USUAL_MS = 5_000;
/** More people type than Slack's limits allow one workspace. */
const SLACK_MINUTE_MS = 1_000;
/** Nobody types faster. */
const PAUSE_MS = 100;
const POLL_MS = 20;

const WORKSPACE: WorkspaceSeed = {
  id: 'T0ACME',
  name: 'Acme',
  users: [
    ...TYPISTS.map((name) => ({ name, email: `${name}@company.com` })),
    ...Array.from({ length: USERS }, (_, index) => ({ name: `f${index + 1}`, email: `f${index + 1}@company.com` })),
  ],
};

/** A workspace whose people add one person after the other, each until they read how it ended. */
export class SlackLoad extends Load {
  readonly entries: CommandEntry[] = [];

  private constructor(
    stack: Stack,
    readonly slack: EmulatedSlack,
    private readonly transport: SlackTransport,
  ) {
    super(stack, { clients: 6, calm: 20 });
    const { socketMode, app } = slack;
    slack.deliverBy(
      new InsistentDelivery(transport === 'socket' ? socketMode : httpToAnyBot(stack, app.signingSecret)),
    );
  }

  static openHttp(this: void, stack: Stack): Promise<SlackLoad> {
    return SlackLoad.open(stack, 'http');
  }

  static openSocketMode(this: void, stack: Stack): Promise<SlackLoad> {
    return SlackLoad.open(stack, 'socket');
  }

  private static async open(stack: Stack, transport: SlackTransport): Promise<SlackLoad> {
    const slack = stack.keep(await EmulatedSlack.start({ workspaces: [WORKSPACE], minuteMs: SLACK_MINUTE_MS }));
    await addOwner(stack, 'olga');
    return new SlackLoad(stack, slack, transport);
  }

  async arrange(): Promise<void> {
    await startBots(this.stack, this.slack, this.transport);
  }

  judge() {
    return judgeCommands(this.stack, this.entries, (entry) => this.answersTo(entry));
  }

  protected async ask(turn: number): Promise<void> {
    const typists = turn % CONTESTED === 0 ? TYPISTS : TYPISTS.slice(0, 1);
    await Promise.all(typists.map((typist) => this.add(turn, typist)));
    await delay(PAUSE_MS);
  }

  /** What the typist sees of how this ended; what was replaced is there once. */
  private answersTo({ typist, person, department }: CommandEntry): readonly Answer[] {
    return this.slack
      .person(typist)
      .messages.map(({ place, blocks }) => ({ place, text: firstText(blocks) }))
      .filter(({ text }) => text.includes(person) && text.endsWith(department));
  }

  private async add(turn: number, typist: CommandEntry['typist']): Promise<void> {
    const user = this.slack.workspace().user(`f${((turn - 1) % USERS) + 1}`);
    const [departmentId, department] = DEPARTMENTS[Math.floor((turn - 1) / USERS)] ?? [];
    if (!departmentId || !department) throw new Error('Everybody is everywhere: the fault lasts too long.');
    const entry: CommandEntry = {
      typist,
      departmentId,
      userId: `usr_${user.name}`,
      person: `<@${user.id}>`,
      department: `*${department}*`,
      accepted: false,
      askedAt: performance.now(),
      answeredAt: null,
    };
    this.entries.push(entry);
    while (!entry.accepted && !this.abandoned) {
      const { acknowledged, again } = await this.slack.person(typist).types(`/dept add @${user.name} ${department}`);
      entry.accepted = acknowledged.status === 200 && !JSON.stringify(acknowledged.body).includes('unreachable');
      if (!entry.accepted) this.note(false);
      if (entry.accepted && turn % DELIVERED_AGAIN === 0) await again();
    }
    await this.untilAnswered(entry);
  }

  private async untilAnswered(entry: CommandEntry): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (entry.answeredAt === null && performance.now() < until && !this.abandoned) {
      if (this.answersTo(entry).length > 0) entry.answeredAt = performance.now();
      else await delay(POLL_MS);
    }
    this.note(entry.answeredAt !== null && entry.answeredAt - entry.askedAt < USUAL_MS);
  }
}

function firstText(blocks: readonly Readonly<Record<string, unknown>>[]): string {
  return (blocks[0]?.text as { text?: string } | undefined)?.text ?? '';
}
