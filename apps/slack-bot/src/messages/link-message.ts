import type { Announcements, NewSlackDelivery, StoppedLink } from '@roster/database';
import { ACTIONS } from './action-ids.js';
import type { AnswerOf } from './answer.js';
import { actions, button, type Message, message, section } from './blocks.js';
import type { BotInChannel } from './bot-in-channel.js';
import { bold, code } from './text.js';

const ANNOUNCED: Readonly<Record<Announcements, string>> = {
  all: 'Every change is announced here.',
  summary: 'A summary of the changes is posted here once a day, at 09:00 UTC.',
  off: 'Changes are not announced here.',
};

const BUTTONS: Readonly<Record<Announcements, string>> = {
  all: 'Announce every change',
  summary: 'Daily summary',
  off: 'Stop announcing',
};

const BOT: Readonly<Record<BotInChannel, string>> = {
  member: '',
  invite: `Roster has to be a member of the channel for that. Invite it with ${code('/invite @roster')}.`,
  invite_first: `To announce changes in a private channel, invite the bot first with ${code('/invite @roster')}. Then choose what to announce.`,
  archived: 'The channel is archived, so nothing can be announced in it.',
  direct_message: 'Roster cannot post in this direct message. To announce changes, link a channel.',
  unknown: `If Roster is not a member of the channel yet, invite it with ${code('/invite @roster')}.`,
};

/** The department that a channel is linked to, and what is announced in it. */
export function linkedMessage(answer: AnswerOf<'linked'>): Message {
  const { department, announcements, announce, bot = 'member', stopped } = answer;
  const now = announcements ?? (announce ? 'all' : 'off');
  const text = [
    `This channel is linked to ${bold(department.name)}: you can leave out the department here.`,
    stopped === undefined ? ANNOUNCED[now] : `Changes are no longer announced here: ${whyStopped(stopped, 'here')}`,
    BOT[bot],
    `To unlink it: ${code('/dept unlink')}`,
  ];
  const words = text.filter((part) => part !== '').join(' ');
  if (bot === 'direct_message') return message(words, section(words));
  const others = (['all', 'summary', 'off'] as const).filter((each) => each !== now);
  const buttons = others.map((each) => button(BUTTONS[each], `${ACTIONS.announce}:${each}`, each));
  return message(words, section(words), actions(...buttons));
}

const READERS: Readonly<Record<AnswerOf<'confirm_link'>['audience'], string>> = {
  shared:
    'This channel is shared with other organizations (Slack Connect). People outside your organization will read what is announced here',
  direct: 'This is a group direct message. The people in it will read what is announced here',
  unknown:
    'Roster cannot see who reads this channel, because the app lacks a permission. If the channel is shared, people outside your organization will read what is announced here',
};

/** Asks before a channel is linked that people outside the workspace may read, or only a few people. */
export function confirmLinkMessage(answer: AnswerOf<'confirm_link'>): Message {
  const { requestId, department, audience, announcements } = answer;
  const text = `:warning: ${READERS[audience]}: the names of those who join and leave ${bold(department.name)}, and of those who add and remove them.${announcements === 'off' ? ' Nothing is announced until you turn it on.' : ''}`;
  return message(
    text,
    section(text),
    actions(
      button('Link it anyway', ACTIONS.linkAnyway, requestId, 'primary'),
      button('Cancel', ACTIONS.cancel, requestId),
    ),
  );
}

const STOPPED: Readonly<Record<string, string>> = {
  not_in_channel: 'Roster is not a member of the channel any more',
  channel_not_found: 'Roster does not see the channel any more',
  is_archived: 'the channel was archived',
  restricted_action: 'only some people may post in the channel',
  shared: 'people of another organization can read the channel now',
  unknown: 'Roster cannot see who reads the channel, because the app lacks a permission',
};

/** The channel in which nothing is announced any more. */
interface StoppedChannel extends Pick<NewSlackDelivery, 'id' | 'workspace_id' | 'trace_id'> {
  readonly teamId: string;
  readonly channelId: string;
}

/** Tells the person who linked a channel that nothing is announced there any more. Null when it is not known who did. */
export function stoppedDelivery(channel: StoppedChannel, because: string, link: StoppedLink): NewSlackDelivery | null {
  const { id, workspace_id, trace_id, teamId: team, channelId } = channel;
  if (link.slack_user_id === null) return null;
  const { text, blocks } = stoppedMessage(channelId, because, link.department_name);
  const target = { team, user: link.slack_user_id };
  return { id: `${id}:stopped`, workspace_id, method: 'direct', target, payload: { text, blocks }, trace_id };
}

function stoppedMessage(channelId: string, because: string, department: string): Message {
  const text = `:warning: Changes in ${bold(department)} are no longer announced in <#${channelId}>: ${whyStopped(because, 'there')}`;
  return message(text, section(text));
}

/** The reason, and what can be done in the channel. */
function whyStopped(because: string, where: 'here' | 'there'): string {
  const why = STOPPED[because] ?? 'Slack does not let Roster post in the channel';
  const again = againAfter(because, `${code('/dept announce all')} ${where}`);
  return again === null ? `${why}.` : `${why}. ${again}`;
}

function againAfter(because: string, announce: string): string | null {
  switch (because) {
    case 'is_archived':
      return null;
    case 'shared':
      return `To announce them all the same, type ${announce}.`;
    case 'unknown':
      return `To resume, install the app again, or type ${announce} to announce them all the same.`;
    case 'restricted_action':
      return `To resume, let Roster post in the channel, then type ${announce}.`;
    default:
      return `To resume, type ${code('/invite @roster')} and then ${announce}.`;
  }
}
