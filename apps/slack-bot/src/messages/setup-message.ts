import { context, type Message, message, section } from './blocks.js';
import { bold, code } from './text.js';

/** To everybody in a workspace that no owner has connected to an organization yet. */
export function unboundMessage(): Message {
  const text = 'Roster is not connected to your organization in this workspace yet.';
  return message(
    text,
    section(`:warning: ${text}`),
    section(
      '*If you manage Slack here*, ask an owner of your organization in Roster for a connection link, and open it in your browser. It works once, for 15 minutes.\n*Otherwise*, ask the person who manages Slack here to do so.',
    ),
  );
}

/** To someone in a workspace from which the bot was removed, or whose tokens Slack has revoked. */
export function notInstalledMessage(): Message {
  const text = 'Roster no longer has access to this workspace, so nothing was done.';
  return message(
    text,
    section(`:warning: ${text}`),
    section(
      '*If you manage Slack here*, ask an owner of your organization in Roster for a connection link. Open it in your browser to install Roster again.\n*Otherwise*, tell the person who manages Slack here.',
    ),
  );
}

/** To someone of a workspace that has no bot: they meet it in a shared channel, or it was installed without an owner's link. */
export function unknownWorkspaceMessage(): Message {
  const text = 'Roster is not set up for your workspace, so nothing was done.';
  return message(
    text,
    section(`:warning: ${text}`),
    section(
      '*If this channel is shared with another organization*, only the people of that organization can use Roster here.\n*If you manage Slack in your workspace*, ask an owner of your organization in Roster for a connection link, and open it in your browser.',
    ),
  );
}

/** The first message to the person who installed the bot. `organization` is null while the workspace is not connected. */
export function welcomeMessage(organization: string | null): Message {
  const text =
    organization === null
      ? 'Roster is installed, but not connected to your organization yet. Three steps are left:'
      : `Roster is installed and connected to ${bold(organization)}. Three next steps:`;
  const steps =
    organization === null
      ? [
          'Ask an owner of your organization in Roster for a connection link. It works once, for 15 minutes.',
          'Open the link in your browser and approve.',
          `Type ${code('/dept whoami')} in any channel. The answer names you and your organization.`,
        ]
      : [
          `Type ${code('/dept whoami')} in any channel. The answer names you and your role.`,
          `Type ${code('/dept list')} to see the departments, then ${code('/dept add @name to Engineering')}. You can undo it.`,
          `In the channel of a department, type ${code('/dept link Engineering')}: there you can leave out its name. To announce changes there: ${code('/dept announce all')}`,
        ];
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  return message(
    text,
    section(text),
    section(numbered.join('\n')),
    context(`${code('/dept help')} lists all commands.`),
  );
}
