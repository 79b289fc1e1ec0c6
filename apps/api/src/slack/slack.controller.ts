import { Controller, Inject } from '@nestjs/common';
import { createSlackLink, linkSlackUser, runIdempotently } from '@roster/database';
import { DomainError } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { ApiConfig } from '../config.js';
import { created, noContent } from '../contract/answers.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { API_CONFIG, WRITES } from '../tokens.js';
import { slack } from './slack.contract.js';

@Controller()
export class SlackController {
  constructor(
    @Inject(WRITES) private readonly writes: DataSource,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  @Endpoint(slack.createSlackLink)
  async link({ caller, keyed }: RequestOf<typeof slack.createSlackLink>) {
    const { slackPublicUrl } = this.config;
    if (slackPublicUrl === undefined) throw new DomainError('SLACK_NOT_CONFIGURED');
    const { token, expires_at } = await runIdempotently(this.writes, keyed, (tx) => createSlackLink(tx, caller));
    return created({ url: `${slackPublicUrl.replace(/\/$/, '')}/slack/install?link=${token}`, expires_at });
  }

  @Endpoint(slack.linkSlackUser)
  async linkUser({ caller, body, keyed }: RequestOf<typeof slack.linkSlackUser>) {
    const { workspace_id: workspaceId, slack_user_id: slackUserId, user_id: userId } = body;
    await runIdempotently(this.writes, keyed, (tx) => linkSlackUser(tx, caller, { workspaceId, slackUserId, userId }));
    return noContent();
  }
}
