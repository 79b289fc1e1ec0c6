import { z } from 'zod';
import type { OrganizationId } from '../ids.js';

/** How a change came in. */
export const channelSchema = z.enum(['rest', 'slack', 'bulk', 'scim', 'system']);
export type Channel = z.infer<typeof channelSchema>;

/** More than any ID has. */
const MAX_ACTOR_ID = 200;

/** Who made a change, as the audit records it. */
export const actorSchema = z.object({
  type: z.enum(['api_key', 'user', 'scim_connection', 'system', 'operator', 'provisioner']),
  id: z.string().meta({ maxLength: MAX_ACTOR_ID }),
});
export type Actor = z.infer<typeof actorSchema>;

const SCOPES = [
  'organization:read',
  'organization:write',
  'departments:read',
  'departments:write',
  'members:read',
  'members:write',
  'operations:read',
  'audit:read',
  'keys:write',
  'webhooks:write',
] as const;
/** What a token may be allowed to do. */
export const scopeSchema = z.enum(SCOPES, { error: `one of ${SCOPES.join(', ')}` });
export type Scope = z.infer<typeof scopeSchema>;
export const ALL_SCOPES: readonly Scope[] = scopeSchema.options;

/** For the whole installation: no API key and no role of an organization has this scope or can be given it. */
export type InstallationScope = 'organizations:create';

/** On whose behalf a request or a Slack command acts. Belongs to exactly one organization. */
export interface Principal {
  readonly organizationId: OrganizationId;
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
}

/** The holder of a provisioning token. Belongs to no organization and may only create one. */
export interface Provisioner {
  readonly organizationId: null;
  readonly actor: Actor;
  readonly scopes: ReadonlySet<InstallationScope>;
}

/** Who requests a change and where it comes from: what authorization and audit need. */
export interface Caller extends Omit<ChangeOrigin, 'actor'> {
  readonly principal: Principal;
}

/** Where a change comes from, for the audit. */
export interface ChangeOrigin {
  readonly actor: Actor;
  readonly channel: Channel;
  /** W3C trace ID of the request: 32 hex digits. */
  readonly traceId: string;
  /** The caller's IP address; absent if there is none. */
  readonly address?: string | undefined;
}

export function originOf({ principal, channel, traceId, address }: Caller): ChangeOrigin {
  return { actor: principal.actor, channel, traceId, address };
}
