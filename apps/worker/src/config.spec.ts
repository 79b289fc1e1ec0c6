import { readConfig } from './config.js';

const DATABASE_URL = 'postgres://localhost/roster';

it.each([
  [{}, { host: '0.0.0.0', port: 3001 }],
  [
    { HOST: '127.0.0.1', HEALTH_PORT: '0' },
    { host: '127.0.0.1', port: 0 },
  ],
])('the worker with %j serves health on %j', (env, operators) => {
  expect(readConfig({ DATABASE_URL, ...env }).operators).toEqual(operators);
});
