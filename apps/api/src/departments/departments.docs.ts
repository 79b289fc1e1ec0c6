import { IDEMPOTENCY_KEY } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';
import { BODY_ERRORS, DEPARTMENT, ENGINEERING, ETAG, IF_MATCH, ORGANIZATION } from './department-examples.js';

export const DocumentCreate = () =>
  Endpoint({
    id: 'createDepartment',
    tag: 'Departments',
    summary: 'Create department',
    description: 'Creates a department at the top or below another one. A tree has at most 32 levels.',
    path: { organization_id: ORGANIZATION },
    requestHeaders: [IDEMPOTENCY_KEY],
    body: {
      schema: 'CreateDepartment',
      example: { name: 'Engineering', parent_id: 'dept_root01', manager_user_id: 'usr_def456' },
    },
    answers: {
      201: {
        description: 'The department was created.',
        schema: 'Department',
        example: { ...ENGINEERING, member_count: 0 },
        headers: { ...ETAG, Location: 'Where to read the department.' },
      },
    },
    errors: [
      'IDEMPOTENCY_KEY_REUSED',
      'DEPARTMENT_NOT_FOUND',
      'MEMBER_NOT_FOUND',
      'DEPARTMENT_NAME_TAKEN',
      'DEPARTMENT_TOO_DEEP',
      ...BODY_ERRORS,
    ],
  });

export const DocumentList = () =>
  Endpoint({
    id: 'listDepartments',
    tag: 'Departments',
    summary: 'List departments',
    description: 'The departments of the organization that fit all filters, page by page.',
    path: { organization_id: ORGANIZATION },
    query: [
      {
        name: 'parent',
        description: 'Only the children of this department; `none`: only departments at the top.',
        schema: { type: 'string', example: 'dept_abc123' },
      },
      {
        name: 'name',
        description: 'Only departments with this in their name, whatever the case.',
        schema: { type: 'string', minLength: 1, maxLength: 100 },
      },
      {
        name: 'manager',
        description: 'Only departments that this user manages.',
        schema: { type: 'string', example: 'usr_def456' },
      },
      {
        name: 'sort',
        description: 'What they are sorted by; with `-` the other way round.',
        schema: { type: 'string', enum: ['name', '-name', 'created_at', '-created_at'], default: 'name' },
      },
      {
        name: 'limit',
        description: 'How many departments a page has at most.',
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
      },
      {
        name: 'cursor',
        description: 'The `next_cursor` of the page before, with the same `sort`.',
        schema: { type: 'string' },
      },
    ],
    answers: {
      200: {
        description: 'A page of departments.',
        schema: 'DepartmentPage',
        example: { data: [ENGINEERING], next_cursor: null },
      },
    },
    errors: ['VALIDATION_FAILED'],
  });

export const DocumentRetrieve = () =>
  Endpoint({
    id: 'retrieveDepartment',
    tag: 'Departments',
    summary: 'Retrieve department',
    description: 'One department, with the `ETag` that an update can refer to.',
    path: { organization_id: ORGANIZATION, department_id: DEPARTMENT },
    answers: { 200: { description: 'The department.', schema: 'Department', example: ENGINEERING, headers: ETAG } },
    errors: ['DEPARTMENT_NOT_FOUND'],
  });

export const DocumentUpdate = () =>
  Endpoint({
    id: 'updateDepartment',
    tag: 'Departments',
    summary: 'Update department',
    description: 'Changes the fields that the body names. To put it below another department, reparent it.',
    path: { organization_id: ORGANIZATION, department_id: DEPARTMENT },
    requestHeaders: [IDEMPOTENCY_KEY, IF_MATCH],
    body: { schema: 'UpdateDepartment', example: { description: 'Builds the product.' } },
    answers: {
      200: { description: 'The department as it is now.', schema: 'Department', example: ENGINEERING, headers: ETAG },
    },
    errors: [
      'IDEMPOTENCY_KEY_REUSED',
      'DEPARTMENT_NOT_FOUND',
      'MEMBER_NOT_FOUND',
      'DEPARTMENT_NAME_TAKEN',
      'PRECONDITION_FAILED',
      ...BODY_ERRORS,
    ],
  });

export const DocumentDelete = () =>
  Endpoint({
    id: 'deleteDepartment',
    tag: 'Departments',
    summary: 'Delete department',
    description:
      'Deletes a department in one transaction. Where it has children or members, say what becomes of them; else nothing is done. With very many members it can take the database too long (503 `DATABASE_TIMEOUT`); nothing is done then, either: delete the departments below it first, one by one.',
    path: { organization_id: ORGANIZATION, department_id: DEPARTMENT },
    query: [
      {
        name: 'children',
        description: '`reparent`: they go to the parent. `cascade`: they are deleted too, with all below them.',
        schema: { type: 'string', enum: ['reparent', 'cascade'] },
      },
      {
        name: 'members',
        description:
          '`move`: whoever is in a department that is deleted is then in its parent, or in the department that `members_to` names; who is there already is there once. `remove`: the memberships end. The people stay in the organization.',
        schema: { type: 'string', enum: ['move', 'remove'] },
      },
      {
        name: 'members_to',
        description: 'Where `members=move` moves them. A department at the top, which has no parent, needs it.',
        schema: { type: 'string', example: 'dept_plat01' },
      },
    ],
    requestHeaders: [IDEMPOTENCY_KEY, IF_MATCH],
    answers: { 204: { description: 'The department is gone.' } },
    errors: [
      'IDEMPOTENCY_KEY_REUSED',
      'DEPARTMENT_NOT_FOUND',
      'DEPARTMENT_NOT_EMPTY',
      'DEPARTMENT_NAME_TAKEN',
      'PRECONDITION_FAILED',
      'VALIDATION_FAILED',
    ],
  });
