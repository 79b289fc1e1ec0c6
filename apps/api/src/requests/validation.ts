import { DomainError } from '@roster/domain';
import type { z } from 'zod';

export interface FieldProblem {
  readonly field: string;
  /** The line in a file. */
  readonly line?: number;
  readonly expected: string;
  /** The JSON type of the value. The value itself is not repeated. */
  readonly received?: string;
}

/** @throws DomainError VALIDATION_FAILED with each invalid field and what was expected */
export function parseOrRefuse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  whole: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw validationFailed(parsed.error.issues.flatMap((issue) => problemsOf(issue, value, whole)));
}

/** How many problems are listed, so that 10,000 invalid IDs do not get an answer larger than the request. */
export const MAX_PROBLEMS = 20;

export function validationFailed(fields: readonly FieldProblem[]): DomainError {
  return new DomainError('VALIDATION_FAILED', { fields: fields.slice(0, MAX_PROBLEMS) });
}

function problemsOf(issue: z.core.$ZodIssue, root: unknown, whole: string): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      expected: `no field of this name in the ${whole}`,
    }));
  }
  const field = issue.path.length === 0 ? whole : issue.path.join('.');
  return [{ field, expected: bare(issue.message), received: typeAt(root, issue.path) }];
}

/** Messages of the domain are sentences ("Expected a string."), but here the key already says "expected". */
function bare(message: string): string {
  return message.replace(/^Expected /, '').replace(/\.$/, '');
}

function typeAt(root: unknown, path: readonly PropertyKey[]): string {
  let value = root;
  for (const key of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
