import {
  type Configuration,
  database,
  operatorsAddress,
  port,
  processSettings,
  readConfiguration,
  trustedProxies,
  variable,
} from '@roster/runtime';
import { z } from 'zod';

/** Connections to Postgres unless the environment says otherwise: few people look at the console at once. */
const POOL_SIZE = 5;

const settings = {
  ...processSettings,
  database: database(POOL_SIZE),
  port: variable('CONSOLE_PORT', port.default(3002)),
  host: variable('HOST', z.string().default('0.0.0.0')),
  operators: operatorsAddress,
  /** Where browsers reach the console. With https its cookies are sent over nothing else. */
  publicUrl: variable(
    'CONSOLE_URL',
    z.url({ protocol: /^https?$/, error: 'a URL like https://ops.example.com' }).optional(),
  ),
  /** Addresses or networks whose `X-Forwarded-For` says where a request comes from. */
  trustedProxies: variable('TRUSTED_PROXIES', trustedProxies),
};

export type ConsoleConfig = Configuration<typeof settings>;

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv): ConsoleConfig {
  return readConfiguration(settings, env);
}
