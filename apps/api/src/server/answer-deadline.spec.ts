import { collectLog } from '@roster/testing';
import { fastify } from 'fastify';
import { ErrorFilter } from '../errors/error.filter.js';
import { limitAnswerTime } from './answer-deadline.js';

it('a wait for a turn counts as waiting time, and leaves a second', async () => {
  const server = fastify();
  limitAnswerTime(server, new ErrorFilter(collectLog().logger));
  let arrived = 0;
  let began = 0;
  server.addHook('onRequest', (_request, _reply, done) => {
    arrived = performance.now();
    setTimeout(() => {
      began = performance.now();
      done();
    }, 50);
  });
  server.get('/v1/me', ({ deadline }) => ({
    waits: (deadline?.waitsUntil ?? 0) - arrived,
    answers: (deadline?.answersUntil ?? 0) - began,
  }));
  const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/v1/me`;
  const ask = async (prefer: string) =>
    (await (await fetch(url, { headers: { prefer } })).json()) as { waits: number; answers: number };
  // If the time began with the turn, it would be 2,050.
  expect((await ask('wait=2')).waits).toBeLessThan(2_040);
  expect((await ask('wait=0')).answers).toBeGreaterThanOrEqual(1_000);
  await server.close();
});
