import { DomainError, type ExpectedVersion } from '@roster/domain';

/** RFC 9110, section 8.8.3. */
const ENTITY_TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;

/**
 * Parses an `If-Match` header (RFC 9110, section 13.1.1). The comparison is strong, so weak tags never match. Hand-written,
 * because an entity tag is no structured field, and packages like `fresh` only compare for caches.
 *
 * @throws DomainError MALFORMED_REQUEST
 */
export function parseIfMatch(header: string | undefined): ExpectedVersion {
  if (header === undefined) return null;
  const tags = parseTags('If-Match', header);
  if (tags === '*') return '*';
  // A version ends at a dot: what follows tells apart what is only shown with it, such as the number of members.
  return tags.flatMap(({ weak, opaque }) => (weak ? [] : [opaque.split('.', 1)[0] ?? '']));
}

/**
 * Whether an `If-None-Match` header (RFC 9110, section 13.1.2) names this tag. The comparison is weak.
 *
 * @throws DomainError MALFORMED_REQUEST
 */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = parseTags('If-None-Match', header);
  return tags === '*' || tags.some(({ opaque }) => `"${opaque}"` === etag.replace(/^W\//, ''));
}

interface EntityTag {
  readonly weak: boolean;
  readonly opaque: string;
}

function parseTags(header: string, value: string): '*' | EntityTag[] {
  const text = value.trim();
  if (text === '*') return '*';
  const tags = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  if (tags.length === 0) throw malformed(header);
  return tags.map((tag) => {
    const [, weak, opaque] = ENTITY_TAG.exec(tag) ?? [];
    if (opaque === undefined) throw malformed(header);
    return { weak: weak !== undefined, opaque };
  });
}

function malformed(header: string): DomainError {
  return new DomainError('MALFORMED_REQUEST', {
    header,
    expected: '"*", or the ETag of an earlier answer in its double quotes; several separated by commas',
  });
}
