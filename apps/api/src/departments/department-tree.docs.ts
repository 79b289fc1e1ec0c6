import { IDEMPOTENCY_KEY } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';
import { BODY_ERRORS, DEPARTMENT, ENGINEERING, ETAG, IF_MATCH, ORGANIZATION } from './department-examples.js';

export const DocumentTree = () =>
  Endpoint({
    id: 'retrieveDepartmentTree',
    tag: 'Departments',
    summary: 'Retrieve department tree',
    description:
      'The departments, each with its children inside it: all of them, or one and those below it. Siblings are sorted by name.',
    path: { organization_id: ORGANIZATION },
    query: [
      {
        name: 'root',
        description: 'Only this department and those below it.',
        schema: { type: 'string', example: 'dept_abc123' },
      },
      {
        name: 'depth',
        description: 'How many levels are shown; all when left out. Totals count what lies below them too.',
        schema: { type: 'integer', minimum: 1, maximum: 32 },
      },
    ],
    answers: {
      200: {
        description: 'The departments at the top, or the root, with all that is shown below them.',
        schema: 'DepartmentTree',
        example: { data: [{ ...ENGINEERING, total_member_count: 40, child_count: 2, children: [] }] },
      },
    },
    errors: ['DEPARTMENT_NOT_FOUND', 'VALIDATION_FAILED'],
  });

const place = (parent: string | null, path: string, depth: number) => ({ parent_id: parent, path, depth });

export const DocumentReparent = () =>
  Endpoint({
    id: 'reparentDepartment',
    tag: 'Departments',
    summary: 'Reparent department',
    description: 'Puts a department, with all below it and all their members, below another one or at the top.',
    path: { organization_id: ORGANIZATION, department_id: DEPARTMENT },
    query: [
      {
        name: 'dry_run',
        description: '`true`: checks everything and tells what would change, and changes nothing.',
        schema: { type: 'boolean', default: false },
      },
    ],
    requestHeaders: [IDEMPOTENCY_KEY, IF_MATCH],
    body: { schema: 'MoveDepartment', example: { parent_id: 'dept_root01' } },
    answers: {
      200: {
        description: 'What was changed, or would be.',
        schema: 'DepartmentMove',
        example: {
          dry_run: false,
          before: place(null, 'Engineering', 1),
          after: place('dept_root01', 'Company/Engineering', 2),
          departments_moved: 3,
          department: ENGINEERING,
        },
        headers: ETAG,
      },
    },
    errors: [
      'IDEMPOTENCY_KEY_REUSED',
      'DEPARTMENT_NOT_FOUND',
      'DEPARTMENT_CYCLE',
      'DEPARTMENT_TOO_DEEP',
      'DEPARTMENT_NAME_TAKEN',
      'PRECONDITION_FAILED',
      ...BODY_ERRORS,
    ],
  });
