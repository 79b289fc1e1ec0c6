import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * `audit_events` and `change_requests` are partitioned by ranges of ids: partition `n` has the ids from `n * 2^40` on. When a
 * month of the audit begins, or a day of the requests, the sequence of the ids jumps to the beginning of the next
 * partition, so that each partition is a span of time and the primary key stays the id. The partition that is written into
 * has room for 10^12 rows, so nothing fails when nobody opens the next one.
 *
 * - What was in a table becomes partition 0, without being copied. Both tables are locked for some milliseconds.
 * - `table_partitions` says when each partition was made, and from when on ids were drawn in it; null while it is ahead.
 * - `keep_partitions` and `drop_change_requests` run as the owner, since the running role can define nothing.
 */
export class Partitions1763903520000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    const [{ schema }] = await tx.query('SELECT quote_ident(current_schema()) AS schema');
    await tx.query(`
      CREATE TABLE table_partitions (
        table_name text NOT NULL,
        number integer NOT NULL,
        made_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        opened_at timestamptz(3),
        archived_at timestamptz(3),
        archive_sha256 text,
        dropped_at timestamptz(3),
        CONSTRAINT table_partitions_pkey PRIMARY KEY (table_name, number)
      );
      INSERT INTO table_partitions (table_name, number, opened_at) VALUES
        ('audit_events', 0, coalesce((SELECT occurred_at FROM audit_events ORDER BY id LIMIT 1), now())),
        ('change_requests', 0, coalesce((SELECT received_at FROM change_requests ORDER BY id LIMIT 1), now()));

      LOCK TABLE change_requests, audit_events IN ACCESS EXCLUSIVE MODE;
    `);
    await partition(tx, 'audit_events', ['time', 'filter', 'origin']);
    await partition(tx, 'change_requests', ['filter']);
    await tx.query(`
      CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

      CREATE FUNCTION make_partition(parent text, number integer) RETURNS void LANGUAGE plpgsql
        SET search_path = ${schema}, pg_temp AS $$
        DECLARE
          leaf text := parent || '_' || number::text;
          newest text := parent || '_' || (number - 1)::text;
          is_unlogged boolean := (SELECT relpersistence = 'u' FROM pg_class WHERE oid = newest::regclass);
        BEGIN
          EXECUTE format('CREATE %s TABLE %I (LIKE %I INCLUDING ALL EXCLUDING IDENTITY)',
                         CASE WHEN is_unlogged THEN 'UNLOGGED' ELSE '' END, leaf, newest);
          IF parent = 'audit_events' THEN
            EXECUTE format('CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                           'FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()', leaf);
          END IF;
          EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', parent, leaf,
                         number::bigint << 40, (number + 1)::bigint << 40);
          INSERT INTO table_partitions (table_name, number) VALUES (parent, make_partition.number);
        END
      $$;

      -- The queries of an hour ago have ended, and those that run know of the partition.
      CREATE FUNCTION keep_partitions(parent text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = ${schema}, pg_temp SET lock_timeout = '500ms' AS $$
        DECLARE
          unit text := CASE parent WHEN 'audit_events' THEN 'month' WHEN 'change_requests' THEN 'day' END;
          newest table_partitions;
          ahead table_partitions;
        BEGIN
          IF unit IS NULL THEN RAISE EXCEPTION '% is not partitioned', parent; END IF;
          IF NOT pg_try_advisory_xact_lock(7216421) THEN RETURN NULL; END IF;
          SELECT * INTO STRICT newest FROM table_partitions
          WHERE table_name = parent AND opened_at IS NOT NULL ORDER BY number DESC LIMIT 1;
          SELECT * INTO ahead FROM table_partitions WHERE table_name = parent AND number = newest.number + 1;
          IF NOT FOUND THEN
            PERFORM make_partition(parent, newest.number + 1);
            RETURN 'made';
          END IF;
          IF ahead.made_at > clock_timestamp() - interval '1 hour' OR
             date_trunc(unit, newest.opened_at, 'UTC') >= date_trunc(unit, clock_timestamp(), 'UTC') AND
             pg_total_relation_size(format('%I', parent || '_' || newest.number::text)::regclass) < 64 * 1024 ^ 3 THEN
            RETURN NULL;
          END IF;
          PERFORM setval(pg_get_serial_sequence(parent, 'id'), ahead.number::bigint << 40, false);
          UPDATE table_partitions SET opened_at = clock_timestamp()
          WHERE table_name = parent AND number = ahead.number;
          RETURN 'opened';
        END
      $$;

      -- The rows of a partition are older than the opening of the next.
      CREATE FUNCTION drop_change_requests(retention_hours integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = ${schema}, pg_temp SET lock_timeout = '500ms' AS $$
        DECLARE
          old integer;
          dropped integer := 0;
        BEGIN
          IF NOT pg_try_advisory_xact_lock(7216421) THEN RETURN 0; END IF;
          FOR old IN
            SELECT p.number FROM table_partitions p JOIN table_partitions next ON next.table_name = p.table_name
            WHERE p.table_name = 'change_requests' AND next.number = p.number + 1
              AND next.opened_at < clock_timestamp() - make_interval(hours => retention_hours)
            ORDER BY p.number
          LOOP
            EXECUTE format('DROP TABLE %I', 'change_requests_' || old::text);
            DELETE FROM table_partitions WHERE table_name = 'change_requests' AND number = old;
            dropped := dropped + 1;
          END LOOP;
          RETURN dropped;
        END
      $$;

      -- What runs as the owner must find only the owner's tables and functions there.
      REVOKE CREATE ON SCHEMA ${schema} FROM PUBLIC;
      REVOKE EXECUTE ON FUNCTION keep_partitions, drop_change_requests FROM PUBLIC;
      SELECT make_partition('audit_events', 1), make_partition('change_requests', 1);
    `);
    await shrinkRequestIndexes(tx);
  }
}

