import { createDataSource } from '../data-source.js';
import { changeOperator, createOperator, findOperator } from '../operators/operator-store.js';
import { verifyPassword } from '../operators/password-hash.js';

const EMAIL = 'operator@company.com';

/** An operator of the console with this password, to play with. Running it again changes nothing. */
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
