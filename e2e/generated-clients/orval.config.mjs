const input = '../../docs/openapi.json';

export default {
  client: {
    input,
    output: { target: 'generated/orval/client.ts', client: 'fetch', baseUrl: { runtime: 'process.env.ROSTER_URL' } },
  },
  schemas: { input, output: { target: 'generated/orval/schemas.ts', client: 'zod' } },
};
