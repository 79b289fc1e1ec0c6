import { setTimeout as delay } from 'node:timers/promises';
import { EmulatedSlack, type ShownMessage, type WorkspaceSeed } from '@roster/slack-emulator';
import { httpToAnyBot, InsistentDelivery } from './insistent-delivery.js';
import { Load } from './load.js';
import { judgeRequests, type RequestEntry } from './slack-request-verdict.js';
import { addOwner, startBots } from './slack-workspace.js';
import { DEPARTMENT, type Stack } from './stack.js';

const USERS = 400;
/** Who decide: each turn both at once, one to approve and the other to deny. */
const OWNERS = ['jane', 'olga'] as const;
/** Every so manieth turn is a change that is undone, by two clicks at once. */
const UNDONE = 3;

const PATIENCE_MS = 90_000;
/** Within this time somebody knows how it ended while nothing is wrong, in milliseconds. */
const USUAL_MS = 8_000;
/** More people act than Slack's limits allow one workspace. */
const SLACK_MINUTE_MS = 500;
const POLL_MS = 20;

const WORKSPACE: WorkspaceSeed = {
  id: 'T0ACME',
  name: 'Acme',
  users: [
    ...OWNERS.map((name) => ({ name, email: `${name}@company.com` })),
    ...Array.from({ length: USERS }, (_, index) => ({ name: `f${index + 1}`, email: `f${index + 1}@company.com` })),
  ],
};

/** People who ask to be added and two owners who disagree about each, and changes that are undone. */
export class SlackRequestLoad extends Load {
  readonly entries: RequestEntry[] = [];

  private constructor(
    stack: Stack,
    readonly slack: EmulatedSlack,
  ) {
    super(stack, { clients: 4, calm: 10 });
    slack.deliverBy(new InsistentDelivery(httpToAnyBot(stack, slack.app.signingSecret)));
  }

  static async open(this: void, stack: Stack): Promise<SlackRequestLoad> {
    const slack = stack.keep(await EmulatedSlack.start({ workspaces: [WORKSPACE], minuteMs: SLACK_MINUTE_MS }));
    await addOwner(stack, 'olga');
    return new SlackRequestLoad(stack, slack);
  }

  async arrange(): Promise<void> {
    await startBots(this.stack, this.slack);
  }

  judge() {
    return judgeRequests(this.stack, this.entries);
  }

  protected async ask(turn: number): Promise<void> {
    if (turn > USERS) throw new Error('Everybody is there: the fault lasts too long.');
    const name = `f${turn}`;
    const kind = turn % UNDONE === 0 ? 'undone' : 'requested';
    const entry: RequestEntry = {
      kind,
      userId: `usr_${name}`,
      departmentId: DEPARTMENT,
      told: null,
      askedAt: performance.now(),
      answeredAt: null,
    };
    this.entries.push(entry);
    entry.told = await (kind === 'undone' ? this.changeAndUndo(name) : this.requestAndDecide(name));
    if (entry.told !== null) entry.answeredAt = performance.now();
    this.note(entry.answeredAt !== null && entry.answeredAt - entry.askedAt < USUAL_MS);
  }

  private async requestAndDecide(name: string): Promise<RequestEntry['told']> {
    const asker = this.slack.person(name);
    const refused = await this.typed(name, `/dept add @${name} to Engineering`, 'You can ask them for it');
    const form = refused && (await this.opened(name, refused));
    if (!form) return null;
    await asker.submits(form, { reason: { reason: { type: 'plain_text_input', value: null } } });
    const decisions = OWNERS.map(async (owner, index) => {
      const request = await this.seen(owner, `<@${asker.id}> asks to be added`);
      if (request) await this.slack.person(owner).clicks(request, index === 0 ? 'Approve' : 'Deny');
    });
    await Promise.all(decisions);
    const end = await this.seen(name, 'your request');
    if (end === null) return null;
    return contentOf(end).includes('approved') ? 'approved' : 'denied';
  }

  private async changeAndUndo(name: string): Promise<RequestEntry['told']> {
    const mention = `<@${this.slack.person(name).id}>`;
    const jane = this.slack.person('jane');
    const added = await this.typed('jane', `/dept add @${name} to Engineering`, `${mention} is now in`);
    if (added === null) return null;
    await Promise.all([jane.clicks(added, 'Undo'), jane.clicks(added, 'Undo')]);
    return (await this.seen('jane', `Undone: ${mention} is no longer in`)) && 'undone';
  }

  /** Types a command until it is taken, and reads the answer. */
  private async typed(name: string, command: string, answer: string): Promise<ShownMessage | null> {
    for (let taken = false; !taken && !this.abandoned; ) {
      const { acknowledged } = await this.slack.person(name).types(command);
      taken = !JSON.stringify(acknowledged.body).includes('unreachable');
    }
    return this.seen(name, answer);
  }

  /** A form opens only if the bot that took the click lives for another moment: a person clicks again. */
  private async opened(name: string, refused: ShownMessage) {
    const person = this.slack.person(name);
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until && !this.abandoned; ) {
      await person.clicks(refused, 'Ask for it');
      await delay(10 * POLL_MS);
      const form = person.views.find(({ view }) => view.type === 'modal');
      if (form) return form;
    }
    return null;
  }

  private async seen(name: string, text: string): Promise<ShownMessage | null> {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until && !this.abandoned; ) {
      const found = this.slack.person(name).messages.find((message) => contentOf(message).includes(text));
      if (found) return found;
      await delay(POLL_MS);
    }
    return null;
  }
}

function contentOf({ blocks }: ShownMessage): string {
  return blocks.map((block) => (block.text as { text?: string } | undefined)?.text ?? '').join('\n');
}
