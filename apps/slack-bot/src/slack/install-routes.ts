import type { IncomingMessage, ServerResponse } from 'node:http';
import { SlackBindingRefused, type SlackInstallations } from '@roster/database';
import type { Logger } from '@roster/runtime';
import type { CallbackOptions, InstallProvider } from '@slack/oauth';
import type { SingleWorkspace } from './single-workspace.js';
import { BOT_SCOPES } from './workspaces.js';

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

const CONNECTED = 'Slack is connected. Type /dept help in Slack to see what you can do.';
const INSTALLED =
  'Roster is installed, but not connected to your organization yet. Ask an owner of your organization in Roster for a connection link, and open it in your browser.';

/** The pages of the installation: to Slack and back, and for a single workspace the question whether to connect it. */
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

  /** The owner agreed to connect the single workspace. */
  async connect(body: string, response: ServerResponse): Promise<void> {
    const { single, installations } = this.ports;
    const token = new URLSearchParams(body).get('link');
    const link = token === null ? null : await installations.checkLink(token);
    if (single === null || link === null) return void linkInvalid(response);
    try {
      await single.register(link.hash);
      sendPage(response, 200, { title: 'Done', text: CONNECTED });
    } catch (error) {
      this.explain(error, response);
    }
  }

  async finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const options: CallbackOptions = {
      success: ({ metadata }) => sendPage(response, 200, { title: 'Done', text: metadata ? CONNECTED : INSTALLED }),
      failure: (error) => this.explain(error, response),
    };
    const { installer } = this.ports;
    if (installer === null) return ask(null, undefined, response);
    await installer.handleCallback(request, response, options);
  }

  private explain(error: unknown, response: ServerResponse): void {
    this.ports.logger.warn({ error: String(error) }, 'an installation failed');
    if (!(error instanceof SlackBindingRefused))
      return void sendPage(response, 400, {
        title: 'Slack was not connected',
        text: 'Nothing was changed. The page may have expired, or the installation was declined in Slack. Start again from the link.',
      });
    if (error.reason === 'link_invalid') return void linkInvalid(response);
    sendPage(response, 409, {
      title: 'This workspace belongs to another organization',
      text: 'Nothing was changed. To connect it elsewhere, an owner of that organization must disconnect it first, or someone who manages Slack must remove the app from the workspace.',
    });
  }
}

/** A GET changes nothing: browsers prefetch links, and previews follow them. */
function ask(token: string | null, organization: string | undefined, response: ServerResponse): void {
  if (token === null || organization === undefined) {
    const text =
      'This bot serves one workspace, which it knows. To connect it, ask an owner of your organization in Roster for a connection link.';
    return void sendPage(response, 404, { title: 'A link is needed', text });
  }
  sendPage(response, 200, {
    title: `Connect Slack to ${organization}`,
    text: `People in your Slack workspace will use Roster with their role in ${organization}.`,
    form: `<form method="post"><input type="hidden" name="link" value="${escapeHtml(token)}"><button>Connect</button></form>`,
  });
}

function linkInvalid(response: ServerResponse): void {
  sendPage(response, 410, {
    title: 'This link no longer works',
    text: 'A link works once, for 15 minutes. Ask an owner of your organization in Roster for a new one.',
  });
}

/** A page with a heading and a text. It loads nothing from elsewhere. */
function sendPage(
  response: ServerResponse,
  status: number,
  page: { title: string; text: string; form?: string },
): void {
  const { title, text, form = '' } = page;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}</style>
</head><body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${form}</body></html>`);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
