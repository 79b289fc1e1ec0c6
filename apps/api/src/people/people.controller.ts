import { Controller, Delete, Get, HttpCode, Inject, Patch, Post, Res } from '@nestjs/common';
import {
  createPerson,
  type KeyedRequest,
  PersonReader,
  removePerson,
  runIdempotently,
  updatePerson,
} from '@roster/database';
import {
  type Caller,
  type NewPerson,
  newPersonSchema,
  type OrganizationId,
  type Person,
  type PersonChanges,
  personChangesSchema,
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
    private readonly people: PersonReader,
  ) {}

  @Post()
  @Allow('person.create')
  @DocumentCreate()
  async create(
    @CallerOf() caller: Caller,
    @JsonBody(newPersonSchema) wanted: NewPerson,
    @Keyed() request: KeyedRequest | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Person> {
    const person = await runIdempotently(this.writes, request, (tx) => createPerson(tx, caller, wanted));
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
    const { people, next } = await this.people.list({ organizationId, after, ...filters });
    return { data: people, next_cursor: next && encodeCursor(next) };
  }

  @Get(':user_id')
  @Allow('person.read')
  @DocumentRetrieve()
  retrieve(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('person_id') userId: UserId,
  ): Promise<Person> {
    return this.people.find(organizationId, userId);
  }

  @Patch(':user_id')
  @Allow('person.update')
  @DocumentUpdate()
  update(
    @CallerOf() caller: Caller,
    @PathId('person_id') userId: UserId,
    @JsonBody(personChangesSchema) changes: PersonChanges,
    @Keyed() request: KeyedRequest | null,
  ): Promise<Person> {
    return runIdempotently(this.writes, request, (tx) => updatePerson(tx, caller, userId, changes));
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
    return runIdempotently(this.writes, request, (tx) => removePerson(tx, caller, userId));
  }
}
