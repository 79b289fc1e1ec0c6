import { createHash } from 'node:crypto';
import { DomainError, type ErrorDetails } from './errors/domain-error.js';

/** The versions that a caller accepts: one of these, any existing one (`*`), or no precondition (null). */
export type ExpectedVersion = readonly string[] | '*' | null;

/** A short digest of values: equal for equal ones. */
export function versionOf(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}

/**
 * Throws unless the caller accepts this version.
 *
 * @param details names the object
 * @throws DomainError PRECONDITION_FAILED
 */
export function assertVersion(version: string, expected: ExpectedVersion, details: ErrorDetails): void {
  if (expected === null || expected === '*' || expected.includes(version)) return;
  throw new DomainError('PRECONDITION_FAILED', { ...details, etag: `"${version}"` });
}
