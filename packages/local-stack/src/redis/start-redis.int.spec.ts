import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redisBinary } from '../executables.js';
import { describeWithRedis } from '../testing/test-environment.js';
import { inlineCommand } from './inline-command.js';
import { startRedis } from './start-redis.js';

describeWithRedis('startRedis', () => {
  it('answers when it resolves, evicts nothing when memory is short, and is gone after stop', async () => {
    const redis = await startRedis();
    expect(await inlineCommand(redis.port, 'PING')).toContain('+PONG');
    expect(await inlineCommand(redis.port, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
    await redis.stop();
    await expect(inlineCommand(redis.port, 'PING')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('restores appended writes when restarted in the same folder and on the same port', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'roster-spec-'));
    const first = await startRedis({ dir, appendOnly: true });
    await inlineCommand(first.port, 'SET kept 1');
    await first.stop();
    const second = await startRedis({ dir, appendOnly: true, port: first.port });
    expect(await inlineCommand(second.port, 'GET kept')).toContain('1');
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
