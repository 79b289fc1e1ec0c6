/** The headings of the reference, in its order. */
export const TAGS = {
  Members: 'Who is a member of which department.',
  Operations: 'Changes, and how they ended.',
  Audit: 'Who changed what, when and how.',
} as const;

export type Tag = keyof typeof TAGS;
