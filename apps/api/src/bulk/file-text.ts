import { isUtf8 } from 'node:buffer';
import { DomainError } from '@roster/domain';
import { BULK_BODY_LIMIT_BYTES } from '../limits.js';
import { validationFailed } from '../requests/validation.js';

const NEWLINE = 0x0a;

/**
 * The text of a file as it arrives, in whole lines, so that no character is split.
 *
 * @throws DomainError PAYLOAD_TOO_LARGE, or VALIDATION_FAILED with the line that has a NUL byte or is not UTF-8
 */
export async function* fileText(
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
  limit = BULK_BODY_LIMIT_BYTES,
): AsyncGenerator<string> {
  let size = 0;
  let lines = 0;
  let pending: Buffer[] = [];
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limit) throw new DomainError('PAYLOAD_TOO_LARGE', { limit_bytes: limit });
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const whole = Buffer.concat([...pending, chunk.subarray(0, end)]);
      yield decode(whole, lines);
      lines += countLines(whole);
      pending = [];
    }
    if (end < chunk.length) pending.push(chunk.subarray(end));
  }
  if (pending.length > 0) yield decode(Buffer.concat(pending), lines);
}

function decode(bytes: Buffer, linesBefore: number): string {
  if (isText(bytes)) return bytes.toString('utf8');
  let line = linesBefore;
  for (let start = 0; ; ) {
    line += 1;
    const end = bytes.indexOf(NEWLINE, start) + 1 || bytes.length;
    if (!isText(bytes.subarray(start, end))) {
      throw validationFailed([{ field: 'body', line, expected: 'text in UTF-8, without NUL bytes' }]);
    }
    start = end;
  }
}

function isText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.includes(0);
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
