/** What the reference shows of departments. */
export const ORGANIZATION = ['The organization, `org_…`.', 'org_xyz789'] as const;
export const DEPARTMENT = ['The department, `dept_…`.', 'dept_abc123'] as const;

export const ENGINEERING = {
  id: 'dept_abc123',
  organization_id: 'org_xyz789',
  parent_id: 'dept_root01',
  name: 'Engineering',
  description: 'Builds the product.',
  manager_user_id: 'usr_def456',
  path: 'Company/Engineering',
  depth: 2,
  member_count: 12,
  created_at: '2025-11-02T08:21:45.123Z',
  updated_at: '2025-11-02T08:21:45.123Z',
};

export const IF_MATCH = {
  name: 'If-Match',
  description:
    'The `ETag` that you saw: the change is made only if nobody else changed the department meanwhile. Members that come and go do not count as a change of it.',
  example: '"Zb0wq0lQkZ0Jx2m7o1c9Tg"',
};

export const ETAG = { ETag: 'The version of the department, for `If-Match`.' };

export const BODY_ERRORS = [
  'REQUEST_TIMEOUT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_FAILED',
] as const;
