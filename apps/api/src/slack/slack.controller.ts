import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { createSlackLink, type KeyedRequest, linkSlackUser, runIdempotently } from '@roster/database';
import { type Caller, DomainError } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { Allow } from '../auth/access.guard.js';
import type { ApiConfig } from '../config.js';
import { API_CONFIG, WRITES } from '../connections/tokens.js';
import { CallerOf } from '../requests/caller.decorator.js';
import { JsonBody } from '../requests/json-body.decorator.js';
import { Keyed } from '../requests/keyed-request.decorator.js';
import { DocumentLink, DocumentLinkUser } from './slack.docs.js';
import { type LinkSlackUserBody, linkSlackUserBodySchema, type SlackLinkObject } from './slack-schemas.js';

@Controller('v1/organizations/:organization_id')
export class SlackController {
  constructor(
    @Inject(WRITES) private readonly writes: DataSource,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  @Post('slack-links')
  @Allow('slack.link')
  @DocumentLink()
  async link(@CallerOf() caller: Caller, @Keyed() request: KeyedRequest | null): Promise<SlackLinkObject> {
    const { slackPublicUrl } = this.config;
    if (slackPublicUrl === undefined) throw new DomainError('SLACK_NOT_CONFIGURED');
    const { token, expires_at } = await runIdempotently(this.writes, request, (tx) => createSlackLink(tx, caller));
    return { url: `${slackPublicUrl.replace(/\/$/, '')}/slack/install?link=${token}`, expires_at };
  }

  @Post('slack-users')
  @HttpCode(204)
  @Allow('slack.user.link')
  @DocumentLinkUser()
  linkUser(
    @CallerOf() caller: Caller,
    @JsonBody(linkSlackUserBodySchema) body: LinkSlackUserBody,
    @Keyed() request: KeyedRequest | null,
  ): Promise<void> {
    const { workspace_id: workspaceId, slack_user_id: slackUserId, user_id: userId } = body;
    return runIdempotently(this.writes, request, (tx) =>
      linkSlackUser(tx, caller, { workspaceId, slackUserId, userId }),
    );
  }
}
