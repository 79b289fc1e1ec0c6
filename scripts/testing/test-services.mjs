import { randomBytes } from 'node:crypto';

/** Thrown when CI must not go on with suites skipped. */
class MissingTool extends Error {}

/**
 * Runs `work` with the URLs of a Postgres and, where there is a redis-server, of a Redis: those of the environment, or
 * new ones that are stopped afterwards, whatever happens.
 */
export async function withTestServices(work) {
  const { dropDatabase, pgbouncerBinary, redisAvailable, startRedis, startTestPostgres } = await import(
    '@roster/local-stack'
  );
  const started = [];
  // Suites copy this database instead of migrating one each.
  const template = `template_${randomBytes(6).toString('hex')}`;
  const env = { ROSTER_TEST_TEMPLATE: template };
  try {
    if (!process.env.ROSTER_TEST_DATABASE_URL) {
      const postgres = await startTestPostgres();
      started.push(postgres);
      env.ROSTER_TEST_DATABASE_URL = postgres.url;
    }
    if (!process.env.ROSTER_TEST_REDIS_URL && redisAvailable()) {
      const redis = await startRedis();
      started.push(redis);
      env.ROSTER_TEST_REDIS_URL = redis.url;
    }
    if (process.env.CI === 'true' && !(process.env.ROSTER_TEST_REDIS_URL ?? env.ROSTER_TEST_REDIS_URL))
      throw new MissingTool('CI=true, and there is no redis-server: install it (apt-get install redis-server).');
    if (process.env.CI === 'true' && !pgbouncerBinary())
      throw new MissingTool('CI=true, and there is no pgbouncer: install it (apt-get install pgbouncer).');
    return await work(env);
  } finally {
    for (const service of started.reverse()) await service.stop();
    if (process.env.ROSTER_TEST_DATABASE_URL) await dropDatabase(process.env.ROSTER_TEST_DATABASE_URL, template);
  }
}
