import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** Headers that only some answers have. */
export type AnswerHeader =
  | 'Location'
  | 'ETag'
  | 'Link'
  | 'Cache-Control'
  | 'Content-Type'
  | 'Content-Disposition'
  | 'Preference-Applied'
  | 'Retry-After'
  | 'Set-Txn'
  | 'Vary';

/**
 * What a handler returns when its answer is more than a body with the status 200. The HTTP adapter turns it into status
 * and headers.
 */
export class Answer<Status extends number, Body, Header extends AnswerHeader = never> {
  constructor(
    readonly status: Status,
    readonly body: Body,
    readonly headers: Readonly<Record<Header, string>> = {} as never,
  ) {}
}

export function ok<Body, Header extends AnswerHeader = never>(body: Body, headers?: Record<Header, string>) {
  return new Answer(200, body, headers);
}

export function created<Body, Header extends AnswerHeader = never>(body: Body, headers?: Record<Header, string>) {
  return new Answer(201, body, headers);
}

/** @param location where to read the operation */
export function accepted<Operation>(operation: Operation, location: string) {
  return new Answer(202, operation, { Location: location });
}

export function noContent() {
  return new Answer(204, undefined);
}

/** A value already serialized as JSON, for answers that several callers share. */
export type WrittenJson<Value> = Buffer & { readonly value?: Value };

export function writeJson<Value>(value: Value): WrittenJson<Value> {
  return Buffer.from(JSON.stringify(value));
}

/** Several encodings of a body may be sent under its tag, so it is a weak one (RFC 9110, section 8.8.3.3). */
export function weakTag(body: Buffer | string): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

export function okWritten<Value>(
  json: WrittenJson<Value>,
  headers: Readonly<Record<string, string>> = {},
): Answer<200, Value, 'ETag'> {
  return new Answer(200, json as unknown as Value, {
    'Content-Type': 'application/json; charset=utf-8',
    ETag: weakTag(json),
    ...headers,
  });
}

/** A body that is sent while it is made. When that fails, the answer breaks off, and the log says why. */
export function streamed(chunks: AsyncIterable<string>): StreamableFile {
  const stream = Readable.from(chunks);
  const file = new StreamableFile(stream);
  stream.on('error', (error) => file.errorLogger(error));
  return file;
}
