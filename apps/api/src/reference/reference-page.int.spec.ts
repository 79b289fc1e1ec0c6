import { get as httpGet } from 'node:http';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { SAMPLE_HOST } from './samples/sample-request.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const get = (path: string) => fetch(`${api.url}${path}`);

/** A body that nobody reads would keep its connection busy. */
async function statusOf(path: string): Promise<number> {
  const { status, body } = await get(path);
  await body?.cancel();
  return status;
}

it('the page loads all its files from this host', async () => {
  const page = await get('/docs');
  expect(page.headers.get('content-type')).toContain('text/html');
  const html = await page.text();
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => String(path));
  expect(files).toHaveLength(4);
  for (const file of files) expect(await statusOf(file)).toBe(200);
  expect(html).not.toMatch(/https?:/);
  expect(await statusOf('/docs/other.js')).toBe(404);
});

it('the script is sent compressed to those who accept it, and is the same for the others', async () => {
  const size = (encoding: string) =>
    new Promise<{ encoding: string | undefined; bytes: number }>((resolve, reject) => {
      const headers = { 'accept-encoding': encoding };
      httpGet(`${api.url}/docs/scalar.js`, { headers }, (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
        answer.on('end', () => resolve({ encoding: answer.headers['content-encoding'], bytes }));
      }).on('error', reject);
    });
  const plain = (await (await get('/docs/scalar.js')).text()).length;
  expect(plain).toBeGreaterThan(1_000_000);
  const packed = await size('br, gzip;q=0.8');
  expect(packed.encoding).toBe('gzip');
  expect(packed.bytes).toBeLessThan(plain / 2);
  for (const encoding of ['identity', 'gzip;q=0']) {
    const unpacked = await size(encoding);
    expect([encoding, unpacked.encoding]).toEqual([encoding, undefined]);
    expect(unpacked.bytes).toBeGreaterThanOrEqual(plain);
  }
});

it('the document of the page has samples for each endpoint, and fills in no optional parameter', async () => {
  const programs = await (await get('/openapi.json')).text();
  expect(programs).not.toContain('x-codeSamples');
  const { body: document } = await send(`${api.url}/docs/openapi.json`, 'GET', '');
  const operations = Object.values<object>(document.paths).flatMap(Object.values);
  const labels = operations.map((operation) => operation['x-codeSamples'].map(({ label }: { label: string }) => label));
  expect(labels.length).toBeGreaterThan(30);
  for (const each of labels) expect(each).toEqual(['cURL', 'Python SDK', 'Python', 'JavaScript']);
  expect(JSON.stringify(document.paths)).toContain(SAMPLE_HOST);
  const parameters = [
    ...Object.values<Record<string, unknown>>(document.components.parameters),
    ...operations.flatMap(({ parameters }) => parameters as Record<string, unknown>[]),
  ].filter(({ required }) => required === false) as { schema: object }[];
  expect(parameters.length).toBeGreaterThan(10);
  for (const { schema } of parameters) expect(schema).not.toHaveProperty('example');
});
