import { Controller, Inject } from '@nestjs/common';
import {
  createSlackLink,
  disconnectSlackWorkspace,
  linkSlackUser,
  listSlackUsers,
  listSlackWorkspaces,
  readSlackWorkspace,
  runIdempotently,
  unlinkSlackUser,
} from '@roster/database';
import { DomainError } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { ApiConfig } from '../config.js';
import { created, noContent } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { API_CONFIG, READS, WRITES } from '../tokens.js';
import { slack } from './slack.contract.js';

@Controller()
export class SlackController {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
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

  @Endpoint(slack.listSlackWorkspaces)
  async list({ path, query }: RequestOf<typeof slack.listSlackWorkspaces>) {
    const { limit, cursor: after } = query;
    const { items, next } = await listSlackWorkspaces(this.reads.manager, { ...path, limit, after });
    return { data: items, next_cursor: next && encodeCursor(next) };
  }

  @Endpoint(slack.retrieveSlackWorkspace)
  retrieve({ path }: RequestOf<typeof slack.retrieveSlackWorkspace>) {
    return readSlackWorkspace(this.reads.manager, path.organizationId, path.workspaceId);
  }

  @Endpoint(slack.disconnectSlackWorkspace)
  async disconnect({ path, origin, keyed }: RequestOf<typeof slack.disconnectSlackWorkspace>) {
    const { organizationId, workspaceId } = path;
    await runIdempotently(this.writes, keyed, (tx) =>
      disconnectSlackWorkspace(tx, origin, organizationId, workspaceId),
    );
    return noContent();
  }

  @Endpoint(slack.listSlackUsers)
  async listUsers({ path, query }: RequestOf<typeof slack.listSlackUsers>) {
    const { workspace_id: workspaceId, user_id: userId, limit, cursor: after } = query;
    const list = { ...path, workspaceId, userId, limit, after };
    const { items, next } = await listSlackUsers(this.reads.manager, list);
    return { data: items, next_cursor: next && encodeCursor([next.workspaceId, next.slackUserId]) };
  }

  @Endpoint(slack.linkSlackUser)
  async linkUser({ caller, body, keyed }: RequestOf<typeof slack.linkSlackUser>) {
    const { workspace_id: workspaceId, slack_user_id: slackUserId, user_id: userId } = body;
    await runIdempotently(this.writes, keyed, (tx) => linkSlackUser(tx, caller, { workspaceId, slackUserId, userId }));
    return noContent();
  }

  @Endpoint(slack.unlinkSlackUser)
  async unlinkUser({ path, caller, keyed }: RequestOf<typeof slack.unlinkSlackUser>) {
    await runIdempotently(this.writes, keyed, (tx) => unlinkSlackUser(tx, caller, path));
    return noContent();
  }
}
