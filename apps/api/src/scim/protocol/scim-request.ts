import { scimConnectionOf } from '@roster/database';
import {
  type Caller,
  DomainError,
  type EnqueuedJob,
  type ExpectedVersion,
  type MembershipCommand,
  type ScimConnectionId,
} from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../../requests/caller.js';
import { parseIfMatch } from '../../requests/if-match.js';
import { parsePrefer, type WaitPreference } from '../../requests/prefer.js';
import { readJson } from '../../requests/read-json.js';
import { ScimError } from '../scim-error.js';
import { SCIM_BASE } from './scim-paths.js';

/** The media types that a body may have (RFC 7644, section 3.1); some providers send plain JSON. */
const BODY_TYPES = ['application/scim+json', 'application/json'] as const;

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** A request of an identity provider. */
export class ScimRequest {
  constructor(
    readonly raw: FastifyRequest,
    readonly reply: FastifyReply,
  ) {}

  /** The connection, as audit and authorization need it. */
  get caller(): Caller {
    return { ...callerOf(this.raw), channel: 'scim' };
  }

  get connectionId(): ScimConnectionId {
    return scimConnectionOf(this.caller);
  }

  /** The ID in the path; empty when it is none that Roster could have given. */
  get id(): string {
    return possibleId(this.name);
  }

  /** The last part of the path as it was sent: the name of a schema or resource type, which is no ID of Roster. */
  get name(): string {
    return (this.raw.params as { readonly id?: string }).id ?? '';
  }

  /**
   * A parameter of the query. An empty one counts as absent.
   *
   * @throws ScimError invalidValue when it is repeated
   */
  query(name: string): string | undefined {
    const value = (this.raw.query as Query)[name];
    if (Array.isArray(value)) throw new ScimError('invalidValue', `"${name}" must not be repeated.`);
    return value === '' ? undefined : value;
  }

  /**
   * The body as JSON.
   *
   * @throws ScimError invalidSyntax, DomainError MALFORMED_REQUEST, UNSUPPORTED_MEDIA_TYPE
   */
  get body(): unknown {
    try {
      return readJson(this.raw, BODY_TYPES);
    } catch (error) {
      // A repeated field.
      if (!(error instanceof DomainError) || error.code !== 'VALIDATION_FAILED') throw error;
      throw new ScimError('invalidSyntax', 'The body is not valid: an object in it has a field twice.');
    }
  }

  /**
   * The versions that `If-Match` accepts. Weak tags count, as SCIM's are weak (RFC 7644, section 3.14).
   *
   * @throws DomainError MALFORMED_REQUEST
   */
  get expected(): ExpectedVersion {
    return parseIfMatch(this.raw.headers['if-match']?.replaceAll('W/"', '"'));
  }

  /**
   * How the caller wants to be answered.
   *
   * @throws DomainError MALFORMED_REQUEST
   */
  get preference(): WaitPreference {
    return parsePrefer(this.raw.headers.prefer as string | undefined);
  }

  /** How much longer the caller will wait, in milliseconds. */
  get waitLeftMs(): number {
    const { deadline } = this.raw;
    return deadline === null ? 0 : Math.max(deadline.waitsUntil - performance.now(), 0);
  }

  /** When the caller is answered at the latest, in milliseconds from now. */
  get answerLeftMs(): number {
    const { deadline } = this.raw;
    return deadline === null ? 0 : Math.max(deadline.answersUntil - performance.now(), 0);
  }

  /** The URI of something below the service's address: `/Users/usr_…`. */
  uri(path: string): string {
    return `${this.raw.protocol}://${this.raw.host}${SCIM_BASE}${path}`;
  }

  /**
   * From here on the request has an operation, which the answer and the log name.
   *
   * @returns what to call when the operation is on the queue
   */
  begin({ operationId, departmentId, userId }: MembershipCommand): (job: EnqueuedJob) => void {
    this.reply.header('operation-id', operationId);
    const change: NonNullable<FastifyRequest['change']> = { operationId, departmentId, userId, job: null };
    this.raw.change = change;
    return (job) => {
      change.job = job;
    };
  }
}

/** The text, if it could be an ID: Postgres, for instance, takes no text with NUL. */
export function possibleId(text = ''): string {
  return /^\w{1,100}$/.test(text) ? text : '';
}
