import { readFileSync } from 'node:fs';
import { MAX_QUEUE_SHARDS, parseRedisUrl, REDIS_MODES, type RedisSettings } from '@roster/connections';
import { z } from 'zod';
import { wholeNumber } from './variables.js';

const urlError =
  'a URL like redis://host:6379 or rediss://user:password@host:6380, with several hosts host:7000,host:7001';
const text = z.string({ error: 'a text' }).optional();

const certificates = z.string().transform((file, context) => {
  const refuse = (why: string) => {
    context.addIssue({ code: 'custom', message: `a file with certificates in PEM${why}` });
    return z.NEVER;
  };
  try {
    const pem = readFileSync(file, 'utf8');
    return pem.includes('-----BEGIN CERTIFICATE-----') ? pem : refuse('');
  } catch (error) {
    return refuse(` (${String((error as NodeJS.ErrnoException).code)})`);
  }
});

/** Where Redis is, and how it is deployed. */
const redisVariables = {
  REDIS_URL: z
    .string({ error: urlError })
    .refine((url) => parseRedisUrl(url) !== null, { error: urlError })
    .optional(),
  REDIS_MODE: z.enum(REDIS_MODES, { error: `one of ${REDIS_MODES.join(', ')}` }).optional(),
  REDIS_SENTINEL_MASTER: text,
  REDIS_SENTINEL_USERNAME: text,
  REDIS_SENTINEL_PASSWORD: text,
  /** After parsing: the content of the file. */
  REDIS_CA_FILE: certificates.optional(),
  QUEUE_SHARDS: wholeNumber(1, MAX_QUEUE_SHARDS).optional(),
};
type RedisEnvironment = z.output<z.ZodObject<typeof redisVariables>>;

/** Undefined without `REDIS_URL`: the queue is then on Postgres. */
export const redis = z
  .object(redisVariables)
  .superRefine((env, context) => {
    for (const message of contradictions(env)) context.addIssue({ code: 'custom', message });
  })
  .transform(redisSettings);

function redisSettings(env: RedisEnvironment): RedisSettings | undefined {
  if (env.REDIS_URL === undefined) return undefined;
  const { REDIS_SENTINEL_MASTER: master, REDIS_SENTINEL_USERNAME: username, REDIS_SENTINEL_PASSWORD: password } = env;
  return {
    url: env.REDIS_URL,
    mode: env.REDIS_MODE,
    sentinel: master === undefined ? undefined : { master, username, password },
    ca: env.REDIS_CA_FILE,
    queueShards: env.QUEUE_SHARDS,
  };
}

/** A sentence for each variable that contradicts the others. */
function contradictions(env: RedisEnvironment): string[] {
  const { REDIS_URL: url, REDIS_MODE: mode = 'standalone' } = env;
  const others = (Object.keys(redisVariables) as (keyof RedisEnvironment)[]).filter((name) => name !== 'REDIS_URL');
  if (url === undefined)
    return (
      others
        // A queue in Postgres has one shard: more would lie on the same server.
        .filter((name) => env[name] !== undefined && !(name === 'QUEUE_SHARDS' && env[name] === 1))
        .map((name) => `REDIS_URL is not set; expected ${urlError}, as ${name} is set.`)
    );
  const address = parseRedisUrl(url, mode);
  const found: string[] = [];
  if (mode === 'standalone' && address !== null && address.nodes.length > 1)
    found.push(
      `REDIS_MODE is standalone; expected sentinel or cluster, as REDIS_URL names ${address.nodes.length} hosts.`,
    );
  if (mode === 'cluster' && address !== null && address.database !== 0)
    found.push(`REDIS_URL names database ${address.database}; expected none, as a Redis cluster has only one.`);
  if (mode === 'sentinel' && env.REDIS_SENTINEL_MASTER === undefined)
    found.push('REDIS_SENTINEL_MASTER is not set; expected the name of the master, as REDIS_MODE is sentinel.');
  if (mode !== 'sentinel')
    for (const name of others.filter((one) => one.startsWith('REDIS_SENTINEL_') && env[one] !== undefined))
      found.push(`REDIS_MODE is ${mode}; expected sentinel, as ${name} is set.`);
  if (env.REDIS_CA_FILE !== undefined && address?.tls === false)
    found.push('REDIS_URL begins with redis://; expected rediss://, as REDIS_CA_FILE is set.');
  return found;
}
