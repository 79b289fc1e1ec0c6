import type { DeptCommand, ParseProblem, PersonReference } from './command.js';
import { MOST_PEOPLE } from './parse-change.js';
import { LONGEST_TEXT, parseCommand } from './parse-command.js';

const JANE: PersonReference = { kind: 'user', slackUserId: 'U1', label: 'jane' };
const BOB: PersonReference = { kind: 'user', slackUserId: 'W2', label: null };
const ENG: PersonReference = { kind: 'group', usergroupId: 'S1', label: '@eng' };
const named = (text: string): PersonReference => ({ kind: 'name', text });
const words = (text: string): PersonReference => ({ kind: 'words', text });
const ME: PersonReference = { kind: 'self' };

const change = (name: 'add' | 'remove' | 'move', people: PersonReference[], department: string | null = null) =>
  ({ name, people, department }) as const;

test.each<[string, DeptCommand]>([
  ['', { name: 'open' }],
  [' \u200b\u00a0 ', { name: 'open' }],
  ['add', change('add', [])],
  ['ADD <@U1|jane>', change('add', [JANE])],
  ['invite <@U1|jane>', change('add', [JANE])],
  ['add <@U1|jane> <@W2>', change('add', [JANE, BOB])],
  ['add <@U1|jane>, <@W2>; and <@U1>', change('add', [JANE, BOB])],
  ['add <@U1|jane><@W2>', change('add', [JANE, BOB])],
  ['add <@U1|jane> to Engineering', change('add', [JANE], 'Engineering')],
  ['add <@U1|jane> Engineering', change('add', [JANE], 'Engineering')],
  ['add <@U1|jane> into  Human   Resources ', change('add', [JANE], 'Human Resources')],
  ['add to Engineering <@U1|jane>', change('add', [JANE], 'Engineering')],
  ['add to Engineering', change('add', [], 'Engineering')],
  ['add <@U1|jane> to', change('add', [JANE])],
  ['add <@U1|jane> to Path to Success', change('add', [JANE], 'Path to Success')],
  ['add <@U1|jane> "Path to Success"', change('add', [JANE], 'Path to Success')],
  ['add <@U1|jane> to “Path to Success”', change('add', [JANE], 'Path to Success')],
  ['add <@U1|jane> to „To“', change('add', [JANE], 'To')],
  ['add <@U1|jane> to «Vente»', change('add', [JANE], 'Vente')],
  ["add <@U1|jane> to 'Sales'", change('add', [JANE], 'Sales')],
  ["add <@U1|jane> to Women's Health", change('add', [JANE], "Women's Health")],
  ['add <@U1|jane> to Research and Design', change('add', [JANE], 'Research and Design')],
  ['add <@U1|jane> to R&amp;D &lt;new&gt;', change('add', [JANE], 'R&D <new>')],
  ['add <@U1|jane> to Sales, EMEA; and more', change('add', [JANE], 'Sales, EMEA; and more')],
  ['add <@U1|jane>, to Sales', change('add', [JANE], 'Sales')],
  ['add to Sales, <@U1|jane> and <@W2>', change('add', [JANE, BOB], 'Sales')],
  ['add @bob, jane@company.com, to Sales', change('add', [named('bob'), named('jane@company.com')], 'Sales')],
  ['add <@U1|jane> to Engineering/Platform', change('add', [JANE], 'Engineering/Platform')],
  ['add <@U1|jane> to dept_abc123', change('add', [JANE], 'dept_abc123')],
  ['add <@U1|jane> to 工程部 🦊', change('add', [JANE], '工程部 🦊')],
  ['add <@U1|jane> to Cafe\u0301', change('add', [JANE], 'Caf\u00e9')],
  ['add <!subteam^S1|@eng> to Engineering', change('add', [ENG], 'Engineering')],
  ['add @jane.smith @bob. to Engineering', change('add', [named('jane.smith'), named('bob')], 'Engineering')],
  ['add @Jane @jane', change('add', [named('Jane')])],
  ['add @josé-maría to x', change('add', [named('josé-maría')], 'x')],
  ['add jane@company.com to x', change('add', [named('jane@company.com')], 'x')],
  ['add <mailto:jane@company.com|jane@company.com> to x', change('add', [named('jane@company.com')], 'x')],
  ['add <@U1> to <http://Node.js|Node.js>', change('add', [{ ...JANE, label: null }], 'Node.js')],
  ['add <@U1|jane> to "<http://Node.js/Web|Node.js/Web> (new)"', change('add', [JANE], 'Node.js/Web (new)')],
  ['add <@U1|jane> to R&amp;D/<http://Node.js|Node.js>-Team', change('add', [JANE], 'R&D/Node.js-Team')],
  ['find <https://acme.example/?a=1&amp;b>', { name: 'find', text: 'https://acme.example/?a=1&b' }],
  ['add\n<@U1|jane>\tto\r\nEngineering', change('add', [JANE], 'Engineering')],
  ['add me', change('add', [ME])],
  ['add me to Engineering', change('add', [ME], 'Engineering')],
  ['add me Engineering', change('add', [ME], 'Engineering')],
  ['add <@U1|jane> and me to Engineering', change('add', [JANE, ME], 'Engineering')],
  ['add jane', change('add', [words('jane')])],
  ['add jane to Engineering', change('add', [words('jane')], 'Engineering')],
  ['add jane smith, bob and me to R and D', change('add', [words('jane smith'), words('bob'), ME], 'R and D')],
  ['add jane,bob to Engineering', change('add', [words('jane'), words('bob')], 'Engineering')],
  ['add "Anne and Co" to Engineering', change('add', [words('Anne and Co')], 'Engineering')],
  ['add <@U1|jane> and bob to Engineering', change('add', [JANE, words('bob')], 'Engineering')],
  ['add <@U1|jane> and bob', change('add', [JANE, words('bob')])],
  ['add @Jane Smith to Engineering', change('add', [named('Jane Smith')], 'Engineering')],
  ['add @Jane, Smith to Engineering', change('add', [named('Jane'), words('Smith')], 'Engineering')],
  ['add @Jane Smith, @Bob Ray to Sales', change('add', [named('Jane Smith'), named('Bob Ray')], 'Sales')],
  ['add @Jane Smith', { ...change('add', [named('Jane')], 'Smith'), otherwise: change('add', [named('Jane Smith')]) }],
  ['remove jane smith from Engineering', change('remove', [words('jane smith')], 'Engineering')],
  ['remove me', change('remove', [ME])],
  ['remove <@U1|jane> from Engineering', change('remove', [JANE], 'Engineering')],
  ['rm <@U1|jane> out of Engineering', change('remove', [JANE], 'Engineering')],
  ['move <@U1|jane> to Platform', change('move', [JANE], 'Platform')],
  ['members', { name: 'members', department: null }],
  ['members of Engineering', { name: 'members', department: 'Engineering' }],
  ['members of', { name: 'members', department: 'of' }],
  ['members "Of Old"', { name: 'members', department: 'Of Old' }],
  ['tree Company/Engineering', { name: 'tree', department: 'Company/Engineering' }],
  ['list', { name: 'list' }],
  ['find plat', { name: 'find', text: 'plat' }],
  ['find jane@company.com', { name: 'find', text: 'jane@company.com' }],
  ['whereis <@U1|jane>', { name: 'whereis', person: JANE }],
  ['where is <@U1|jane>?', { name: 'whereis', person: JANE }],
  ['Where  Is <@U1|jane> ?', { name: 'whereis', person: JANE }],
  ['where’s jane smith?', { name: 'whereis', person: words('jane smith') }],
  ['whereis @Jane Smith', { name: 'whereis', person: named('Jane Smith') }],
  ['where am I', { name: 'whereis', person: ME }],
  ['find <@U1|jane>', { name: 'whereis', person: JANE }],
  ['find @jane', { name: 'whereis', person: named('jane') }],
  ['who is in Engineering', { name: 'members', department: 'Engineering' }],
  ['who Engineering', { name: 'members', department: 'Engineering' }],
  ['search for plat', { name: 'find', text: 'plat' }],
  ['link this channel to Engineering', { name: 'link', department: 'Engineering' }],
  ['who am I', { name: 'whoami' }],
  ['whoami', { name: 'whoami' }],
  ['link to Engineering', { name: 'link', department: 'Engineering' }],
  ['unlink', { name: 'unlink' }],
  ['announce', { name: 'announce', announcements: null }],
  ['announce All', { name: 'announce', announcements: 'all' }],
  ['announce every change', { name: 'announce', announcements: 'all' }],
  ['announcements daily summary', { name: 'announce', announcements: 'summary' }],
  ['announce off', { name: 'announce', announcements: 'off' }],
  ['help', { name: 'help', command: null }],
  ['--help', { name: 'help', command: null }],
  ['help rm', { name: 'help', command: 'remove' }],
])('%j is understood', (text, command) => {
  expect(parseCommand(text)).toEqual({ command });
});

