// usage: node autocannon.main.mjs url connections seconds      (environment: as requests.lua; prints the same line)
import autocannon from 'autocannon';

const [url, connections, seconds] = process.argv.slice(2);
const {
  BENCH_METHOD: method,
  BENCH_PATH: path,
  BENCH_BODY: body,
  BENCH_PEOPLE: people,
  BENCH_HEADERS: headers,
} = process.env;

let count = 0;
const latencies = [];
const began = performance.now();

const instance = autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  timeout: 20,
  method,
  headers: Object.fromEntries(headers.split('\n').map((line) => line.split(/: (.*)/s, 2))),
  requests: [
    {
      setupRequest(request) {
        if (method === 'GET') return { ...request, path };
        const number = count++;
        return {
          ...request,
          path: path.replace('%d', Math.floor(number / people) + 1),
          body: body.replace('%d', (number % people) + 1),
        };
      },
    },
  ],
});
// Its own histogram counts whole milliseconds, which says nothing about an answer within one.
instance.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));

const { non2xx, errors } = await instance;
const elapsed = (performance.now() - began) / 1_000;
latencies.sort((a, b) => a - b);
const quantile = (share) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
console.log(
  JSON.stringify({
    requests: latencies.length,
    refused: non2xx,
    broken: errors,
    perSecond: latencies.length / elapsed,
    p50: quantile(0.5),
    p99: quantile(0.99),
  }),
);
