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
const byKind = { accepted: [], overloaded: [], other: [] };
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
instance.on('response', (_client, status, _bytes, milliseconds) => {
  latencies.push(milliseconds);
  byKind[status < 300 ? 'accepted' : status === 503 ? 'overloaded' : 'other'].push(milliseconds);
});

const { non2xx, errors } = await instance;
const elapsed = (performance.now() - began) / 1_000;
latencies.sort((a, b) => a - b);
const quantileOf = (sorted, share) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const quantile = (share) => quantileOf(latencies, share);
const summary = (values) => {
  values.sort((a, b) => a - b);
  return { requests: values.length, p50: quantileOf(values, 0.5), p99: quantileOf(values, 0.99) };
};
console.log(
  JSON.stringify({
    requests: latencies.length,
    refused: non2xx,
    broken: errors,
    perSecond: latencies.length / elapsed,
    p50: quantile(0.5),
    p99: quantile(0.99),
    accepted: summary(byKind.accepted),
    overloaded: summary(byKind.overloaded),
  }),
);