test.each<[string, ParseProblem]>([
  ['ad <@U1>', { kind: 'unknown_command', typed: 'ad', suggestion: 'add' }],
  ['memebrs', { kind: 'unknown_command', typed: 'memebrs', suggestion: 'members' }],
  ['who-am-i-really', { kind: 'unknown_command', typed: 'who-am-i-really', suggestion: null }],
  ['xy', { kind: 'unknown_command', typed: 'xy', suggestion: null }],
  ['constructor', { kind: 'unknown_command', typed: 'constructor', suggestion: null }],
  ['help ad', { kind: 'unknown_command', typed: 'ad', suggestion: 'add' }],
  ['help add now', { kind: 'unexpected_text', typed: 'now', command: 'help' }],
  ['<@U1|jane> to Engineering', { kind: 'no_command' }],
  ['@jane', { kind: 'no_command' }],
  ['whereis', { kind: 'missing_text', command: 'whereis' }],
  ['where is <@U1|jane> <@W2|bob>', { kind: 'unexpected_text', typed: '@bob', command: 'whereis' }],
  ['find <!subteam^S1|@eng>', { kind: 'unexpected_text', typed: '@eng', command: 'find' }],
  ['add <@U1> to A <@W2> to B', { kind: 'two_departments', first: 'A', second: 'B' }],
  ['add <!channel> to A', { kind: 'everyone_mentioned', mention: 'channel' }],
  ['add <!here|here> to A', { kind: 'everyone_mentioned', mention: 'here' }],
  ['add @everyone to A', { kind: 'everyone_mentioned', mention: 'everyone' }],
  ['add <@U1> to <#C1|sales>', { kind: 'channel_mentioned', label: 'sales' }],
  ['members <#C1>', { kind: 'channel_mentioned', label: null }],
  ['members <@U1|jane>', { kind: 'unexpected_text', typed: '@jane', command: 'members' }],
  ['list all', { kind: 'unexpected_text', typed: 'all', command: 'list' }],
  ['whoami <@U1|jane>', { kind: 'unexpected_text', typed: '@jane', command: 'whoami' }],
  ['find', { kind: 'missing_text', command: 'find' }],
  ['announce sometimes', { kind: 'unexpected_text', typed: 'sometimes', command: 'announce' }],
  ['announce constructor', { kind: 'unexpected_text', typed: 'constructor', command: 'announce' }],
  ['link ""', { kind: 'missing_text', command: 'link' }],
  ['add <@U1> to "Engineering', { kind: 'unclosed_quote' }],
  ['add <@U1> to a\u0000b', { kind: 'unreadable_characters' }],
  ['add <@U1> to a\ud83e', { kind: 'unreadable_characters' }],
  ['\u0007', { kind: 'unreadable_characters' }],
  [`add <@U1> to ${'x'.repeat(1_001)}`, { kind: 'department_too_long', limit: 1_000 }],
  ['x'.repeat(LONGEST_TEXT + 1), { kind: 'too_long', length: 8_001, limit: 8_000 }],
])('%j is explained', (text, problem) => {
  expect(parseCommand(text)).toEqual({ problem });
});

