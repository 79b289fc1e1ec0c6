/** The headings of the reference, in its order. */
export const TAGS = {
  Departments: 'The tree of an organization.',
  Members: 'Who is a member of which department.',
  Operations: 'Changes, and how they ended.',
  Organizations: 'The tenant that a token belongs to, and how one begins.',
  People: 'Who belongs to an organization, and in which role.',
  'API keys': 'Tokens of programs.',
  Slack: 'The workspaces and users of Slack that belong to an organization.',
  Audit: 'Who changed what, when and how.',
} as const;

export type Tag = keyof typeof TAGS;
