import { Controller, Delete, Get, HttpCode, Inject, Patch, Post, Res } from '@nestjs/common';
import {
  createMember,
  type KeyedRequest,
  MemberReader,
  removeMember,
  runIdempotently,
  updateMember,
} from '@roster/database';
import {
  type Caller,
  type Member,
  type MemberChanges,
  memberChangesSchema,
  type NewMember,
  newMemberSchema,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { FastifyReply } from 'fastify';
import type { DataSource } from 'typeorm';
import { Allow } from '../auth/access.guard.js';
import { WRITES } from '../connections/tokens.js';
import { CallerOf } from '../requests/caller.decorator.js';
import { encodeCursor } from '../requests/cursor.js';
import { JsonBody } from '../requests/json-body.decorator.js';
import { Keyed } from '../requests/keyed-request.decorator.js';
import { PathId } from '../requests/path-id.decorator.js';
import { ValidQuery } from '../requests/query.decorator.js';
import { DocumentCreate, DocumentList, DocumentRemove, DocumentRetrieve, DocumentUpdate } from './people.docs.js';
import { type ListPeopleQuery, listPeopleQuerySchema, type PersonPage } from './person-schemas.js';

@Controller('v1/organizations/:organization_id/members')
export class PeopleController {
  constructor(
    @Inject(WRITES) private readonly writes: DataSource,
    private readonly people: MemberReader,
  ) {}

  @Post()
  @Allow('person.create')
  @DocumentCreate()
  async create(
    @CallerOf() caller: Caller,
    @JsonBody(newMemberSchema) wanted: NewMember,
    @Keyed() request: KeyedRequest | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Member> {
    const person = await runIdempotently(this.writes, request, (tx) => createMember(tx, caller, wanted));
    reply.header('location', `/v1/organizations/${caller.principal.organizationId}/members/${person.user_id}`);
    return person;
  }

  @Get()
  @Allow('person.list')
  @DocumentList()
  async list(
    @PathId('organization_id') organizationId: OrganizationId,
    @ValidQuery(listPeopleQuerySchema) { cursor: after, ...filters }: ListPeopleQuery,
  ): Promise<PersonPage> {
    const { members, next } = await this.people.list({ organizationId, after, ...filters });
    return { data: members, next_cursor: next && encodeCursor(next) };
  }

  @Get(':user_id')
  @Allow('person.read')
  @DocumentRetrieve()
  retrieve(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('person_id') userId: UserId,
  ): Promise<Member> {
    return this.people.find(organizationId, userId);
  }

  @Patch(':user_id')
  @Allow('person.update')
  @DocumentUpdate()
  update(
    @CallerOf() caller: Caller,
    @PathId('person_id') userId: UserId,
    @JsonBody(memberChangesSchema) changes: MemberChanges,
    @Keyed() request: KeyedRequest | null,
  ): Promise<Member> {
    return runIdempotently(this.writes, request, (tx) => updateMember(tx, caller, userId, changes));
  }

  @Delete(':user_id')
  @HttpCode(204)
  @Allow('person.remove')
  @DocumentRemove()
  remove(
    @CallerOf() caller: Caller,
    @PathId('person_id') userId: UserId,
    @Keyed() request: KeyedRequest | null,
  ): Promise<void> {
    return runIdempotently(this.writes, request, (tx) => removeMember(tx, caller, userId));
  }
}
