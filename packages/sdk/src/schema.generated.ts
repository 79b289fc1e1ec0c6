// Made from docs/openapi.json by `npm run generate`; do not edit.

export interface paths {
    "/v1/organizations/{organization_id}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events
         * @description Who changed what, the newest first, page by page. With `Accept: text/csv` all events that fit come as one CSV file, whatever `limit` and `cursor` say.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List department members
         * @description The members of a department, page by page: all, or those whose name or e-mail address is searched for.
         */
        get: operations["listDepartmentMembers"];
        put?: never;
        /**
         * Add department member
         * @description Adds a member of the organization to a department. A user cannot be added to the same department twice.
         */
        post: operations["addDepartmentMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve department member
         * @description One member of a department.
         */
        get: operations["retrieveDepartmentMember"];
        /**
         * Put department member
         * @description Makes sure that a member of the organization is in a department: the same request again is answered 200 instead of an error.
         */
        put: operations["putDepartmentMember"];
        post?: never;
        /**
         * Remove department member
         * @description Removes a user from a department. The user stays a member of the organization.
         */
        delete: operations["removeDepartmentMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move department member
         * @description Moves a user from this department to another in one transaction: it is never in both, and never in neither.
         */
        post: operations["moveDepartmentMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/members/{user_id}/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a member's departments
         * @description The departments that a user was added to, in the order of adding, page by page.
         */
        get: operations["listMemberDepartments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/operations/{operation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve operation
         * @description The state of a change and, once it has ended, its result or the reason why nothing was changed.
         */
        get: operations["retrieveOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AddDepartmentMember: {
            /** @description The user to add. It must be a member of the organization. */
            user_id: string;
        };
        AuditEvent: {
            action: string;
            actor: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "system";
            };
            /** @enum {string} */
            channel: "rest" | "slack" | "bulk" | "system";
            department_id: string | null;
            id: string;
            occurred_at: string;
            operation_id: string | null;
            organization_id: string;
            trace_id: string;
            user_id: string | null;
        };
        AuditEventPage: {
            data: components["schemas"]["AuditEvent"][];
            next_cursor: string | null;
        };
        DepartmentMember: {
            added_at: string;
            email: string;
            full_name: string;
            user_id: string;
        };
        DepartmentMemberPage: {
            data: components["schemas"]["DepartmentMember"][];
            next_cursor: string | null;
        };
        Error: {
            error: {
                /** @enum {string} */
                code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "OPERATION_NOT_FOUND" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "SERVICE_UNAVAILABLE" | "INTERNAL_ERROR";
                details: {
                    [key: string]: unknown;
                };
                message: string;
                status: number;
                system_message: string;
                timestamp: string;
                trace_id: string;
                /** @enum {string} */
                type: "client_error" | "server_error";
            };
            /** @constant */
            success: false;
        };
        MemberDepartment: {
            added_at: string;
            department_id: string;
            name: string;
            parent_id: string | null;
        };
        MemberDepartmentPage: {
            data: components["schemas"]["MemberDepartment"][];
            next_cursor: string | null;
        };
        MoveDepartmentMember: {
            /** @description Where the user goes. It must not be a member there. */
            to_department_id: string;
        };
        Operation: {
            /** @enum {string} */
            channel: "rest" | "slack" | "bulk" | "system";
            created_at: string;
            department_id: string;
            error: {
                /** @enum {string} */
                code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "OPERATION_NOT_FOUND" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "SERVICE_UNAVAILABLE" | "INTERNAL_ERROR";
                details: {
                    [key: string]: unknown;
                };
                message: string;
                status: number;
                system_message: string;
            } | null;
            finished_at: string | null;
            id: string;
            /** @enum {string} */
            kind: "member.add" | "member.remove" | "member.put" | "member.move";
            result: components["schemas"]["DepartmentMember"] | null;
            /** @enum {string} */
            state: "accepted" | "done" | "failed" | "cancelled";
            trace_id: string;
            user_id: string;
        };
        ProblemDetails: {
            /** @enum {string} */
            code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "OPERATION_NOT_FOUND" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "SERVICE_UNAVAILABLE" | "INTERNAL_ERROR";
            detail: string;
            details: {
                [key: string]: unknown;
            };
            instance: string;
            status: number;
            title: string;
            trace_id: string;
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description What was done, like `member.add`. */
                action?: string;
                /** @description The id of who did it: an API key or a user. */
                actor?: string;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description The department that was changed. */
                department_id?: string;
                /** @description The first moment that counts. */
                from?: string;
                /** @description How many entries a page has at most. */
                limit?: number;
                /** @description The operation that made the change. */
                operation_id?: string;
                /** @description The first moment that does not count any more. */
                to?: string;
                /** @description The trace id of the request. */
                trace_id?: string;
                /** @description The user who was concerned. */
                user_id?: string;
            };
            header?: never;
            path: {
                /** @description The organization, `org_…`. */
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events, or all of them as CSV. */
            200: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "evt_4711",
                     *           "organization_id": "org_xyz789",
                     *           "occurred_at": "2025-11-02T08:21:45.123Z",
                     *           "action": "member.add",
                     *           "actor": {
                     *             "type": "api_key",
                     *             "id": "key_0199c2f1"
                     *           },
                     *           "channel": "rest",
                     *           "department_id": "dept_abc123",
                     *           "user_id": "usr_def456",
                     *           "operation_id": "op_0199c2f1aa",
                     *           "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEventPage"];
                    "text/csv": string;
                };
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it. */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request does not have the expected form. The details name each field and what was expected. */
            422: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id. */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key. */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listDepartmentMembers: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description Also the members of all departments below; everybody is listed once, with their first add. */
                include_descendants?: boolean;
                /** @description How many entries a page has at most. */
                limit?: number;
                /** @description Words that each occur in the full name or the e-mail address, whatever their case and order. */
                q?: string;
                /** @description By the time of the add, or by name. */
                sort?: "added_at" | "full_name";
            };
            header?: never;
            path: {
                /** @description The department, `dept_…`. */
                department_id: string;
                /** @description The organization, `org_…`. */
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members. */
            200: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "user_id": "usr_def456",
                     *           "full_name": "Jane Smith",
                     *           "email": "jane@company.com",
                     *           "added_at": "2025-11-02T08:21:45.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentMemberPage"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it.
             *
             *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
             */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request does not have the expected form. The details name each field and what was expected. */
            422: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id. */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key. */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    addDepartmentMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the first answer again. 1 to 255 visible ASCII characters, quoted or not. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: answer 202 as soon as the change is safe. `wait=N`: wait up to N seconds (0 to 60) for its outcome before that. Without it, 10 seconds. */
                Prefer?: string;
            };
            path: {
                /** @description The department, `dept_…`. */
                department_id: string;
                /** @description The organization, `org_…`. */
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddDepartmentMember"];
            };
        };
        responses: {
            /** @description The user was added. */
            201: {
                headers: {
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "usr_def456",
                     *       "full_name": "Jane Smith",
                     *       "email": "jane@company.com",
                     *       "added_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentMember"];
                };
            };
            /** @description The change is safe but not done yet. Its operation tells how it ends. */
            202: {
                headers: {
                    /** @description Where to read the operation. */
                    Location?: string;
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.add",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "user_id": "usr_def456",
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it.
             *
             *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
             *
             *     `MEMBER_NOT_FOUND`: The specified user is not a member of this organization.
             */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request did not arrive completely in time. Nothing was changed; send it again. */
            408: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `DEPARTMENT_MEMBERSHIP_DUPLICATE`: This user is already a member of the department.
             *
             *     `OPERATION_CANCELLED`: The operation was cancelled before it began. Nothing was changed.
             */
            409: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is larger than this endpoint accepts. The details give the limit in bytes. */
            413: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Send the body as JSON, with the header "Content-Type: application/json". */
            415: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `VALIDATION_FAILED`: The request does not have the expected form. The details name each field and what was expected.
             *
             *     `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was used before with another request. Use a new key for a new request.
             */
            422: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id.
             *
             *     `OPERATION_FAILED`: The change could not be made and nothing was changed. Send it again as a new request, with a new Idempotency-Key; if it fails again, tell us the trace_id.
             */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key.
             *
             *     `OVERLOADED`: Too many changes are waiting. Nothing was changed; send it again after the seconds in Retry-After.
             */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    retrieveDepartmentMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The department, `dept_…`. */
                department_id: string;
                /** @description The organization, `org_…`. */
                organization_id: string;
                /** @description The user, `usr_…`. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "usr_def456",
                     *       "full_name": "Jane Smith",
                     *       "email": "jane@company.com",
                     *       "added_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentMember"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it.
             *
             *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
             *
             *     `DEPARTMENT_MEMBER_NOT_FOUND`: The specified user is not a member of this department.
             */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id. */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key. */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    putDepartmentMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the first answer again. 1 to 255 visible ASCII characters, quoted or not. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: answer 202 as soon as the change is safe. `wait=N`: wait up to N seconds (0 to 60) for its outcome before that. Without it, 10 seconds. */
                Prefer?: string;
            };
            path: {
                /** @description The department, `dept_…`. */
                department_id: string;
                /** @description The organization, `org_…`. */
                organization_id: string;
                /** @description The user, `usr_…`. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user was there already. */
            200: {
                headers: {
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "usr_def456",
                     *       "full_name": "Jane Smith",
                     *       "email": "jane@company.com",
                     *       "added_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentMember"];
                };
            };
            /** @description The user was added. */
            201: {
                headers: {
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "usr_def456",
                     *       "full_name": "Jane Smith",
                     *       "email": "jane@company.com",
                     *       "added_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentMember"];
                };
            };
            /** @description The change is safe but not done yet. Its operation tells how it ends. */
            202: {
                headers: {
                    /** @description Where to read the operation. */
                    Location?: string;
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.put",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "user_id": "usr_def456",
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it.
             *
             *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
             *
             *     `MEMBER_NOT_FOUND`: The specified user is not a member of this organization.
             */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `OPERATION_CANCELLED`: The operation was cancelled before it began. Nothing was changed. */
            409: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was used before with another request. Use a new key for a new request. */
            422: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id.
             *
             *     `OPERATION_FAILED`: The change could not be made and nothing was changed. Send it again as a new request, with a new Idempotency-Key; if it fails again, tell us the trace_id.
             */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key.
             *
             *     `OVERLOADED`: Too many changes are waiting. Nothing was changed; send it again after the seconds in Retry-After.
             */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    removeDepartmentMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the first answer again. 1 to 255 visible ASCII characters, quoted or not. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: answer 202 as soon as the change is safe. `wait=N`: wait up to N seconds (0 to 60) for its outcome before that. Without it, 10 seconds. */
                Prefer?: string;
            };
            path: {
                /** @description The department, `dept_…`. */
                department_id: string;
                /** @description The organization, `org_…`. */
                organization_id: string;
                /** @description The user, `usr_…`. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change is safe but not done yet. Its operation tells how it ends. */
            202: {
                headers: {
                    /** @description Where to read the operation. */
                    Location?: string;
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.remove",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "user_id": "usr_def456",
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The user was removed. */
            204: {
                headers: {
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it.
             *
             *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
             *
             *     `DEPARTMENT_MEMBER_NOT_FOUND`: The specified user is not a member of this department.
             */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `OPERATION_CANCELLED`: The operation was cancelled before it began. Nothing was changed. */
            409: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was used before with another request. Use a new key for a new request. */
            422: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id.
             *
             *     `OPERATION_FAILED`: The change could not be made and nothing was changed. Send it again as a new request, with a new Idempotency-Key; if it fails again, tell us the trace_id.
             */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key.
             *
             *     `OVERLOADED`: Too many changes are waiting. Nothing was changed; send it again after the seconds in Retry-After.
             */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    moveDepartmentMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the first answer again. 1 to 255 visible ASCII characters, quoted or not. */
                "Idempotency-Key"?: string;
                /** @description `respond-async`: answer 202 as soon as the change is safe. `wait=N`: wait up to N seconds (0 to 60) for its outcome before that. Without it, 10 seconds. */
                Prefer?: string;
            };
            path: {
                /** @description The department, `dept_…`. */
                department_id: string;
                /** @description The organization, `org_…`. */
                organization_id: string;
                /** @description The user, `usr_…`. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveDepartmentMember"];
            };
        };
        responses: {
            /** @description The user was moved. The object is the membership in the other department. */
            200: {
                headers: {
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "usr_def456",
                     *       "full_name": "Jane Smith",
                     *       "email": "jane@company.com",
                     *       "added_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentMember"];
                };
            };
            /** @description The change is safe but not done yet. Its operation tells how it ends. */
            202: {
                headers: {
                    /** @description Where to read the operation. */
                    Location?: string;
                    /** @description The operation of this change. Errors bear it too. */
                    "Operation-Id"?: string;
                    /** @description What of `Prefer` was followed. */
                    "Preference-Applied"?: string;
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.move",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "user_id": "usr_def456",
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it.
             *
             *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
             *
             *     `DEPARTMENT_MEMBER_NOT_FOUND`: The specified user is not a member of this department.
             */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request did not arrive completely in time. Nothing was changed; send it again. */
            408: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `DEPARTMENT_MEMBERSHIP_DUPLICATE`: This user is already a member of the department.
             *
             *     `OPERATION_CANCELLED`: The operation was cancelled before it began. Nothing was changed.
             */
            409: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is larger than this endpoint accepts. The details give the limit in bytes. */
            413: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: Send the body as JSON, with the header "Content-Type: application/json". */
            415: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `VALIDATION_FAILED`: The request does not have the expected form. The details name each field and what was expected.
             *
             *     `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was used before with another request. Use a new key for a new request.
             */
            422: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id.
             *
             *     `OPERATION_FAILED`: The change could not be made and nothing was changed. Send it again as a new request, with a new Idempotency-Key; if it fails again, tell us the trace_id.
             */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key.
             *
             *     `OVERLOADED`: Too many changes are waiting. Nothing was changed; send it again after the seconds in Retry-After.
             */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    listMemberDepartments: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description How many entries a page has at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The organization, `org_…`. */
                organization_id: string;
                /** @description The user, `usr_…`. */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of departments. */
            200: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "department_id": "dept_abc123",
                     *           "name": "Engineering",
                     *           "parent_id": "dept_root01",
                     *           "added_at": "2025-11-02T08:21:45.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["MemberDepartmentPage"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it.
             *
             *     `MEMBER_NOT_FOUND`: The specified user is not a member of this organization.
             */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `VALIDATION_FAILED`: The request does not have the expected form. The details name each field and what was expected. */
            422: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id. */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key. */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    retrieveOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The operation, `op_…`: from `Operation-Id` or `Location`. */
                operation_id: string;
                /** @description The organization, `org_…`. */
                organization_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation. */
            200: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.add",
                     *       "state": "done",
                     *       "department_id": "dept_abc123",
                     *       "user_id": "usr_def456",
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.120Z",
                     *       "finished_at": "2025-11-02T08:21:45.123Z",
                     *       "result": {
                     *         "user_id": "usr_def456",
                     *         "full_name": "Jane Smith",
                     *         "email": "jane@company.com",
                     *         "added_at": "2025-11-02T08:21:45.123Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
            400: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
            401: {
                headers: {
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description How to authenticate: Bearer. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
            403: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    /** @description The scope that the token lacks (RFC 6750). */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /**
             * @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it.
             *
             *     `OPERATION_NOT_FOUND`: There is no operation with this id in this organization. Finished operations are kept for a while only.
             */
            404: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After. */
            429: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
            431: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `INTERNAL_ERROR`: Something went wrong on our side. If it stays, tell us the trace_id. */
            500: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key. */
            503: {
                headers: {
                    /** @description For each limit: `r` requests are left, and it begins anew in `t` seconds. */
                    RateLimit?: string;
                    /** @description For each limit: `q` requests in `w` seconds. */
                    "RateLimit-Policy"?: string;
                    /** @description Seconds after which to try again. */
                    "Retry-After"?: string;
                    /** @description The W3C trace id of the request: the one in logs and errors. */
                    "Trace-Id"?: string;
                    /** @description The span that answered (W3C Trace Context). */
                    traceparent?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
