import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The items of a bulk without a foreign key to their operation: checking it took more time than inserting them, for each
 * of ten thousand items. They are inserted in the transaction that creates the operation, and nowhere else, so none can
 * be without one; and a trigger deletes them with it, once for each statement.
 */
export class ItemsByStatement1763902200000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE FUNCTION forget_operation_items() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          DELETE FROM operation_items WHERE operation_id IN (SELECT id FROM deleted);
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER operations_deleted AFTER DELETE ON operations
        REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION forget_operation_items();
      ALTER TABLE operation_items DROP CONSTRAINT operation_items_operation_fkey;
    `);
  }
}
