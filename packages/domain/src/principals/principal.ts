import { z } from 'zod';
import type { OrganizationId } from '../ids.js';
import type { Actor } from './actor.js';

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
] as const;
/** What a token may be allowed to do. */
export const scopeSchema = z.enum(SCOPES, { error: `one of ${SCOPES.join(', ')}` });
export type Scope = z.infer<typeof scopeSchema>;
export const ALL_SCOPES: readonly Scope[] = scopeSchema.options;

/** What takes the installation: no key and no role of an organization has it, or can be given it. */
export type InstallationScope = 'organizations:create';

/** Whoever a request or a Slack command acts for. It belongs to exactly one organization. */
export interface Principal {
  readonly organizationId: OrganizationId;
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
}

/** Who holds a provisioning token of the installation. It belongs to no organization, and all it may do is begin one. */
export interface Provisioner {
  readonly organizationId: null;
  readonly actor: Actor;
  readonly scopes: ReadonlySet<InstallationScope>;
}
