/** What the documentation of all member endpoints shares. */
export const ORGANIZATION = ['The organization, `org_…`.', 'org_xyz789'] as const;
export const USER = ['The user, `usr_…`.', 'usr_def456'] as const;
export const PATH = {
  organization_id: ORGANIZATION,
  department_id: ['The department, `dept_…`.', 'dept_abc123'],
} as const;

export const JANE = {
  user_id: 'usr_def456',
  full_name: 'Jane Smith',
  email: 'jane@company.com',
  added_at: '2025-11-02T08:21:45.123Z',
};

export const PAGE_QUERY = [
  {
    name: 'limit',
    description: 'How many entries a page has at most.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  },
  { name: 'cursor', description: 'The `next_cursor` of the page before.', schema: { type: 'string' } },
] as const;
