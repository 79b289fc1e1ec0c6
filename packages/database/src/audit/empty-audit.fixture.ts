import { command, ORGANIZATION, openTestDatabase, person, type TestDatabase } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { AuditSealer } from './audit-sealer.js';
import { readLastSeal, verifyAudit } from './verify-audit.js';

/** A database for each test, with an empty audit; and what is done to it. */
export function useEmptyAudit() {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
    // Created by the seeding.
    await asOwner('DELETE FROM audit_events');
  });
  afterEach(() => database.close());

  /** As one who has the owner's password, and puts the triggers aside. */
  async function asOwner(statement: string, values: unknown[] = []): Promise<void> {
    const runner = database.owner.createQueryRunner();
    await runner.query('SET session_replication_role = replica');
    try {
      await runner.query(statement, values);
    } finally {
      await runner.query('RESET session_replication_role');
      await runner.release();
    }
  }

  const seal = (options = {}) => new AuditSealer(database.dataSource, options).run();
  const verify = (options = {}) => verifyAudit(database.dataSource, options);
  const add = (...people: number[]) =>
    new MembershipLedger(database.dataSource).apply(people.map((one) => command({ userId: person(one) })));
  const addElsewhere = () => insert('org_other', 'now()');

  async function insert(organizationId: string, occurredAt: string): Promise<string> {
    const [{ id }] = await database.dataSource.query(
      `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
       VALUES ($1, ${occurredAt}, 'key.create', 'rest', 'user', 'usr_x', repeat('0', 32)) RETURNING id`,
      [organizationId],
    );
    return id;
  }

  /** The numbers of the organization's events. */
  async function rows(organizationId: string = ORGANIZATION): Promise<string[]> {
    const found: { id: string }[] = await database.dataSource.query(
      'SELECT id FROM audit_events WHERE organization_id = $1 ORDER BY id',
      [organizationId],
    );
    return found.map(({ id }) => id);
  }

  const last = async () => {
    const found = await readLastSeal(database.dataSource, ORGANIZATION);
    if (found === undefined) throw new Error('There is no seal');
    return found;
  };

  return {
    get database() {
      return database;
    },
    asOwner,
    seal,
    verify,
    add,
    addElsewhere,
    insert,
    rows,
    last,
  };
}
