import {
  ALL_SCOPES,
  type DepartmentId,
  departmentIdSchema,
  type OrganizationId,
  organizationIdSchema,
  type UserId,
  userIdSchema,
} from '@roster/domain';
import { ApiKeyStore } from '../api-keys/api-key-store.js';
import { newApiToken } from '../api-keys/api-keys.js';
import { createDataSource } from '../data-source.js';
import { Department } from '../entities/department.entity.js';
import { Organization, OrganizationMember } from '../entities/organization.entity.js';
import { changeOperator, createOperator, findOperator } from '../operators/operator-store.js';
import { verifyPassword } from '../operators/password-hash.js';

export interface Demo {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  readonly userId: UserId;
  readonly token: string;
}

const ORGANIZATION = organizationIdSchema.parse('org_xyz789');
const DEPARTMENT = departmentIdSchema.parse('dept_abc123');
const JANE = userIdSchema.parse('usr_def456');

const DEPARTMENTS: { id: string; parent_id: string | null; name: string }[] = [
  { id: 'dept_root01', parent_id: null, name: 'Company' },
  { id: DEPARTMENT, parent_id: 'dept_root01', name: 'Engineering' },
  { id: 'dept_plat01', parent_id: DEPARTMENT, name: 'Platform' },
  { id: 'dept_prod01', parent_id: DEPARTMENT, name: 'Product' },
  { id: 'dept_supp01', parent_id: 'dept_root01', name: 'Support' },
];

const MORE_PEOPLE = 48;

/** The data of the reference page, with some more members to try things with. Idempotent. */
export async function seedDemo(
  databaseUrl: string,
  { token = newApiToken() }: { token?: string | undefined } = {},
): Promise<Demo> {
  const dataSource = createDataSource(databaseUrl, { poolSize: 2, applicationName: 'roster-seed' });
  await dataSource.initialize();
  try {
    await dataSource.transaction(async (tx) => {
      const insert = tx.createQueryBuilder().insert().orIgnore();
      const departments = DEPARTMENTS.map((department) => ({ ...department, organization_id: ORGANIZATION }));
      await insert.into(Organization).values({ id: ORGANIZATION, name: 'Demo Company' }).execute();
      await insert.into(OrganizationMember).values(people()).execute();
      await insert.into(Department).values(departments).execute();
    });
    await new ApiKeyStore(dataSource).put({ organizationId: ORGANIZATION, name: 'demo', token, scopes: ALL_SCOPES });
    return { organizationId: ORGANIZATION, departmentId: DEPARTMENT, userId: JANE, token };
  } finally {
    await dataSource.destroy();
  }
}

function people(): Partial<OrganizationMember>[] {
  const jane = {
    organization_id: ORGANIZATION,
    user_id: JANE,
    full_name: 'Jane Smith',
    email: 'jane@company.com',
    role: 'owner' as const,
  };
  const others = Array.from({ length: MORE_PEOPLE }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    return {
      organization_id: ORGANIZATION,
      user_id: `usr_demo${number}`,
      full_name: `Demo Person ${number}`,
      email: `person${number}@company.com`,
    };
  });
  return [jane, ...others];
}

const EMAIL = 'operator@company.com';

/** An operator of the console with this password, to try things with. Idempotent. */
export async function seedOperator(databaseUrl: string, password: string): Promise<{ email: string }> {
  const dataSource = createDataSource(databaseUrl, { poolSize: 1, applicationName: 'roster-seed' });
  await dataSource.initialize();
  try {
    await dataSource.transaction(async (tx) => {
      const account = { email: EMAIL, name: 'Demo Operator', role: 'operator' as const, password };
      if (await createOperator(tx, account)) return;
      const found = await findOperator(tx, EMAIL);
      if (await verifyPassword(password, found?.password_hash ?? null)) return;
      await changeOperator(tx, EMAIL, { kind: 'password', password });
    });
    return { email: EMAIL };
  } finally {
    await dataSource.destroy();
  }
}
