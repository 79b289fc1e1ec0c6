import { z } from 'zod';
import type { NotAPerson } from '../answers/answer.js';

/** What we read of a user object: https://docs.slack.dev/reference/objects/user-object */
export const slackProfileSchema = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  real_name: z.string().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
  profile: z
    .object({
      email: z.string().optional(),
      display_name: z.string().optional(),
      real_name: z.string().optional(),
    })
    .optional(),
});
export type SlackProfile = z.infer<typeof slackProfileSchema>;

const SLACKBOT = 'USLACKBOT';

/** Why a user cannot stand for anybody, whatever the address; null when one can. */
export function refusalOf(
  profile: SlackProfile,
  { teamId, enterpriseId }: { teamId: string; enterpriseId: string | null },
): NotAPerson | null {
  if (profile.deleted) return 'deactivated_in_slack';
  if (profile.is_bot || profile.id === SLACKBOT) return 'bot';
  const sameEnterprise = enterpriseId !== null && profile.enterprise_user?.enterprise_id === enterpriseId;
  const elsewhere = profile.team_id !== undefined && profile.team_id !== teamId && !sameEnterprise;
  if (profile.is_stranger || elsewhere) return 'other_workspace';
  if (profile.is_restricted || profile.is_ultra_restricted) return 'guest';
  if (profile.is_email_confirmed === false || !profile.profile?.email) return 'email_not_verified';
  return null;
}

export function nameOf({ id, name, real_name, profile }: SlackProfile): string {
  return profile?.real_name || real_name || profile?.display_name || name || id;
}
