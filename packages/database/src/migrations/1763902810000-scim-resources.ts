import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** The people and departments that identity providers look after: see `ScimUser` and `ScimGroup`. */
export class ScimResources1763902810000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE scim_users (
        organization_id text NOT NULL,
        user_id text NOT NULL,
        connection_id text NOT NULL,
        user_name text NOT NULL,
        external_id text,
        attributes jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        deleted_at timestamptz(3),
        CONSTRAINT scim_users_pkey PRIMARY KEY (organization_id, user_id),
        CONSTRAINT scim_users_person_fkey FOREIGN KEY (organization_id, user_id)
          REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE,
        CONSTRAINT scim_users_connection_fkey FOREIGN KEY (connection_id)
          REFERENCES scim_connections (id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX scim_users_user_name_key ON scim_users (connection_id, lower(user_name COLLATE pg_c_utf8))
        WHERE deleted_at IS NULL;
      CREATE INDEX scim_users_listing_idx ON scim_users (connection_id, user_id, deleted_at);
      CREATE INDEX scim_users_external_id_idx ON scim_users (connection_id, external_id) WHERE external_id IS NOT NULL;

      CREATE TABLE scim_groups (
        organization_id text NOT NULL,
        department_id text NOT NULL,
        connection_id text NOT NULL,
        external_id text,
        attributes jsonb NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT scim_groups_pkey PRIMARY KEY (organization_id, department_id),
        CONSTRAINT scim_groups_department_fkey FOREIGN KEY (organization_id, department_id)
          REFERENCES departments (organization_id, id) ON DELETE CASCADE,
        CONSTRAINT scim_groups_connection_fkey FOREIGN KEY (connection_id)
          REFERENCES scim_connections (id) ON DELETE CASCADE
      );
      CREATE INDEX scim_groups_listing_idx ON scim_groups (connection_id, department_id);
      CREATE INDEX scim_groups_external_id_idx ON scim_groups (connection_id, external_id)
        WHERE external_id IS NOT NULL;
    `);
  }
}
