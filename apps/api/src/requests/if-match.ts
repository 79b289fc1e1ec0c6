import { DomainError, type ExpectedVersion } from '@roster/domain';

/** RFC 9110, section 8.8.3. */
const ENTITY_TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;

/**
 * Parses an `If-Match` header (RFC 9110, section 13.1.1). The comparison is strong, so weak tags never match.
 *
 * @throws DomainError MALFORMED_REQUEST
 */
export function parseIfMatch(header: string | undefined): ExpectedVersion {
  if (header === undefined) return null;
  const text = header.trim();
  if (text === '*') return '*';
  const tags = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  if (tags.length === 0) throw malformed();
  return tags.flatMap((tag) => {
    const [whole, weak, version] = ENTITY_TAG.exec(tag) ?? [];
    if (whole === undefined || version === undefined) throw malformed();
    return weak === undefined ? [version] : [];
  });
}

function malformed(): DomainError {
  return new DomainError('MALFORMED_REQUEST', {
    header: 'If-Match',
    expected: '"*", or the ETag of an earlier answer in its double quotes; several separated by commas',
  });
}
