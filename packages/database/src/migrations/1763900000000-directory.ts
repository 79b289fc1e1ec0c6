import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Organizations, their people, departments and API keys. */
export class Directory1763900000000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE organizations (
        id text CONSTRAINT organizations_pkey PRIMARY KEY,
        name text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE TABLE organization_members (
        organization_id text NOT NULL,
        user_id text NOT NULL,
        full_name text NOT NULL,
        email text NOT NULL,
        role text NOT NULL DEFAULT 'member',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT organization_members_pkey PRIMARY KEY (organization_id, user_id),
        CONSTRAINT organization_members_role_check CHECK ("role" IN ('owner', 'admin', 'member')),
        CONSTRAINT organization_members_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX organization_members_email_key ON organization_members (lower(email), organization_id);

      CREATE TABLE departments (
        id text CONSTRAINT departments_pkey PRIMARY KEY,
        organization_id text NOT NULL,
        parent_id text,
        name text NOT NULL,
        description text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT departments_organization_id_id_key UNIQUE (organization_id, id),
        CONSTRAINT departments_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE CASCADE,
        CONSTRAINT departments_parent_fkey FOREIGN KEY (organization_id, parent_id)
          REFERENCES departments (organization_id, id)
      );
      CREATE UNIQUE INDEX departments_sibling_name_key
        ON departments (organization_id, parent_id, lower(name)) NULLS NOT DISTINCT;

      CREATE TABLE api_keys (
        id text CONSTRAINT api_keys_pkey PRIMARY KEY,
        organization_id text NOT NULL,
        name text NOT NULL,
        token_hash bytea NOT NULL CONSTRAINT api_keys_token_hash_key UNIQUE,
        scopes text[] NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3),
        revoked_at timestamptz(3),
        last_used_at timestamptz(3),
        CONSTRAINT api_keys_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE CASCADE
      );
    `);
  }
}
