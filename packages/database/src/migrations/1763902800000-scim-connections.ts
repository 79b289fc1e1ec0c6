import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Identity providers that provision people and departments: see `ScimConnection`. */
export class ScimConnections1763902800000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE scim_connections (
        id text NOT NULL,
        organization_id text NOT NULL,
        name text NOT NULL,
        root_department_id text,
        on_delete text NOT NULL,
        adopt boolean NOT NULL DEFAULT false,
        token_hash bytea NOT NULL,
        former_token_hash bytea,
        former_token_expires_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        created_by_type text NOT NULL,
        created_by_id text NOT NULL,
        last_used_at timestamptz(3),
        last_used_address text,
        CONSTRAINT scim_connections_pkey PRIMARY KEY (id),
        CONSTRAINT scim_connections_token_hash_key UNIQUE (token_hash),
        CONSTRAINT scim_connections_former_token_hash_key UNIQUE (former_token_hash),
        CONSTRAINT scim_connections_on_delete_check CHECK ("on_delete" IN ('deactivate', 'remove')),
        CONSTRAINT scim_connections_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE CASCADE,
        CONSTRAINT scim_connections_root_fkey FOREIGN KEY (organization_id, root_department_id)
          REFERENCES departments (organization_id, id)
      );
      CREATE INDEX scim_connections_listing_idx ON scim_connections (organization_id, id);
      CREATE INDEX scim_connections_root_idx ON scim_connections (organization_id, root_department_id)
        WHERE root_department_id IS NOT NULL;
    `);
  }
}
