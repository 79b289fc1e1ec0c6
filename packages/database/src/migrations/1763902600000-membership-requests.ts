import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Requests to be added to a department: see `MembershipRequest`. */
export class MembershipRequests1763902600000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE membership_requests (
        id text NOT NULL,
        organization_id text NOT NULL,
        department_id text NOT NULL,
        user_id text NOT NULL,
        reason text,
        status text NOT NULL DEFAULT 'pending',
        requested_by_type text NOT NULL,
        requested_by_id text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz(3) NOT NULL,
        decided_by_type text,
        decided_by_id text,
        ended_at timestamptz(3),
        operation_id text,
        slack_workspace_id text,
        tell_at timestamptz(3),
        CONSTRAINT membership_requests_pkey PRIMARY KEY (id),
        CONSTRAINT membership_requests_status_check CHECK ("status" IN ('pending', 'approved', 'denied', 'expired')),
        CONSTRAINT membership_requests_ended_check CHECK (("status" = 'pending') = ("ended_at" IS NULL)),
        CONSTRAINT membership_requests_department_fkey FOREIGN KEY (organization_id, department_id)
          REFERENCES departments (organization_id, id) ON DELETE CASCADE,
        CONSTRAINT membership_requests_person_fkey FOREIGN KEY (organization_id, user_id)
          REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX membership_requests_open_key ON membership_requests (department_id, user_id)
        WHERE status = 'pending';
      CREATE INDEX membership_requests_listing_idx ON membership_requests (organization_id, department_id, created_at, id);
      CREATE INDEX membership_requests_person_idx ON membership_requests (organization_id, user_id);
      CREATE INDEX membership_requests_asker_idx ON membership_requests (requested_by_id, organization_id)
        WHERE status = 'pending';
      CREATE INDEX membership_requests_expiry_idx ON membership_requests (expires_at) WHERE status = 'pending';
      CREATE INDEX membership_requests_ended_idx ON membership_requests (ended_at) WHERE ended_at IS NOT NULL;
      CREATE INDEX membership_requests_tell_idx ON membership_requests (tell_at) WHERE tell_at IS NOT NULL;
    `);
  }
}
