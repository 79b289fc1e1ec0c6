import { z } from 'zod';

/** `pending` is the only state that changes. Items are settled in the order of their positions. */
export const itemStateSchema = z.enum(['pending', 'added', 'rejected', 'cancelled']);
export type ItemState = z.infer<typeof itemStateSchema>;
