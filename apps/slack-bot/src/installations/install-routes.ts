import type { IncomingMessage, ServerResponse } from 'node:http';
import { SlackBindingRefused, type SlackInstallations } from '@roster/database';
import type { Logger } from '@roster/runtime';
import type { CallbackOptions, InstallProvider } from '@slack/oauth';
import { escapeHtml, sendPage } from './page.js';
import { BOT_SCOPES } from './scopes.js';
import type { SingleWorkspace } from './single-workspace.js';

export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

interface Ports {
  readonly installations: SlackInstallations;
  /** Null when the bot has one workspace only. */
  readonly installer: InstallProvider | null;
  /** Null when workspaces install the bot by OAuth. */
  readonly single: SingleWorkspace | null;
  readonly publicUrl: string | undefined;
  readonly logger: Logger;
}

const BOUND = 'Slack is connected. Type /dept help in Slack to see what can be done.';

/** What a browser sees: the way into Slack, the way back, and for a single workspace the question whether to connect it. */
export class InstallRoutes {
  constructor(private readonly ports: Ports) {}

  async begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = new URL(request.url ?? '', 'http://localhost').searchParams.get('link');
    const { installations, installer, publicUrl } = this.ports;
    const link = token === null ? null : await installations.checkLink(token);
    if (token !== null && link === null) return void linkInvalid(response);
    if (installer === null) return ask(token, link?.organizationName, response);
    await installer.handleInstallPath(
      request,
      response,
      {},
      {
        scopes: [...BOT_SCOPES],
        redirectUri: `${publicUrl?.replace(/\/$/, '')}${REDIRECT_PATH}`,
        ...(link === null ? {} : { metadata: link.hash.toString('hex') }),
      },
    );
  }

  /** The answer to the question. */
  async connect(body: string, response: ServerResponse): Promise<void> {
    const { single, installations } = this.ports;
    const token = new URLSearchParams(body).get('link');
    const link = token === null ? null : await installations.checkLink(token);
    if (single === null || link === null) return void linkInvalid(response);
    try {
      await single.bind(link.hash);
      sendPage(response, 200, { title: 'Done', text: BOUND });
    } catch (error) {
      this.explain(error, response);
    }
  }

  async finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const options: CallbackOptions = {
      success: ({ metadata }) => sendPage(response, 200, { title: 'Done', text: metadata ? BOUND : INSTALLED }),
      failure: (error) => this.explain(error, response),
    };
    await this.ports.installer?.handleCallback(request, response, options);
  }

  private explain(error: unknown, response: ServerResponse): void {
    this.ports.logger.warn({ error: String(error) }, 'an installation did not succeed');
    if (!(error instanceof SlackBindingRefused))
      return void sendPage(response, 400, {
        title: 'Slack was not connected',
        text: 'Nothing was changed. The page may be too old, or Slack was told no. Begin again with the link.',
      });
    if (error.reason === 'link_invalid') return void linkInvalid(response);
    sendPage(response, 409, {
      title: 'This workspace belongs to another organization',
      text: 'Nothing was changed. To connect it elsewhere, remove the app from the workspace in Slack first.',
    });
  }
}

/** A GET must change nothing: browsers and previews of links follow them. */
function ask(token: string | null, organization: string | undefined, response: ServerResponse): void {
  if (token === null || organization === undefined) {
    const text = 'This bot serves one workspace. An owner of the organization gets a link with "roster slack link".';
    return void sendPage(response, 404, { title: 'A link is needed', text });
  }
  sendPage(response, 200, {
    title: `Connect Slack with ${organization}`,
    text: `People of your Slack workspace will use Roster with the role that they have in ${organization}.`,
    form: `<form method="post"><input type="hidden" name="link" value="${escapeHtml(token)}"><button>Connect</button></form>`,
  });
}

const INSTALLED =
  'The bot is installed. It does nothing yet: an owner of the organization connects it with a link, from "roster slack link".';

function linkInvalid(response: ServerResponse): void {
  sendPage(response, 410, {
    title: 'The link does not work any more',
    text: 'It works once and for 15 minutes. An owner of the organization gets a new one with "roster slack link".',
  });
}
