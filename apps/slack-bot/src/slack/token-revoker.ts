import type { SlackInstallation, SlackTokens } from '@roster/database';
import { BackgroundWork, type Logger } from '@roster/runtime';
import { WebClient } from '@slack/web-api';
import type { InstallationTokens } from './installation-tokens.js';
import { isTokenRefused } from './workspace-client.js';

const LOOK_EVERY_MS = 2_000;
const AT_ONCE = 5;
/** Of a call to Slack, in milliseconds. */
const TIMEOUT_MS = 10_000;

interface Ports {
  readonly tokens: InstallationTokens;
  readonly store: SlackTokens;
  readonly apiUrl: string;
  readonly logger: Logger;
}

/**
 * Revokes the tokens of workspaces that their organization has disconnected, and deletes them. Several bots may do so side
 * by side. Until Slack has answered, it is tried again every minute, also for tokens that were renewed or replaced meanwhile.
 */
export class TokenRevoker extends BackgroundWork {
  protected readonly tasks = [
    {
      name: 'tokens of disconnected workspaces were not revoked',
      intervalMs: LOOK_EVERY_MS,
      run: () => this.revokeDue(),
    },
  ];

  constructor(private readonly ports: Ports) {
    super(ports.logger);
  }

  private async revokeDue(): Promise<void> {
    const due = await this.ports.store.leaseRevocations(AT_ONCE);
    await Promise.all(due.map((installation) => this.end(installation)));
  }

  private async end(installation: SlackInstallation): Promise<void> {
    const { store, logger } = this.ports;
    const { workspace_id, sealed_tokens } = installation;
    try {
      const revoked = await this.revoke(installation);
      if (await store.deleteRevoked(workspace_id, sealed_tokens))
        logger.info({ workspace_id, revoked }, 'the tokens of a disconnected workspace were deleted');
    } catch (error) {
      logger.warn({ workspace_id, error: String(error) }, 'the token of a disconnected workspace was not revoked');
    }
  }

  /** False when there was nothing to revoke: Slack refused the token, or the key that encrypted it was lost. */
  private async revoke(installation: SlackInstallation): Promise<boolean> {
    const { tokens, apiUrl } = this.ports;
    const token = tokens.canOpen(installation) ? await tokens.valid(installation) : null;
    if (token === null) return false;
    const client = new WebClient(token, {
      slackApiUrl: apiUrl,
      timeout: TIMEOUT_MS,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    });
    try {
      await client.auth.revoke();
      return true;
    } catch (error) {
      if (isTokenRefused(error)) return false;
      throw error;
    }
  }
}