test.each<[string, DeptCommand]>([
  ['ad <@U1|jane> to Engineering', change('add', [JANE], 'Engineering')],
  ['<@U1|jane> to Engineering', change('add', [JANE], 'Engineering')],
])('%j is understood once the person has said which command it is', (text, command) => {
  expect(parseCommand(text, 'add')).toEqual({ command });
});

test('a person more than allowed is one too many', () => {
  const people = (count: number) => Array.from({ length: count }, (_, index) => `<@U${index}>`).join(' ');
  expect(parseCommand(`add ${people(MOST_PEOPLE)}`)).toHaveProperty('command');
  expect(parseCommand(`add ${people(MOST_PEOPLE + 1)}`)).toEqual({
    problem: { kind: 'too_many_people', count: 101, limit: 100 },
  });
});

test.each([['<'], ['"'], ['<@'], [','], ['@'], ['\\'], ['&amp;'], ['<!subteam^'], ['<http://'], ['« ']])(
  'the longest text of only %j is parsed in linear time',
  (part) => {
    const measure = () => {
      const before = process.cpuUsage();
      for (const name of ['add', 'find']) parseCommand(`${name} ${part.repeat(LONGEST_TEXT)}`.slice(0, LONGEST_TEXT));
      return process.cpuUsage(before).user;
    };
    expect(Math.min(measure(), measure(), measure())).toBeLessThan(100_000);
  },
);
