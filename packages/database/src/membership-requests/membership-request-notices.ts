import type {
  DepartmentId,
  MembershipRequestId,
  MembershipRequestStatus,
  OrganizationId,
  UserId,
} from '@roster/domain';
import type { DataSource } from 'typeorm';
import { NAMES_DOWN_TO } from '../departments/department-row.js';
import { isOpen } from '../open-organizations.js';
import { type NewSlackDelivery, writeDeliveries } from '../slack/slack-outbox.js';
import { hasUsableWorkspace, type UsableTokens } from '../slack/usable-tokens.js';
import { REQUEST_STATUS } from './membership-requests.js';
import type { RequestDecider } from './request-deciders.js';

/** A membership request whose present status people have not been told of. */
export interface MembershipRequestNotice {
  readonly id: MembershipRequestId;
  readonly organization_id: OrganizationId;
  readonly department_id: DepartmentId;
  readonly department_name: string;
  /** The names of the department and those above it, from the top down. */
  readonly department_names: readonly string[];
  readonly user_id: UserId;
  readonly full_name: string;
  readonly reason: string | null;
  readonly status: MembershipRequestStatus;
  /** The member who asks; null for a program, and for one who has left. */
  readonly asker: RequestDecider | null;
  /** The name of the member who decided; null for a program, or before the decision. */
  readonly decider_name: string | null;
  /** The workspace in which it was made; null over REST. */
  readonly slack_workspace_id: string | null;
}

/** How long a bot has to tell people before another one does. */
const LEASE = '30 seconds';

/** Which membership requests the Slack bots still have to tell people of. */
export class MembershipRequestNotices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly usableTokens: UsableTokens = null,
  ) {}

  /** Leases requests, those that wait longest first, but none of organizations whose workspaces other bots serve. */
  async leaseDue(limit: number): Promise<MembershipRequestNotice[]> {
    const [due]: [{ id: string }[], number] = await this.dataSource.query(
      `UPDATE membership_requests SET tell_at = clock_timestamp() + interval '${LEASE}'
       WHERE id IN (
         SELECT r.id FROM membership_requests r
         WHERE r.tell_at <= clock_timestamp() AND ${isOpen('r.organization_id')}
           AND ${hasUsableWorkspace('r.organization_id', '$2')}
         ORDER BY r.tell_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [limit, this.usableTokens],
    );
    if (due.length === 0) return [];
    return this.read(due.map(({ id }) => id));
  }

  async find(organizationId: OrganizationId, id: MembershipRequestId): Promise<MembershipRequestNotice | null> {
    const [notice] = await this.read([id]);
    return notice?.organization_id === organizationId ? notice : null;
  }

  private read(ids: readonly string[]): Promise<MembershipRequestNotice[]> {
    return this.dataSource.query(
      `SELECT r.id, r.organization_id, r.department_id, d.name AS department_name, ${NAMES_DOWN_TO} AS department_names,
              r.user_id, p.full_name, r.reason, ${REQUEST_STATUS} AS status, r.slack_workspace_id,
              CASE WHEN asker.user_id IS NOT NULL THEN json_build_object(
                'user_id', asker.user_id, 'full_name', asker.full_name, 'email', asker.email) END AS asker,
              decider.full_name AS decider_name
       FROM membership_requests r
       JOIN departments d ON d.organization_id = r.organization_id AND d.id = r.department_id
       JOIN organization_members p ON p.organization_id = r.organization_id AND p.user_id = r.user_id
       LEFT JOIN organization_members asker ON asker.organization_id = r.organization_id
         AND asker.user_id = r.requested_by_id AND r.requested_by_type = 'user'
       LEFT JOIN organization_members decider ON decider.organization_id = r.organization_id
         AND decider.user_id = r.decided_by_id AND r.decided_by_type = 'user'
       WHERE r.id = ANY ($1) ORDER BY r.created_at, r.id`,
      [ids],
    );
  }

  /** Stores the messages and notes that they were. False when the status has changed since: people are notified of that next. */
  async told(
    { id, status }: Pick<MembershipRequestNotice, 'id' | 'status'>,
    deliveries: readonly NewSlackDelivery[],
  ): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const [rows]: [unknown[], number] = await tx.query(
        `UPDATE membership_requests SET tell_at = NULL WHERE id = $1 AND status = $2 RETURNING id`,
        [id, status],
      );
      if (rows.length === 0) return false;
      await writeDeliveries(tx, deliveries);
      return true;
    });
  }

  /** The connected workspaces of an organization, that of the request first. */
  async workspaces({ organization_id, slack_workspace_id }: MembershipRequestNotice): Promise<string[]> {
    const rows: { workspace_id: string }[] = await this.dataSource.query(
      `SELECT workspace_id FROM slack_installations WHERE organization_id = $1
       ORDER BY workspace_id IS NOT DISTINCT FROM $2 DESC, bound_at, workspace_id LIMIT 5`,
      [organization_id, slack_workspace_id],
    );
    return rows.map(({ workspace_id }) => workspace_id);
  }
}