/**
 * From now on requests are found by hashes: 37 bytes for each in place of 79, twice. It begins with a partition of its own,
 * which can be written into at once, as every query from before the lock has ended.
 */
async function shrinkRequestIndexes(tx: QueryRunner): Promise<void> {
  await tx.query(`
    DROP INDEX change_requests_1_trace_id_idx, change_requests_1_operation_id_idx;
    CREATE INDEX change_requests_1_trace_idx ON change_requests_1 USING hash (trace_id);
    CREATE INDEX change_requests_1_operation_idx ON change_requests_1 USING hash (operation_id)
      WHERE operation_id IS NOT NULL;
    SELECT setval('change_requests_id_seq', 1099511627776, false);
    UPDATE table_partitions SET opened_at = clock_timestamp() WHERE table_name = 'change_requests' AND number = 1;
    SELECT make_partition('change_requests', 2);
  `);
}

/** The table becomes partition 0 of a new one with its name, its columns, its rights and the continued sequence of ids. */
async function partition(tx: QueryRunner, table: string, indexes: readonly string[]): Promise<void> {
  const leaf = `${table}_0`;
  const [{ last, called }] = await tx.query(`SELECT last_value AS last, is_called AS called FROM ${table}_id_seq`);
  await tx.query(`
    ALTER TABLE ${table} ALTER COLUMN id DROP IDENTITY;
    ALTER TABLE ${table} RENAME TO ${leaf};
    ALTER TABLE ${leaf} RENAME CONSTRAINT ${table}_pkey TO ${leaf}_pkey;
    ${indexes.map((index) => `ALTER INDEX ${table}_${index}_idx RENAME TO ${leaf}_${index}_idx;`).join('\n')}
    CREATE TABLE ${table} (
      LIKE ${leaf} INCLUDING DEFAULTS,
      CONSTRAINT ${table}_pkey PRIMARY KEY (id)
    ) PARTITION BY RANGE (id);
    ALTER TABLE ${table} ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
    SELECT setval('${table}_id_seq', ${last}, ${called});
  `);
  const definitions: { name: string; definition: string }[] = await tx.query(
    `SELECT i.relname AS name, pg_get_indexdef(i.oid) AS definition FROM pg_class i
     WHERE i.relname = ANY ($1) AND i.relnamespace = current_schema()::regnamespace`,
    [indexes.map((index) => `${leaf}_${index}_idx`)],
  );
  for (const { definition } of definitions) {
    await tx.query(definition.replaceAll(leaf, table));
  }
  await tx.query(`
    ALTER TABLE ${table} ATTACH PARTITION ${leaf} FOR VALUES FROM (MINVALUE) TO (1099511627776);
    ALTER TABLE ${leaf} DROP CONSTRAINT ${table}_bounds;
  `);
  await keepRights(tx, leaf, table);
}

/** Processes of the version before are running: what they may do with the table, they may do with the new one at once. */
async function keepRights(tx: QueryRunner, from: string, to: string): Promise<void> {
  const rights: { privilege: string; grantee: string }[] = await tx.query(
    `SELECT a.privilege_type AS privilege, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
     FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = $1::regclass AND a.grantee <> c.relowner`,
    [from],
  );
  for (const { privilege, grantee } of rights) await tx.query(`GRANT ${privilege} ON TABLE ${to} TO ${grantee}`);
}
