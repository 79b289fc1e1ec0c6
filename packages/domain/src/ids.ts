import { createHash, randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';

/** The prefix of each kind of ID. */
export const ID_PREFIXES = {
  organization: 'org',
  department: 'dept',
  user: 'usr',
  operation: 'op',
  membershipRequest: 'mrq',
  webhookEndpoint: 'we',
  apiKey: 'key',
  auditEvent: 'evt',
  operator: 'opr',
  scimConnection: 'scim',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const MAX_ID_BODY = 64;

function idSchema<Brand extends string>(kind: IdKind) {
  const prefix = ID_PREFIXES[kind];
  return z
    .string({ error: `Expected a string that begins with "${prefix}_".` })
    .regex(new RegExp(`^${prefix}_[A-Za-z0-9]{1,${MAX_ID_BODY}}$`), {
      error: `Expected "${prefix}_" followed by 1 to ${MAX_ID_BODY} letters or digits.`,
    })
    .meta({ minLength: prefix.length + 2, maxLength: prefix.length + 1 + MAX_ID_BODY })
    .brand<Brand>();
}

export const organizationIdSchema = idSchema<'OrganizationId'>('organization');
export const departmentIdSchema = idSchema<'DepartmentId'>('department');
export const userIdSchema = idSchema<'UserId'>('user');
export const operationIdSchema = idSchema<'OperationId'>('operation');
export const membershipRequestIdSchema = idSchema<'MembershipRequestId'>('membershipRequest');
export const webhookEndpointIdSchema = idSchema<'WebhookEndpointId'>('webhookEndpoint');
export const apiKeyIdSchema = idSchema<'ApiKeyId'>('apiKey');
export const operatorIdSchema = idSchema<'OperatorId'>('operator');
export const scimConnectionIdSchema = idSchema<'ScimConnectionId'>('scimConnection');

export type OrganizationId = z.infer<typeof organizationIdSchema>;
export type DepartmentId = z.infer<typeof departmentIdSchema>;
export type UserId = z.infer<typeof userIdSchema>;
export type OperationId = z.infer<typeof operationIdSchema>;
export type MembershipRequestId = z.infer<typeof membershipRequestIdSchema>;
export type WebhookEndpointId = z.infer<typeof webhookEndpointIdSchema>;
export type ApiKeyId = z.infer<typeof apiKeyIdSchema>;
export type OperatorId = z.infer<typeof operatorIdSchema>;
export type ScimConnectionId = z.infer<typeof scimConnectionIdSchema>;

interface IdOf {
  organization: OrganizationId;
  department: DepartmentId;
  user: UserId;
  operation: OperationId;
  membershipRequest: MembershipRequestId;
  webhookEndpoint: WebhookEndpointId;
  apiKey: ApiKeyId;
  auditEvent: string;
  operator: OperatorId;
  scimConnection: ScimConnectionId;
}

/**
 * A new ID. Its body is a UUID version 7 (RFC 9562, section 5.7) in hex: later IDs sort later, so that inserts touch only
 * the right edge of an index.
 */
export function newId<Kind extends IdKind>(kind: Kind): IdOf[Kind] {
  return `${ID_PREFIXES[kind]}_${uuidv7(nextUuid(), uuid).toString('hex')}` as IdOf[Kind];
}

const UUID_BYTES = 16;
const uuid = Buffer.alloc(UUID_BYTES);
const drawn = Buffer.alloc(256 * UUID_BYTES);
let used = drawn.length;
let latest = { msecs: 0, seq: 0 };

/**
 * What the next UUID is made of. Random bytes are drawn many at a time: a call into the system for each would cost more
 * than all else. IDs of one millisecond, or made after the clock was set back, are counted up (RFC 9562, section 6.2).
 */
function nextUuid() {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const random = drawn.subarray(used, used + UUID_BYTES);
  used += UUID_BYTES;
  const msecs = Date.now();
  // The counter begins with 31 random bits of 32, so that there is room to count.
  const seq = msecs > latest.msecs ? random.readUInt32BE(0) >>> 1 : latest.seq + 1;
  latest = { msecs: Math.max(msecs, latest.msecs), seq };
  return { random, ...latest };
}

/** The SHA-256 of several texts. Each is prefixed with its length: no two lists of texts collide. */
export function digest(...parts: readonly string[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest();
}

/**
 * The operation ID of a request that may come twice. The same parts always give the same ID, on every node, so that the
 * primary key of `operations` decides a race.
 */
export function deriveOperationId(...parts: string[]): OperationId {
  return derivedId('operation', parts);
}

/** The ID of a membership request that may be made twice, with the same property. */
export function deriveMembershipRequestId(...parts: string[]): MembershipRequestId {
  return derivedId('membershipRequest', parts);
}

function derivedId<Kind extends IdKind>(kind: Kind, parts: readonly string[]): IdOf[Kind] {
  const body = digest(...parts)
    .toString('hex')
    .slice(0, 32);
  return `${ID_PREFIXES[kind]}_${body}` as IdOf[Kind];
}
