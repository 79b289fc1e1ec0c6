import { drawMessage, drawView, elementsOf, fillForm, labelOf } from '@roster/slack-emulator';
import { Problem } from '../setup/problem.mjs';
import { DEMO_WORKSPACE } from './demo-workspace.mjs';
import { changesSince, settled, snapshot } from './settled.mjs';

/** What people do on the emulated Slack, and what is seen then. */
export class Play {
  #slack;
  #workspace;
  #names;
  /** What had been on the screens when something was shown last. */
  #seen = new Map();
  /** Who has App Home open: nobody else sees what the bot publishes there. */
  #atHome = new Set();

  constructor(slack) {
    this.#slack = slack;
    this.#workspace = slack.workspace();
    this.#names = {
      user: (id) => this.#workspace.users.find((user) => user.id === id)?.name ?? id,
      channel: (id) => this.#workspace.channelName(id),
    };
  }

  /** Resolves with what is to be shown at the terminal. */
  async perform({ action, as, channel }) {
    if (action.kind === 'list') return this.#whoIsThere();
    if (action.kind === 'wait') return this.#next();
    const person = this.#person(as);
    const before = snapshot(this.#slack.inbox);
    if (action.kind === 'home') this.#atHome.add(person.id);
    else if (IN_A_CHANNEL.has(action.kind)) this.#atHome.delete(person.id);
    const { acknowledged } = await this.#act(action, person, channel);
    const took = Math.round(acknowledged.milliseconds);
    if (action.kind === 'reload') return this.#screenOf(person);
    if (INVITE.test(action.text)) return `@roster is a member of #${channel}.`;
    if (acknowledged.status !== 200) {
      throw new Problem(`The bot answered with status ${acknowledged.status} after ${took} ms: ${acknowledged.body}`);
    }
    await settled(this.#slack.inbox, before);
    const shown = [`Acknowledged after ${took} ms.`, ...this.#drawn(before), ...this.#refused()].join('\n');
    this.#seen = snapshot(this.#slack.inbox);
    return shown;
  }

  /** What has come since something was shown last, or comes within some seconds. */
  async #next() {
    const before = this.#seen;
    await settled(this.#slack.inbox, before, NEXT_MS);
    const shown = [...this.#drawn(before), ...this.#refused()].join('\n').trim();
    this.#seen = snapshot(this.#slack.inbox);
    return shown;
  }

  #act(action, person, channel) {
    switch (action.kind) {
      case 'type':
        this.#knownChannel(channel);
        if (INVITE.test(action.text)) {
          person.invitesBot(channel);
          return WITHOUT_THE_APP;
        }
        return person.types(action.text, { channel });
      case 'shortcut':
        return person.usesShortcut('add_people');
      case 'workflow':
        return person.workflowRuns('add_to_department', {
          user: this.#person(action.user).id,
          department: action.department,
        });
      case 'add-author': {
        const { user: author } = this.#person(action.author.replace(/^@/, ''));
        return person.usesMessageShortcut('add_author', { author, channel });
      }
      case 'reload':
        person.reloads();
        return WITHOUT_THE_APP;
      case 'home':
        return person.opensHome();
      case 'click':
        return this.#click(person, action.label);
      case 'fill':
        return this.#submit(person, action.texts);
      default:
        throw new Problem(`"${action.kind}" is unknown.`);
    }
  }

  /** The latest message with this button; before it a form, or App Home when the person has it open. */
  async #click(person, label) {
    const seen = [...person.messages, ...person.views.filter((shown) => this.#isOpen(shown))];
    const has = (shown) =>
      elementsOf(shown.view?.blocks ?? shown.blocks).some(({ element }) => isLabel(element, label));
    const shown = seen.findLast(has);
    if (shown) return person.clicks(shown, label);
    const there = new Set(
      seen.flatMap((each) => elementsOf(each.view?.blocks ?? each.blocks).map(({ element }) => labelOf(element))),
    );
    const buttons = [...there].filter(Boolean).map((each) => `"${each}"`);
    throw new Problem(`@${person.user.name} sees no button "${label}". There is: ${buttons.join(', ') || 'none'}.`);
  }

  async #submit(person, texts) {
    const form = person.views.findLast(({ view }) => view.type === 'modal');
    if (!form) throw new Problem(`@${person.user.name} has no form open. Open one: npm run slack:try -- '/dept'`);
    const values = await fillForm(person, form, texts, (name) => this.#person(name).id).catch((error) => {
      throw new Problem(error.message);
    });
    const done = await person.submits(form, values);
    const { body } = done.acknowledged;
    if (body?.response_action === 'errors') throw new Problem(`The form says: ${Object.values(body.errors).join(' ')}`);
    return done;
  }

  #screenOf(person) {
    const left = person.messages.map((message) => drawMessage(message, this.#names));
    return left.length === 0 ? 'Nothing is left on the screen.' : left.join('\n\n');
  }

  #isOpen({ userId, view }) {
    return view?.type !== 'home' || this.#atHome.has(userId);
  }

  #drawn(before) {
    const changed = changesSince(this.#slack.inbox, before).filter((each) => this.#isOpen(each));
    if (changed.length === 0) return ['', 'Nobody sees anything new.'];
    return changed.flatMap((each) => ['', each.view ? drawView(each, this.#names) : drawMessage(each, this.#names)]);
  }

  /** Slack would have taken none of these. */
  #refused() {
    return this.#slack.refusals
      .splice(0)
      .map(({ method, problems }) => `\nSlack would have refused ${method}: ${problems.join('; ')}`);
  }

  #person(name) {
    if (this.#workspace.users.some((user) => user.name === name)) return this.#slack.person(name);
    throw new Problem(`There is no @${name} here. Who is there: npm run slack:try -- --list`);
  }

  #knownChannel(name) {
    if (CHANNELS.includes(name)) return;
    throw new Problem(`There is no channel "${name}". There are: ${CHANNELS.join(', ')}.`);
  }

  #whoIsThere() {
    const few = DEMO_WORKSPACE.users.filter(({ name, about }) => about || name === 'person001');
    const people = few.map(({ name, realName = '', about = 'member in Roster; up to @person048' }) => [
      `@${name}`,
      realName,
      about,
    ]);
    const groups = DEMO_WORKSPACE.groups.map(({ handle, members }) => [
      `@${handle}`,
      'user group',
      `${members.length} people`,
    ]);
    const rows = [...people, ...groups].map(
      ([handle, name, about]) => `  ${handle.padEnd(14)}${name.padEnd(18)}${about}`,
    );
    return ['People:', ...rows, '', `Channels: ${CHANNELS.map((name) => `#${name}`).join(', ')}`].join('\n');
  }
}

/** Slack's own command, which the app does not see. */
const INVITE = /^\/invite\s+@roster$/;

/** The acknowledgement of what Slack does by itself. */
const WITHOUT_THE_APP = { acknowledged: { status: 200, milliseconds: 0, body: '' } };

/** What is done in a channel, and so leaves App Home. */
const IN_A_CHANNEL = new Set(['type', 'add-author', 'reload']);

/** So long is waited for what comes next: an announcement is collected for some seconds. */
const NEXT_MS = 20_000;

const CHANNELS = ['general', 'random', ...DEMO_WORKSPACE.channels.map(({ name }) => name)];

function isLabel(element, label) {
  return [labelOf(element), element.action_id].some((each) => each?.toLowerCase() === label.toLowerCase());
}
