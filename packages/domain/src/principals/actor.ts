import { z } from 'zod';

/** Over which way a change came in. */
export const channelSchema = z.enum(['rest', 'slack', 'bulk', 'system']);
export type Channel = z.infer<typeof channelSchema>;

/** Who did it, as the audit names them. */
export const actorSchema = z.object({
  type: z.enum(['api_key', 'user', 'system', 'operator', 'provisioner']),
  id: z.string(),
});
export type Actor = z.infer<typeof actorSchema>;
