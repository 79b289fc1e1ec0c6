import type { AnnouncedChange, Announcement } from '@roster/database';
import type { PersonLabel } from './answer.js';
import { context, lineSections, type Message, message } from './blocks.js';
import { byName } from './change-message.js';
import { bold, code, count, joined, mention, people } from './text.js';

/** What a channel is told of changes in its department. A mention notifies: only people who have just come get one. */
export function announcementMessage(announcement: Announcement): Message {
  const { kind, department, changes, more } = announcement;
  if (kind === 'changes') {
    const who = actorWords(announcement);
    const lines = changes.map((change) => `${who} ${changeWords(change, department.name)}.`);
    if (more > 0) lines.push(`${who} made ${count(more, 'more change', 'more changes')}.`);
    return message(lines[0] ?? '', ...lineSections(lines), context(smallPrint(announcement)));
  }
  const headline =
    kind === 'summary'
      ? `Changes in ${bold(department.name)} since yesterday`
      : `Changes in ${bold(department.name)} that could not be announced in time`;
  const lines = changes.map((change) => `• ${summaryWords(change)}`);
  if (more > 0) lines.push(`• and ${count(more, 'more change', 'more changes')}`);
  return message(headline, ...lineSections([headline, ...lines]), context(smallPrint(announcement)));
}

/** "added @jane to Engineering" */
function changeWords({ change, other, people: number, named }: AnnouncedChange, department: string): string {
  const who = namesOf(named, number, change === 'added' ? mention : plainName);
  if (other === null)
    return change === 'added' ? `added ${who} to ${bold(department)}` : `removed ${who} from ${bold(department)}`;
  const elsewhere = otherName(other);
  return change === 'added'
    ? `moved ${who} from ${elsewhere} to ${bold(department)}`
    : `moved ${who} from ${bold(department)} to ${elsewhere}`;
}

/** "3 people were added: Jane Smith, …" */
function summaryWords({ change, other, people: number, named }: AnnouncedChange): string {
  const were = number === 1 ? 'was' : 'were';
  const done = other === null ? change : `moved ${change === 'added' ? 'here from' : 'to'} ${otherName(other)}`;
  return `${people(number)} ${were} ${done}: ${namesOf(named, number, plainName)}`;
}

function otherName(other: Exclude<AnnouncedChange['other'], null>): string {
  return other === 'gone' ? 'a department that no longer exists' : bold(other.name);
}

/** "@a, @b and 23 others". Those who have left the organization since are counted, not named. */
function namesOf(named: readonly PersonLabel[], number: number, draw: (person: PersonLabel) => string): string {
  const left = number - named.length;
  if (named.length === 0) return number === 1 ? 'someone who has left the organization' : people(number);
  const names = byName(named).map(draw);
  return joined(left > 0 ? [...names, count(left, 'other', 'others')] : names);
}

function plainName({ name }: PersonLabel): string {
  return bold(name);
}

/** Actors that are no people. */
const PROGRAMS: Readonly<Record<string, string>> = {
  api_key: 'An API key',
  operator: 'An operator of Roster',
  user: 'Someone who has left the organization',
  scim_connection: 'Your identity provider',
};

function actorWords({ by }: Announcement): string {
  if (by === null) return 'Someone';
  if (by.person === null) return PROGRAMS[by.type] ?? 'Roster';
  return by.type === 'api_key' ? `The API key ${bold(by.person.name)}` : mention(by.person);
}

/** How a change came in, unless it was in Slack. */
const CHANNELS: Readonly<Record<string, string>> = {
  rest: 'over the API',
  bulk: 'by import',
  system: 'by the console or command line',
  scim: 'by SCIM',
};

function smallPrint({ department: { path }, by, kind }: Announcement): string {
  if (kind === 'summary') return `${code(path)} · once a day, at 09:00 UTC`;
  const how = by && CHANNELS[by.channel];
  return how ? `${code(path)} · ${how}` : code(path);
}
