import type { Workspace } from './workspace.js';

/** Ends of names that Slack takes for addresses of the web. */
const TOP_LEVEL = 'com|org|net|io|dev|js|app|ai|co|example';
const ADDRESS = new RegExp(
  `(?<![\\w.@/|<])([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)|(?<![\\w.@#/|<-])((?:https?://[^\\s<>|"”]*[^\\s<>|"”.,;:!?)])|(?:[\\w-]+\\.)+(?:${TOP_LEVEL})(?:/[^\\s<>|"”]*[^\\s<>|"”.,;:!?)])?)(?![\\w@-])`,
  'gi',
);

/**
 * What a person typed, as Slack sends it to a command with `should_escape`: people, groups and channels that exist are
 * mentions, addresses are links, and three characters are entities. What Slack does not know stays as it was typed.
 *
 * https://docs.slack.dev/interactivity/implementing-slash-commands#escaping,
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapedText(text: string, workspace: Workspace): string {
  const { users, groups } = workspace;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(ADDRESS, (_, mail?: string, page = '') => {
      if (mail !== undefined) return `<mailto:${mail}|${mail}>`;
      return /^https?:/i.test(page) ? `<${page}>` : `<http://${page}|${page}>`;
    })
    .replace(/(^|[\s,(])@([\w.-]*\w)/g, (whole, before: string, name: string) => {
      if (['channel', 'here', 'everyone'].includes(name)) return `${before}<!${name}>`;
      const user = users.find((each) => each.name === name);
      if (user) return `${before}<@${user.id}|${user.name}>`;
      const group = groups.find(({ handle }) => handle === name);
      return group ? `${before}<!subteam^${group.id}|@${group.handle}>` : whole;
    })
    .replace(/(^|[\s,(])#([\w.-]*\w)/g, (whole, before: string, name: string) => {
      const id = workspace.findChannel(name);
      return id === undefined ? whole : `${before}<#${id}|${name}>`;
    });
}
