import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { ArchivedFile } from './archive-format.js';

/**
 * Writes lines to a compressed file, which has its name only when it is whole and on the disk. A file of this name is
 * replaced.
 */
export async function writeLines(file: string, lines: AsyncIterable<string>): Promise<ArchivedFile> {
  const draft = `${file}.partial`;
  const handle = await open(draft, 'w');
  const hash = createHash('sha256');
  const written = { lines: 0, bytes: 0 };
  try {
    await pipeline(
      Readable.from(counted(lines, written)),
      createGzip(),
      new Transform({
        transform(chunk: Buffer, _, done) {
          hash.update(chunk);
          written.bytes += chunk.length;
          done(null, chunk);
        },
      }),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) await handle.appendFile(chunk);
      },
    );
    await handle.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  return { name: basename(file), ...written, sha256: hash.digest('hex') };
}

async function* counted(lines: AsyncIterable<string>, written: { lines: number }): AsyncGenerator<string> {
  for await (const line of lines) {
    written.lines += 1;
    yield `${line}\n`;
  }
}

/** The lines of a compressed file. */
export async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = createGunzip();
  source.on('error', (error) => text.destroy(error));
  source.pipe(text).setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    source.destroy();
    text.destroy();
  }
}

/** The SHA-256 of a file in hex, and its size. */
export async function checksumOf(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
