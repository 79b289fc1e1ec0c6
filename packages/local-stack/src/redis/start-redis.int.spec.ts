import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithRedis } from '../testing/test-environment.js';
import { redisBinary } from './redis-binary.js';
import { startRedis } from './start-redis.js';

describeWithRedis('startRedis', () => {
  it('answers when it resolves, drops nothing for want of memory, and is gone after stop', async () => {
    const redis = await startRedis();
    expect(await send(redis.port, 'PING')).toContain('+PONG');
    expect(await send(redis.port, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
    await redis.stop();
    await expect(send(redis.port, 'PING')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('finds the appended writes again after a stop on the same folder and port', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'roster-spec-'));
    const first = await startRedis({ dir, appendOnly: true });
    await send(first.port, 'SET kept 1');
    await first.stop();
    const second = await startRedis({ dir, appendOnly: true, port: first.port });
    expect(await send(second.port, 'GET kept')).toContain('1');
    await second.kill();
    rmSync(dir, { recursive: true });
  });

  it('says why it did not start', async () => {
    const redis = await startRedis();
    await expect(startRedis({ port: redis.port })).rejects.toThrow(/Address already in use/);
    await redis.stop();
  });
});

describe('redisBinary', () => {
  it('finds nothing on a PATH without redis-server', () => {
    expect(redisBinary('/nowhere:')).toBeUndefined();
  });
});

/** One inline command of the Redis protocol, and the raw answer. */
function send(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(`${command}\r\nQUIT\r\n`));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}
