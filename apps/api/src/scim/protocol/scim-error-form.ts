import { type DomainError, type ErrorCode, errorDefinition } from '@roster/domain';
import type { ErrorAnswer, ErrorForm } from '../../errors/error-answer.js';
import { ScimError, type ScimType } from '../scim-error.js';
import { SCIM_BASE, SCIM_TYPE } from './scim-paths.js';

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Errors in SCIM's form (RFC 7644, section 3.12). */
export const SCIM_ERRORS: ErrorForm = {
  base: SCIM_BASE,
  refusal(exception) {
    if (!(exception instanceof ScimError)) return null;
    const { status, scimType, message } = exception;
    return { status, headers: TYPE, body: scimErrorBody(status, scimType, message), code: scimType ?? 'SCIM_ERROR' };
  },
  answer(error: DomainError, usual: ErrorAnswer): ErrorAnswer {
    const { status, scimType } = READ_AS[error.code] ?? { ...usual, scimType: null };
    return { status, headers: { ...usual.headers, ...TYPE }, body: scimErrorBody(status, scimType, detailOf(error)) };
  },
};

const TYPE = { 'content-type': SCIM_TYPE };

/** What SCIM answers otherwise, or has a keyword for (RFC 7644, table 9). */
const READ_AS: Partial<Record<ErrorCode, { readonly status: number; readonly scimType: ScimType }>> = {
  MALFORMED_REQUEST: { status: 400, scimType: 'invalidSyntax' },
  VALIDATION_FAILED: { status: 400, scimType: 'invalidValue' },
  MEMBER_EMAIL_DUPLICATE: { status: 409, scimType: 'uniqueness' },
  SCIM_USER_NAME_TAKEN: { status: 409, scimType: 'uniqueness' },
  SCIM_GROUP_NAME_TAKEN: { status: 409, scimType: 'uniqueness' },
  SCIM_MEMBER_NOT_FOUND: { status: 400, scimType: 'invalidValue' },
  DEPARTMENT_NAME_TAKEN: { status: 409, scimType: 'uniqueness' },
  DEPARTMENT_CYCLE: { status: 400, scimType: 'invalidValue' },
  DEPARTMENT_TOO_DEEP: { status: 400, scimType: 'invalidValue' },
  MEMBER_DEACTIVATED: { status: 400, scimType: 'invalidValue' },
};

function scimErrorBody(status: number, scimType: ScimType | null, detail: string): object {
  return { schemas: [ERROR_SCHEMA], status: String(status), ...(scimType === null ? {} : { scimType }), detail };
}

/** The text of the catalogue, and what the details say. Details hold nothing secret. */
function detailOf({ code, details }: DomainError): string {
  const { message } = errorDefinition(code);
  return Object.keys(details).length === 0 ? message : `${message} ${JSON.stringify(details)}`;
}
