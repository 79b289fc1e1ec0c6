// Made from docs/openapi.json by `npm run generate`; do not edit.

export interface paths {
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the caller
         * @description Who the token is: an API key, or a user who signed in at the identity provider. It names the organization, which all other paths begin with, what the token may do, and until when. Every token of an organization may ask.
         */
        get: operations["retrieveMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create organization
         * @description Creates an organization with its owner and a first API key that has all scopes. This requires a provisioning token, which the operator of the installation has; no API key or user of an organization may do it. Keep the token of the new key safe: only its hash is stored. A repeat with the same `Idempotency-Key` and the same provisioning token gets the first answer again, including that token.
         */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve organization
         * @description Returns the organization that the token belongs to.
         */
        get: operations["retrieveOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update organization
         * @description Renames the organization. Only an owner may do this.
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/v1/organizations/{organization_id}/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Lists all API keys of the organization, including expired and revoked ones, oldest first.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Create API key
         * @description Creates an API key. You can only give it scopes that you have yourself. Keep its token safe: only a hash of it is stored. An organization can have a limited number of active keys, and an installation can limit their lifetime: then `expires_at` is required.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/api-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve API key
         * @description One key, without its token: whether it still works, until when, who created it, and when and from where it was used last.
         */
        get: operations["retrieveApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke API key
         * @description Revokes a key permanently. Within seconds, no node accepts it any more. Revoking it again changes nothing. With `children=revoke`, all keys that were created with it, with those, and so on are revoked in the same transaction, even if the key itself was revoked before.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/api-keys/{key_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate API key
         * @description Creates a key with the same name, scopes and lifetime. The old key keeps working for `overlap_seconds`: a day by default, a week at most. A key can be rotated only once; after that, rotate its successor. When the organization has no place for another active key, set `overlap_seconds` to 0.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events
         * @description Lists who changed what, newest first. With `Accept: text/csv`, all matching events are returned as one CSV file, and `limit` and `cursor` are ignored.
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
    "/v1/organizations/{organization_id}/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List departments
         * @description Lists the departments of the organization that match all filters.
         */
        get: operations["listDepartments"];
        put?: never;
        /**
         * Create department
         * @description Creates a department at the top level or below another department. A tree has at most 32 levels.
         */
        post: operations["createDepartment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve department
         * @description Returns a department. Send its `ETag` in `If-Match` to make sure that you change this version of it.
         */
        get: operations["retrieveDepartment"];
        put?: never;
        post?: never;
        /**
         * Delete department
         * @description Deletes a department in one transaction. If it has children or members, say what should happen to them; otherwise the request is refused. With very many members the deletion can take too long (503 `DATABASE_TIMEOUT`). Nothing is changed then: delete the departments below it first, one by one.
         */
        delete: operations["deleteDepartment"];
        options?: never;
        head?: never;
        /**
         * Update department
         * @description Changes the fields that the body contains. To move a department below another one, reparent it.
         */
        patch: operations["updateDepartment"];
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/digest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve digest of department members
         * @description A hash of the members of a department, without those of the departments below it, as they were at a position in the events. A consumer that has processed all events up to its cursor passes it as `at` and compares the digest with that of its own copy.
         */
        get: operations["retrieveDepartmentDigest"];
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
         * @description Lists the members of a department, or those of them whose name or e-mail address matches a search.
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
         * @description Returns a member of a department.
         */
        get: operations["retrieveDepartmentMember"];
        /**
         * Add department member if absent
         * @description Makes sure that a member of the organization is in a department. If the user is already there, the answer is 200 and not an error.
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
         * @description Moves a user from this department to another one in one transaction, so that the user is never in both or in neither.
         */
        post: operations["moveDepartmentMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/members/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add department members in bulk
         * @description Adds up to 10,000 members of the organization to a department as one operation, with a result for each. Send a list of IDs, or a CSV file whose first line is `user_id` or `email`. The answer comes at once, unless `Prefer: wait=N` asks to wait.
         */
        post: operations["bulkAddDepartmentMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/membership-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List membership requests
         * @description Lists the requests of a department, newest first: all of them for those who may decide, otherwise those that the caller made or that are about the caller. Requests are kept for 90 days after they ended.
         */
        get: operations["listMembershipRequests"];
        put?: never;
        /**
         * Create membership request
         * @description Asks for a member of the organization to be added to a department. Everyone who signs in may ask, for themselves or for others; an API key needs `members:write`. The request can be decided for 14 days. In a connected Slack workspace, the manager of the department is asked there: the nearest one above it if it has none, or else the owners and admins. For one user and one department, only one request can be open.
         */
        post: operations["createMembershipRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/membership-requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve membership request
         * @description One request, if the caller made it, is the user that it is about, or may decide it.
         */
        get: operations["retrieveMembershipRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/membership-requests/{request_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide membership request
         * @description Approves or denies a request. An approval adds the member in the same transaction. The first decision counts; a later one is refused, unless it is the same one by the same caller. Takes the right to add members to the department.
         */
        post: operations["decideMembershipRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/{department_id}/reparent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reparent department
         * @description Moves a department, with everything below it and all their members, below another department or to the top level.
         */
        post: operations["reparentDepartment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/departments/tree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve department tree
         * @description Returns the whole tree, or one department with everything below it. Each department contains its children, sorted by name.
         */
        get: operations["retrieveDepartmentTree"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read events
         * @description Reads the changes of the organization in order, each exactly once. Store `next_cursor` together with the result of processing the page, and continue from there. A page can be empty although `has_more` is true, when none of the events examined matched the filter.
         */
        get: operations["readEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization members
         * @description Lists all members of the organization, including deactivated ones.
         */
        get: operations["listOrganizationMembers"];
        put?: never;
        /**
         * Add organization member
         * @description Adds a member to the organization. This is also the invitation: a user who signs in with the identity provider and has this verified e-mail address is this member. Your token needs all scopes of the new member's role.
         */
        post: operations["createOrganizationMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve organization member
         * @description Returns a member of the organization.
         */
        get: operations["retrieveOrganizationMember"];
        put?: never;
        post?: never;
        /**
         * Remove organization member
         * @description Removes a member from the organization and, in the same transaction, from all its departments. The last active owner cannot be removed.
         */
        delete: operations["removeOrganizationMember"];
        options?: never;
        head?: never;
        /**
         * Update organization member
         * @description Changes the fields that the body contains. A deactivated member can neither sign in nor be added to a department, but keeps their role and departments. The last active owner cannot be demoted or deactivated. A new e-mail address requires all scopes of the member's role and, for the manager of a department, `departments:write`; the member is told in Slack.
         */
        patch: operations["updateOrganizationMember"];
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
         * @description Lists the departments that a user is a member of, in the order in which the user was added to them.
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
         * @description Returns the state of a change and, once it has ended, its result or the reason why nothing was changed. The name and the e-mail address in the result need the scope `members:read`, unless you asked for the change yourself.
         */
        get: operations["retrieveOperation"];
        put?: never;
        post?: never;
        /**
         * Cancel operation
         * @description Cancels a change that has not been made yet. A bulk stops before its next thousand items: users who were already added stay, and the remaining items end as `cancelled`. The audit records the action `operation.cancel`.
         */
        delete: operations["cancelOperation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/operations/{operation_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List operation items
         * @description Lists the items of a bulk in the order in which they were sent, each with its result. An operation on a single member has no items. Without the scope `members:read`, e-mail addresses are left out.
         */
        get: operations["listOperationItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/operations/{operation_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry bulk operation
         * @description Creates a new bulk from the rejected and cancelled items of one that has ended. E-mail addresses are looked up again.
         */
        post: operations["retryOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/scim-connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List SCIM connections
         * @description Lists the SCIM connections of the organization, oldest first.
         */
        get: operations["listScimConnections"];
        put?: never;
        /**
         * Create SCIM connection
         * @description Lets an identity provider such as Okta or Microsoft Entra ID provision people and departments over SCIM 2.0. Enter `base_url` and `token` at the provider. The token opens only SCIM, and no API key does. A connection sees and changes only the people and groups that it created or adopted. It acts with the scopes of an admin, all of which you need yourself.
         */
        post: operations["createScimConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/scim-connections/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve SCIM connection
         * @description One connection, without its token, and when and from where it was used last.
         */
        get: operations["retrieveScimConnection"];
        put?: never;
        post?: never;
        /**
         * Delete SCIM connection
         * @description Disconnects the identity provider: within seconds, its tokens are no longer accepted. Its people, departments and memberships stay as they are.
         */
        delete: operations["deleteScimConnection"];
        options?: never;
        head?: never;
        /**
         * Update SCIM connection
         * @description Changes the settings of a connection; fields that you leave out stay as they are. Groups that are there stay where they are when the root changes.
         */
        patch: operations["updateScimConnection"];
        trace?: never;
    };
    "/v1/organizations/{organization_id}/scim-connections/{connection_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate SCIM token
         * @description Gives the connection a new token. The present token keeps working for `overlap_seconds`: a day by default, a week at most. A token that was replaced before ends at once.
         */
        post: operations["rotateScimToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/slack-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Slack link
         * @description Creates a URL that connects a Slack workspace to the organization. Opening it installs the bot; from then on, people in that workspace act with the roles that they have in Roster. The URL works once, within 15 minutes. Only an owner may create one. A workspace that belongs to another organization is refused.
         */
        post: operations["createSlackLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/slack-users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Slack users
         * @description Lists the Slack users who are linked to members: those whom an admin has linked, and those who were found by their e-mail address when they used Roster or were named in it.
         */
        get: operations["listSlackUsers"];
        put?: never;
        /**
         * Link Slack user
         * @description Links a Slack user to a member, for people who have another e-mail address in Slack than in Roster. This requires all scopes of the member's role and, for the manager of a department, `departments:write`. Linking a Slack user again replaces the earlier link.
         */
        post: operations["linkSlackUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/slack-users/{workspace_id}/{slack_user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlink Slack user
         * @description Ends the link of a Slack user to a member. A user whose e-mail address in Slack is that of a member is found by it again at the next use of Roster: to prevent that, deactivate the member or change one of the addresses. Unlinking takes the right to change a member with that role.
         */
        delete: operations["unlinkSlackUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/slack-workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Slack workspaces
         * @description Lists the workspaces that are connected to the organization, and those that were disconnected, with the reason, until the app is removed from them or another organization connects them.
         */
        get: operations["listSlackWorkspaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/slack-workspaces/{workspace_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Slack workspace
         * @description One workspace: since when it is connected and who connected it, or why it was disconnected, and how many Slack users are linked to members.
         */
        get: operations["retrieveSlackWorkspace"];
        put?: never;
        post?: never;
        /**
         * Disconnect Slack workspace
         * @description Ends the connection at once: nobody in the workspace can use Roster any more. Linked users, linked channels and messages that were not sent yet are deleted; membership requests stay. The Slack bot then revokes its token and deletes it; the app itself stays in the workspace until it is removed there. To connect the workspace again, an owner creates a new link. Only an owner may disconnect a workspace. Repeating it changes nothing.
         */
        delete: operations["disconnectSlackWorkspace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description Lists the webhook endpoints of the organization, oldest first, without their secrets.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Create webhook endpoint
         * @description Creates an endpoint, to which the events of the organization are sent from now on: each department’s in order, each at least once. Keep its secret safe: it is shown only here. The caller also needs `audit:read`, which reading the events takes.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve webhook endpoint
         * @description One endpoint: where it sends what, whether it is disabled and why, and since when it has failed.
         */
        get: operations["retrieveWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete webhook endpoint
         * @description Deletes an endpoint. What is pending is not sent.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Update webhook endpoint
         * @description Changes the fields that the body contains. With another URL, or when the endpoint is enabled again, what is pending is sent at once. The caller also needs `audit:read`.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook deliveries
         * @description Lists the events for an endpoint, latest first, each with its attempts: their times, the status and the first kilobyte of the answer. They are kept for 37 days, attempts for 30.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay events to webhook endpoint
         * @description Sends events again, with the same IDs and in order, also those that were delivered: after a cursor of the feed, or since a time, up to 30 days ago. To a disabled endpoint they are sent once it is enabled.
         */
        post: operations["replayWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate webhook secret
         * @description Gives an endpoint a new secret. For `overlap_seconds`, a day at most and by default, everything sent has two signatures, so that the receiver can exchange its secret meanwhile. A secret from before that no longer signs.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test webhook endpoint
         * @description Sends one event of the type `webhook_endpoint.test` at once, also to a disabled endpoint, and returns the result. The API sends it itself, so its source may be another address than that of other events. It waits 8 seconds for the receiver.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "api_key.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * api_key.created
         * @description An API key was created.
         */
        post: operations["event.api_key.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "api_key.revoked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * api_key.revoked
         * @description An API key was revoked.
         */
        post: operations["event.api_key.revoked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "api_key.rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * api_key.rotated
         * @description An API key was replaced by another.
         */
        post: operations["event.api_key.rotated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "department.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * department.created
         * @description A department was created.
         */
        post: operations["event.department.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "department.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * department.deleted
         * @description A department was deleted. The events for its members come first.
         */
        post: operations["event.department.deleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "department.member.added": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * department.member.added
         * @description A user became a member of a department. After a move, `moved_from` names the other department.
         */
        post: operations["event.department.member.added"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "department.member.removed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * department.member.removed
         * @description A user is no longer a member of a department. After a move, `moved_to` names the other department.
         */
        post: operations["event.department.member.removed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "department.moved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * department.moved
         * @description A department, and with it all below it, was moved to another parent.
         */
        post: operations["event.department.moved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "department.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * department.updated
         * @description The name, the description or the manager of a department changed.
         */
        post: operations["event.department.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "membership_request.approved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * membership_request.approved
         * @description A membership request was approved. The membership has its own event.
         */
        post: operations["event.membership_request.approved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "membership_request.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * membership_request.created
         * @description Somebody asked for a member to be added to a department.
         */
        post: operations["event.membership_request.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "membership_request.denied": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * membership_request.denied
         * @description A membership request was denied.
         */
        post: operations["event.membership_request.denied"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "membership_request.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * membership_request.expired
         * @description Nobody decided about a membership request in time.
         */
        post: operations["event.membership_request.expired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "operation.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * operation.cancelled
         * @description An operation was cancelled, or the rest of a bulk.
         */
        post: operations["event.operation.cancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "organization.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * organization.created
         * @description The organization was created.
         */
        post: operations["event.organization.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "organization.member.bound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * organization.member.bound
         * @description A member signed in for the first time with an account of the identity provider.
         */
        post: operations["event.organization.member.bound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "organization.member.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * organization.member.created
         * @description A user became a member of the organization.
         */
        post: operations["event.organization.member.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "organization.member.removed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * organization.member.removed
         * @description A user left the organization. The events for the user’s departments come first.
         */
        post: operations["event.organization.member.removed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "organization.member.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * organization.member.updated
         * @description The name, the e-mail address, the role or the status of a member of the organization changed.
         */
        post: operations["event.organization.member.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "organization.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * organization.updated
         * @description The organization was renamed.
         */
        post: operations["event.organization.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "scim_connection.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * scim_connection.created
         * @description A connection for an identity provider was created.
         */
        post: operations["event.scim_connection.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "scim_connection.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * scim_connection.deleted
         * @description A connection for an identity provider was deleted. Its people and departments stay.
         */
        post: operations["event.scim_connection.deleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "scim_connection.token_rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * scim_connection.token_rotated
         * @description A connection for an identity provider got a new token.
         */
        post: operations["event.scim_connection.token_rotated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "scim_connection.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * scim_connection.updated
         * @description The settings of a connection for an identity provider changed.
         */
        post: operations["event.scim_connection.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "scim_user.adopted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * scim_user.adopted
         * @description An identity provider took over a member who was in the organization already.
         */
        post: operations["event.scim_user.adopted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "scim_user.department_unknown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * scim_user.department_unknown
         * @description An identity provider named a department that does not exist. The user's memberships stay as they are.
         */
        post: operations["event.scim_user.department_unknown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "scim_user.released": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * scim_user.released
         * @description An identity provider deleted a user, who stays in the organization as a deactivated member.
         */
        post: operations["event.scim_user.released"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "scim_user.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * scim_user.updated
         * @description An identity provider changed what it alone knows of a member, such as the title.
         */
        post: operations["event.scim_user.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "slack.channel.linked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * slack.channel.linked
         * @description A Slack channel was linked to a department.
         */
        post: operations["event.slack.channel.linked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "slack.channel.unlinked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * slack.channel.unlinked
         * @description A Slack channel is no longer linked to a department.
         */
        post: operations["event.slack.channel.unlinked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "slack.invitation.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * slack.invitation.created
         * @description A link to connect a Slack workspace was created.
         */
        post: operations["event.slack.invitation.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "slack.user.linked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * slack.user.linked
         * @description A Slack user was linked to a member of the organization.
         */
        post: operations["event.slack.user.linked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "slack.user.unlinked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * slack.user.unlinked
         * @description A Slack user is no longer linked to a member of the organization.
         */
        post: operations["event.slack.user.unlinked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "slack.workspace.connected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * slack.workspace.connected
         * @description A Slack workspace was connected.
         */
        post: operations["event.slack.workspace.connected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "slack.workspace.disconnected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * slack.workspace.disconnected
         * @description A Slack workspace was disconnected. `reason` is `uninstalled`, `tokens_revoked`, `reinstalled` or `disconnected`.
         */
        post: operations["event.slack.workspace.disconnected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.created
         * @description A webhook endpoint was created.
         */
        post: operations["event.webhook_endpoint.created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.deleted
         * @description A webhook endpoint was deleted.
         */
        post: operations["event.webhook_endpoint.deleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.disabled
         * @description Roster disabled a webhook endpoint: all attempts failed, or it answered 410.
         */
        post: operations["event.webhook_endpoint.disabled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.replayed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.replayed
         * @description Events are sent to a webhook endpoint again.
         */
        post: operations["event.webhook_endpoint.replayed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.secret_rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.secret_rotated
         * @description A webhook endpoint got a new secret.
         */
        post: operations["event.webhook_endpoint.secret_rotated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.test
         * @description A test of a webhook endpoint. It is not in the feed, and its `sequence` is 0.
         */
        post: operations["event.webhook_endpoint.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook_endpoint.updated
         * @description A webhook endpoint was changed, or disabled or enabled by a caller.
         */
        post: operations["event.webhook_endpoint.updated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        AddDepartmentMemberInput: {
            /** @description The user to add, who must be a member of the organization. */
            user_id: string;
        };
        ApiKey: {
            /** Format: date-time */
            created_at: string;
            created_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            } | null;
            expires_at: string | null;
            id: string;
            last_used_address: string | null;
            last_used_at: string | null;
            name: string;
            replaced_by: string | null;
            revoked_at: string | null;
            scopes: ("organization:read" | "organization:write" | "departments:read" | "departments:write" | "members:read" | "members:write" | "operations:read" | "audit:read" | "keys:write" | "webhooks:write")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
        };
        /** @description An API key was created. */
        ApiKeyCreatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                key_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "api_key.created";
        };
        ApiKeyPage: {
            data: components["schemas"]["ApiKey"][];
            next_cursor: string | null;
        };
        /** @description An API key was revoked. */
        ApiKeyRevokedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                key_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "api_key.revoked";
        };
        /** @description An API key was replaced by another. */
        ApiKeyRotatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                key_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "api_key.rotated";
        };
        AuditEvent: {
            action: string;
            actor: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            };
            address: string | null;
            after: {
                [key: string]: unknown;
            } | null;
            before: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            channel: "rest" | "slack" | "bulk" | "scim" | "system";
            department_id: string | null;
            id: string;
            /** Format: date-time */
            occurred_at: string;
            operation_id: string | null;
            organization_id: string;
            subject: string | null;
            trace_id: string;
            user_id: string | null;
        };
        AuditEventPage: {
            data: components["schemas"]["AuditEvent"][];
            next_cursor: string | null;
        };
        BulkAddDepartmentMembersInput: {
            /**
             * @description `partial`: add everybody who can be added. `atomic`: add everybody or nobody.
             * @default partial
             * @enum {string}
             */
            mode?: "partial" | "atomic";
            /** @description The users to add. They must be members of the organization. */
            user_ids: string[];
        };
        CreateApiKeyInput: {
            expires_at?: string | null;
            name: string;
            scopes: ("organization:read" | "organization:write" | "departments:read" | "departments:write" | "members:read" | "members:write" | "operations:read" | "audit:read" | "keys:write" | "webhooks:write")[];
        };
        CreateDepartmentInput: {
            /** @default null */
            description?: string | null;
            /**
             * @description The member of the organization who manages this department, and so may change its members and those of all departments below it. Null if nobody does.
             * @default null
             */
            manager_user_id?: string | null;
            /** @description Unique among its siblings, ignoring case. */
            name: string;
            /**
             * @description The parent department; null for the top level.
             * @default null
             */
            parent_id?: string | null;
        };
        CreatedOrganization: {
            api_key: components["schemas"]["IssuedApiKey"];
            organization: components["schemas"]["Organization"];
            owner: components["schemas"]["Person"];
        };
        CreateMembershipRequestInput: {
            /**
             * @description Why the user should be added.
             * @default null
             */
            reason?: string | null;
            /** @description The user to add, who must be a member of the organization. */
            user_id: string;
        };
        CreateOrganizationInput: {
            key_name?: string;
            name: string;
            owner: {
                /**
                 * Format: email
                 * @description The e-mail address. An internationalized domain is converted to ASCII.
                 */
                email: string;
                full_name: string;
            };
        };
        CreatePersonInput: {
            /**
             * Format: email
             * @description The e-mail address. An internationalized domain is converted to ASCII.
             */
            email: string;
            full_name: string;
            /**
             * @default member
             * @enum {string}
             */
            role?: "owner" | "admin" | "member";
        };
        CreateScimConnectionInput: {
            /** @default false */
            adopt?: boolean;
            /**
             * @default store
             * @enum {string}
             */
            department_mapping?: "store" | "membership";
            name: string;
            /**
             * @default deactivate
             * @enum {string}
             */
            on_delete?: "deactivate" | "remove";
            /** @default null */
            root_department_id?: string | null;
        };
        CreateWebhookEndpointInput: {
            /**
             * @description Only events of this department and of those that are below it when an event is sent.
             * @default null
             */
            department_id?: string | null;
            /**
             * @description A note for people.
             * @default null
             */
            description?: string | null;
            /**
             * @description A disabled endpoint gets nothing. Enabled again, it continues with the events since then.
             * @default false
             */
            disabled?: boolean;
            /**
             * @description The types of events to send; null for all.
             * @default null
             */
            event_types?: ("department.member.added" | "department.member.removed" | "department.created" | "department.updated" | "department.moved" | "department.deleted" | "organization.member.created" | "organization.member.updated" | "organization.member.removed" | "organization.member.bound" | "scim_user.adopted" | "scim_user.updated" | "scim_user.department_unknown" | "scim_user.released" | "organization.created" | "organization.updated" | "api_key.created" | "api_key.rotated" | "api_key.revoked" | "operation.cancelled" | "membership_request.created" | "membership_request.approved" | "membership_request.denied" | "membership_request.expired" | "scim_connection.created" | "scim_connection.updated" | "scim_connection.token_rotated" | "scim_connection.deleted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.replayed" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted" | "slack.invitation.created" | "slack.workspace.connected" | "slack.workspace.disconnected" | "slack.user.linked" | "slack.user.unlinked" | "slack.channel.linked" | "slack.channel.unlinked")[] | null;
            /**
             * Format: uri
             * @description Where events are sent: an https URL. Every address of its host must be on the public internet, or in a network that the installation allows; only there is http allowed, too. Any port will do.
             */
            url: string;
        };
        DecideMembershipRequestInput: {
            /** @enum {string} */
            decision: "approve" | "deny";
        };
        Department: {
            /** Format: date-time */
            created_at: string;
            /** @description The number of names in the path: 1 at the top level. */
            depth: number;
            description: string | null;
            id: string;
            manager_user_id: string | null;
            /** @description The number of members of this department itself, without those of departments below it. */
            member_count: number;
            name: string;
            organization_id: string;
            parent_id: string | null;
            /** @description The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped with a "\". */
            path: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description A department was created. */
        DepartmentCreatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                parent_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "department.created";
        };
        /** @description A department was deleted. The events for its members come first. */
        DepartmentDeletedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "department.deleted";
        };
        DepartmentDigest: {
            /** @description The position in the events for which the digest is true: `at`, or else the end of the events. */
            cursor: string;
            department_id: string;
            /** @description The SHA-256, in hexadecimal, of the `user_id`s of all members, sorted by their bytes, each followed by a line feed. */
            digest: string;
            member_count: number;
        };
        DepartmentMember: {
            /** Format: date-time */
            added_at: string;
            /** Format: email */
            email: string;
            full_name: string;
            user_id: string;
        };
        /** @description A user became a member of a department. After a move, `moved_from` names the other department. */
        DepartmentMemberAddedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                moved_from: string | null;
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "department.member.added";
        };
        DepartmentMemberPage: {
            data: components["schemas"]["DepartmentMember"][];
            next_cursor: string | null;
        };
        /** @description A user is no longer a member of a department. After a move, `moved_to` names the other department. */
        DepartmentMemberRemovedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                moved_to: string | null;
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "department.member.removed";
        };
        DepartmentMove: {
            after: {
                /** @description The number of names in the path: 1 at the top level. */
                depth: number;
                parent_id: string | null;
                /** @description The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped with a "\". */
                path: string;
            };
            before: {
                /** @description The number of names in the path: 1 at the top level. */
                depth: number;
                parent_id: string | null;
                /** @description The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped with a "\". */
                path: string;
            };
            /** @description The department as it is now. */
            department: components["schemas"]["Department"];
            /** @description The number of departments that move: this one and all below it; 0 if it is already there. */
            departments_moved: number;
            /** @description True if nothing was changed. */
            dry_run: boolean;
        };
        /** @description A department, and with it all below it, was moved to another parent. */
        DepartmentMovedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                parent_id: string | null;
                previous_parent_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "department.moved";
        };
        DepartmentPage: {
            data: components["schemas"]["Department"][];
            next_cursor: string | null;
        };
        DepartmentTree: {
            data: components["schemas"]["DepartmentTreeNode"][];
        };
        DepartmentTreeNode: {
            /** @description The number of children, including those that `depth` leaves out. */
            child_count: number;
            children: components["schemas"]["DepartmentTreeNode"][];
            /** Format: date-time */
            created_at: string;
            /** @description The number of names in the path: 1 at the top level. */
            depth: number;
            description: string | null;
            id: string;
            manager_user_id: string | null;
            /** @description The number of members of this department itself, without those of departments below it. */
            member_count: number;
            name: string;
            organization_id: string;
            parent_id: string | null;
            /** @description The names from the top level down to this department, joined by "/". A "/" or "\" in a name is escaped with a "\". */
            path: string;
            /** @description The number of memberships in this department and all below it. A user in two of them counts twice. */
            total_member_count: number;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description The name, the description or the manager of a department changed. */
        DepartmentUpdatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @description The names of the fields that changed. */
                changed: string[];
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "department.updated";
        };
        Error: {
            error: {
                /** @enum {string} */
                code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "MEMBER_DEACTIVATED" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "DEPARTMENT_NAME_TAKEN" | "DEPARTMENT_NOT_EMPTY" | "DEPARTMENT_CYCLE" | "DEPARTMENT_TOO_DEEP" | "PRECONDITION_FAILED" | "CURSOR_EXPIRED" | "OPERATION_NOT_FOUND" | "MEMBERSHIP_REQUEST_NOT_FOUND" | "MEMBERSHIP_REQUEST_DUPLICATE" | "MEMBERSHIP_REQUEST_LIMIT_REACHED" | "MEMBERSHIP_REQUEST_DECIDED" | "MEMBERSHIP_REQUEST_EXPIRED" | "API_KEY_NOT_FOUND" | "API_KEY_NOT_ACTIVE" | "API_KEY_LIMIT_REACHED" | "SCIM_CONNECTION_NOT_FOUND" | "SCIM_CONNECTION_LIMIT_REACHED" | "SCIM_GROUP_NOT_FOUND" | "SCIM_GROUP_NAME_TAKEN" | "SCIM_MEMBER_NOT_FOUND" | "SCIM_TOO_MANY_MEMBERS" | "DEPARTMENT_IS_SCIM_ROOT" | "WEBHOOK_ENDPOINT_NOT_FOUND" | "WEBHOOK_ENDPOINT_LIMIT_REACHED" | "WEBHOOK_URL_REFUSED" | "WEBHOOKS_NOT_CONFIGURED" | "SCIM_USER_NAME_TAKEN" | "MEMBER_EMAIL_DUPLICATE" | "LAST_OWNER" | "ORGANIZATION_DUPLICATE" | "SLACK_WORKSPACE_NOT_FOUND" | "SLACK_USER_NOT_FOUND" | "SLACK_NOT_CONFIGURED" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "ORIGIN_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_NOT_RETRYABLE" | "BULK_ATOMIC_ABORTED" | "BULK_INTERRUPTED" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "ORGANIZATION_MOVING" | "ORGANIZATION_MOVED" | "SERVICE_UNAVAILABLE" | "DATABASE_TIMEOUT" | "INTERNAL_ERROR";
                details: {
                    [key: string]: unknown;
                };
                message: string;
                status: number;
                system_message: string;
                /** Format: date-time */
                timestamp: string;
                trace_id: string;
                /** @enum {string} */
                type: "client_error" | "server_error";
            };
            /** @constant */
            success: false;
        };
        Event: components["schemas"]["DepartmentMemberAddedEvent"] | components["schemas"]["DepartmentMemberRemovedEvent"] | components["schemas"]["DepartmentCreatedEvent"] | components["schemas"]["DepartmentUpdatedEvent"] | components["schemas"]["DepartmentMovedEvent"] | components["schemas"]["DepartmentDeletedEvent"] | components["schemas"]["OrganizationMemberCreatedEvent"] | components["schemas"]["OrganizationMemberUpdatedEvent"] | components["schemas"]["OrganizationMemberRemovedEvent"] | components["schemas"]["OrganizationMemberBoundEvent"] | components["schemas"]["ScimUserAdoptedEvent"] | components["schemas"]["ScimUserUpdatedEvent"] | components["schemas"]["ScimUserDepartmentUnknownEvent"] | components["schemas"]["ScimUserReleasedEvent"] | components["schemas"]["OrganizationCreatedEvent"] | components["schemas"]["OrganizationUpdatedEvent"] | components["schemas"]["ApiKeyCreatedEvent"] | components["schemas"]["ApiKeyRotatedEvent"] | components["schemas"]["ApiKeyRevokedEvent"] | components["schemas"]["OperationCancelledEvent"] | components["schemas"]["MembershipRequestCreatedEvent"] | components["schemas"]["MembershipRequestApprovedEvent"] | components["schemas"]["MembershipRequestDeniedEvent"] | components["schemas"]["MembershipRequestExpiredEvent"] | components["schemas"]["ScimConnectionCreatedEvent"] | components["schemas"]["ScimConnectionUpdatedEvent"] | components["schemas"]["ScimConnectionTokenRotatedEvent"] | components["schemas"]["ScimConnectionDeletedEvent"] | components["schemas"]["WebhookEndpointCreatedEvent"] | components["schemas"]["WebhookEndpointUpdatedEvent"] | components["schemas"]["WebhookEndpointSecretRotatedEvent"] | components["schemas"]["WebhookEndpointReplayedEvent"] | components["schemas"]["WebhookEndpointDisabledEvent"] | components["schemas"]["WebhookEndpointDeletedEvent"] | components["schemas"]["SlackInvitationCreatedEvent"] | components["schemas"]["SlackWorkspaceConnectedEvent"] | components["schemas"]["SlackWorkspaceDisconnectedEvent"] | components["schemas"]["SlackUserLinkedEvent"] | components["schemas"]["SlackUserUnlinkedEvent"] | components["schemas"]["SlackChannelLinkedEvent"] | components["schemas"]["SlackChannelUnlinkedEvent"] | components["schemas"]["WebhookEndpointTestEvent"];
        EventPage: {
            data: components["schemas"]["Event"][];
            /** @description Whether there may be more events now. Otherwise this was the end. */
            has_more: boolean;
            /** @description The `after` of the next request. There is always one. */
            next_cursor: string;
        };
        IssuedApiKey: {
            /** Format: date-time */
            created_at: string;
            created_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            } | null;
            expires_at: string | null;
            id: string;
            last_used_address: string | null;
            last_used_at: string | null;
            name: string;
            replaced_by: string | null;
            revoked_at: string | null;
            scopes: ("organization:read" | "organization:write" | "departments:read" | "departments:write" | "members:read" | "members:write" | "operations:read" | "audit:read" | "keys:write" | "webhooks:write")[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            token: string;
        };
        IssuedScimConnection: {
            adopt: boolean;
            /** @description The address to enter at the identity provider. */
            base_url: string;
            /** Format: date-time */
            created_at: string;
            created_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            };
            /** @enum {string} */
            department_mapping: "store" | "membership";
            former_token_expires_at: string | null;
            id: string;
            last_used_address: string | null;
            last_used_at: string | null;
            name: string;
            /** @enum {string} */
            on_delete: "deactivate" | "remove";
            root_department_id: string | null;
            /** @description The bearer token to enter at the identity provider, shown only here. */
            token: string;
        };
        IssuedWebhookEndpoint: {
            /** Format: date-time */
            created_at: string;
            created_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            };
            department_id: string | null;
            description: string | null;
            disabled: boolean;
            disabled_at: string | null;
            disabled_reason: ("owner" | "exhausted" | "gone") | null;
            event_types: string[] | null;
            failing_since: string | null;
            id: string;
            previous_secret_expires_at: string | null;
            secret: string;
            /** Format: date-time */
            updated_at: string;
            url: string;
        };
        LinkSlackUserInput: {
            slack_user_id: string;
            user_id: string;
            workspace_id: string;
        };
        MemberDepartment: {
            /** Format: date-time */
            added_at: string;
            department_id: string;
            name: string;
            parent_id: string | null;
        };
        MemberDepartmentPage: {
            data: components["schemas"]["MemberDepartment"][];
            next_cursor: string | null;
        };
        MembershipRequest: {
            /** Format: date-time */
            created_at: string;
            decided_at: string | null;
            decided_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            } | null;
            department_id: string;
            /** Format: date-time */
            expires_at: string;
            id: string;
            operation_id: string | null;
            reason: string | null;
            requested_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            };
            /** @enum {string} */
            status: "pending" | "approved" | "denied" | "expired";
            user_id: string;
        };
        /** @description A membership request was approved. The membership has its own event. */
        MembershipRequestApprovedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                request_id: string;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "membership_request.approved";
        };
        /** @description Somebody asked for a member to be added to a department. */
        MembershipRequestCreatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                request_id: string;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "membership_request.created";
        };
        /** @description A membership request was denied. */
        MembershipRequestDeniedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                request_id: string;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "membership_request.denied";
        };
        /** @description Nobody decided about a membership request in time. */
        MembershipRequestExpiredEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                request_id: string;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "membership_request.expired";
        };
        MembershipRequestPage: {
            data: components["schemas"]["MembershipRequest"][];
            next_cursor: string | null;
        };
        MoveDepartmentInput: {
            /** @description The new parent department; null for the top level. */
            parent_id: string | null;
        };
        MoveDepartmentMemberInput: {
            /** @description The department to move the user to. The user must not be a member of it yet. */
            to_department_id: string;
        };
        Operation: {
            /** @enum {string} */
            channel: "rest" | "slack" | "bulk" | "scim" | "system";
            /** Format: date-time */
            created_at: string;
            department_id: string;
            error: {
                /** @enum {string} */
                code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "MEMBER_DEACTIVATED" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "DEPARTMENT_NAME_TAKEN" | "DEPARTMENT_NOT_EMPTY" | "DEPARTMENT_CYCLE" | "DEPARTMENT_TOO_DEEP" | "PRECONDITION_FAILED" | "CURSOR_EXPIRED" | "OPERATION_NOT_FOUND" | "MEMBERSHIP_REQUEST_NOT_FOUND" | "MEMBERSHIP_REQUEST_DUPLICATE" | "MEMBERSHIP_REQUEST_LIMIT_REACHED" | "MEMBERSHIP_REQUEST_DECIDED" | "MEMBERSHIP_REQUEST_EXPIRED" | "API_KEY_NOT_FOUND" | "API_KEY_NOT_ACTIVE" | "API_KEY_LIMIT_REACHED" | "SCIM_CONNECTION_NOT_FOUND" | "SCIM_CONNECTION_LIMIT_REACHED" | "SCIM_GROUP_NOT_FOUND" | "SCIM_GROUP_NAME_TAKEN" | "SCIM_MEMBER_NOT_FOUND" | "SCIM_TOO_MANY_MEMBERS" | "DEPARTMENT_IS_SCIM_ROOT" | "WEBHOOK_ENDPOINT_NOT_FOUND" | "WEBHOOK_ENDPOINT_LIMIT_REACHED" | "WEBHOOK_URL_REFUSED" | "WEBHOOKS_NOT_CONFIGURED" | "SCIM_USER_NAME_TAKEN" | "MEMBER_EMAIL_DUPLICATE" | "LAST_OWNER" | "ORGANIZATION_DUPLICATE" | "SLACK_WORKSPACE_NOT_FOUND" | "SLACK_USER_NOT_FOUND" | "SLACK_NOT_CONFIGURED" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "ORIGIN_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_NOT_RETRYABLE" | "BULK_ATOMIC_ABORTED" | "BULK_INTERRUPTED" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "ORGANIZATION_MOVING" | "ORGANIZATION_MOVED" | "SERVICE_UNAVAILABLE" | "DATABASE_TIMEOUT" | "INTERNAL_ERROR";
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
            kind: "member.add" | "member.remove" | "member.put" | "member.move" | "member.bulk_add";
            mode: ("partial" | "atomic") | null;
            progress: {
                added: number;
                done: number;
                rejected: number;
                total: number;
            } | null;
            result: components["schemas"]["OperationMember"] | null;
            /** @enum {string} */
            state: "accepted" | "done" | "failed" | "cancelled";
            summary: {
                added: number;
                cancelled: number;
                rejected: number;
                total: number;
            } | null;
            to_department_id: string | null;
            trace_id: string;
            user_id: string | null;
        };
        /** @description An operation was cancelled, or the rest of a bulk. */
        OperationCancelledEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                affected_department_id: string | null;
                affected_user_id: string | null;
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "operation.cancelled";
        };
        OperationItemPage: {
            data: {
                added_at: string | null;
                /** @description The address in the file; null when the file named users, and without the scope `members:read`. The details of an error have no `email` then, either. */
                email: string | null;
                error: {
                    /** @enum {string} */
                    code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "MEMBER_DEACTIVATED" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "DEPARTMENT_NAME_TAKEN" | "DEPARTMENT_NOT_EMPTY" | "DEPARTMENT_CYCLE" | "DEPARTMENT_TOO_DEEP" | "PRECONDITION_FAILED" | "CURSOR_EXPIRED" | "OPERATION_NOT_FOUND" | "MEMBERSHIP_REQUEST_NOT_FOUND" | "MEMBERSHIP_REQUEST_DUPLICATE" | "MEMBERSHIP_REQUEST_LIMIT_REACHED" | "MEMBERSHIP_REQUEST_DECIDED" | "MEMBERSHIP_REQUEST_EXPIRED" | "API_KEY_NOT_FOUND" | "API_KEY_NOT_ACTIVE" | "API_KEY_LIMIT_REACHED" | "SCIM_CONNECTION_NOT_FOUND" | "SCIM_CONNECTION_LIMIT_REACHED" | "SCIM_GROUP_NOT_FOUND" | "SCIM_GROUP_NAME_TAKEN" | "SCIM_MEMBER_NOT_FOUND" | "SCIM_TOO_MANY_MEMBERS" | "DEPARTMENT_IS_SCIM_ROOT" | "WEBHOOK_ENDPOINT_NOT_FOUND" | "WEBHOOK_ENDPOINT_LIMIT_REACHED" | "WEBHOOK_URL_REFUSED" | "WEBHOOKS_NOT_CONFIGURED" | "SCIM_USER_NAME_TAKEN" | "MEMBER_EMAIL_DUPLICATE" | "LAST_OWNER" | "ORGANIZATION_DUPLICATE" | "SLACK_WORKSPACE_NOT_FOUND" | "SLACK_USER_NOT_FOUND" | "SLACK_NOT_CONFIGURED" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "ORIGIN_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_NOT_RETRYABLE" | "BULK_ATOMIC_ABORTED" | "BULK_INTERRUPTED" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "ORGANIZATION_MOVING" | "ORGANIZATION_MOVED" | "SERVICE_UNAVAILABLE" | "DATABASE_TIMEOUT" | "INTERNAL_ERROR";
                    details: {
                        [key: string]: unknown;
                    };
                    message: string;
                } | null;
                line: number | null;
                position: number;
                /** @enum {string} */
                state: "pending" | "added" | "rejected" | "cancelled";
                user_id: string | null;
            }[];
            next_cursor: string | null;
        };
        /** @description The member as the change left it. `full_name` and `email` are left out for a caller who lacks `members:read` and did not ask for the change. */
        OperationMember: {
            /** Format: date-time */
            added_at: string;
            /** Format: email */
            email?: string;
            full_name?: string;
            user_id: string;
        };
        Organization: {
            /** Format: date-time */
            created_at: string;
            id: string;
            name: string;
        };
        /** @description The organization was created. */
        OrganizationCreatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "organization.created";
        };
        /** @description A member signed in for the first time with an account of the identity provider. */
        OrganizationMemberBoundEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "organization.member.bound";
        };
        /** @description A user became a member of the organization. */
        OrganizationMemberCreatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "organization.member.created";
        };
        /** @description A user left the organization. The events for the user’s departments come first. */
        OrganizationMemberRemovedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "organization.member.removed";
        };
        /** @description The name, the e-mail address, the role or the status of a member of the organization changed. */
        OrganizationMemberUpdatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @description The names of the fields that changed. */
                changed: string[];
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "organization.member.updated";
        };
        /** @description The organization was renamed. */
        OrganizationUpdatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @description The names of the fields that changed. */
                changed: string[];
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "organization.updated";
        };
        Person: {
            /** Format: date-time */
            created_at: string;
            /** Format: email */
            email: string;
            full_name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "member";
            /** @enum {string} */
            status: "active" | "deactivated";
            user_id: string;
        };
        PersonPage: {
            data: components["schemas"]["Person"][];
            next_cursor: string | null;
        };
        Principal: {
            expires_at: string | null;
            id: string;
            name: string;
            organization: components["schemas"]["Organization"];
            role: ("owner" | "admin" | "member") | null;
            scopes: ("organization:read" | "organization:write" | "departments:read" | "departments:write" | "members:read" | "members:write" | "operations:read" | "audit:read" | "keys:write" | "webhooks:write")[];
            /** @enum {string} */
            type: "api_key" | "user";
        };
        ProblemDetails: {
            /** @enum {string} */
            code: "DEPARTMENT_MEMBERSHIP_DUPLICATE" | "MEMBER_NOT_FOUND" | "MEMBER_DEACTIVATED" | "DEPARTMENT_MEMBER_NOT_FOUND" | "ORGANIZATION_NOT_FOUND" | "DEPARTMENT_NOT_FOUND" | "DEPARTMENT_NAME_TAKEN" | "DEPARTMENT_NOT_EMPTY" | "DEPARTMENT_CYCLE" | "DEPARTMENT_TOO_DEEP" | "PRECONDITION_FAILED" | "CURSOR_EXPIRED" | "OPERATION_NOT_FOUND" | "MEMBERSHIP_REQUEST_NOT_FOUND" | "MEMBERSHIP_REQUEST_DUPLICATE" | "MEMBERSHIP_REQUEST_LIMIT_REACHED" | "MEMBERSHIP_REQUEST_DECIDED" | "MEMBERSHIP_REQUEST_EXPIRED" | "API_KEY_NOT_FOUND" | "API_KEY_NOT_ACTIVE" | "API_KEY_LIMIT_REACHED" | "SCIM_CONNECTION_NOT_FOUND" | "SCIM_CONNECTION_LIMIT_REACHED" | "SCIM_GROUP_NOT_FOUND" | "SCIM_GROUP_NAME_TAKEN" | "SCIM_MEMBER_NOT_FOUND" | "SCIM_TOO_MANY_MEMBERS" | "DEPARTMENT_IS_SCIM_ROOT" | "WEBHOOK_ENDPOINT_NOT_FOUND" | "WEBHOOK_ENDPOINT_LIMIT_REACHED" | "WEBHOOK_URL_REFUSED" | "WEBHOOKS_NOT_CONFIGURED" | "SCIM_USER_NAME_TAKEN" | "MEMBER_EMAIL_DUPLICATE" | "LAST_OWNER" | "ORGANIZATION_DUPLICATE" | "SLACK_WORKSPACE_NOT_FOUND" | "SLACK_USER_NOT_FOUND" | "SLACK_NOT_CONFIGURED" | "ROUTE_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MALFORMED_REQUEST" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "ORIGIN_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "HEADERS_TOO_LARGE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "OPERATION_NOT_CANCELLABLE" | "OPERATION_NOT_RETRYABLE" | "BULK_ATOMIC_ABORTED" | "BULK_INTERRUPTED" | "OPERATION_CANCELLED" | "OPERATION_FAILED" | "RATE_LIMITED" | "OVERLOADED" | "ORGANIZATION_MOVING" | "ORGANIZATION_MOVED" | "SERVICE_UNAVAILABLE" | "DATABASE_TIMEOUT" | "INTERNAL_ERROR";
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
        ReplayWebhookEndpointInput: {
            /** @description Send the events after this `next_cursor` of the feed again. They must not be older than 30 days. */
            after?: string;
            /**
             * Format: date-time
             * @description Send the events since this time again, and some from the seconds before. Events that are older than 30 days are not sent.
             */
            since?: string;
        };
        RotateApiKeyInput: {
            /** @default 86400 */
            overlap_seconds?: number;
        };
        RotateScimTokenInput: {
            /** @default 86400 */
            overlap_seconds?: number;
        };
        RotateWebhookSecretInput: {
            /**
             * @description How long the secret before signs beside the new one. 0 when it has leaked.
             * @default 86400
             */
            overlap_seconds?: number;
        };
        ScimConnection: {
            adopt: boolean;
            /** @description The address to enter at the identity provider. */
            base_url: string;
            /** Format: date-time */
            created_at: string;
            created_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            };
            /** @enum {string} */
            department_mapping: "store" | "membership";
            former_token_expires_at: string | null;
            id: string;
            last_used_address: string | null;
            last_used_at: string | null;
            name: string;
            /** @enum {string} */
            on_delete: "deactivate" | "remove";
            root_department_id: string | null;
        };
        /** @description A connection for an identity provider was created. */
        ScimConnectionCreatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                connection_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "scim_connection.created";
        };
        /** @description A connection for an identity provider was deleted. Its people and departments stay. */
        ScimConnectionDeletedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                connection_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "scim_connection.deleted";
        };
        ScimConnectionPage: {
            data: components["schemas"]["ScimConnection"][];
            next_cursor: string | null;
        };
        /** @description A connection for an identity provider got a new token. */
        ScimConnectionTokenRotatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                connection_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "scim_connection.token_rotated";
        };
        /** @description The settings of a connection for an identity provider changed. */
        ScimConnectionUpdatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @description The names of the fields that changed. */
                changed: string[];
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                connection_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "scim_connection.updated";
        };
        /** @description An identity provider took over a member who was in the organization already. */
        ScimUserAdoptedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "scim_user.adopted";
        };
        /** @description An identity provider named a department that does not exist. The user's memberships stay as they are. */
        ScimUserDepartmentUnknownEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "scim_user.department_unknown";
        };
        /** @description An identity provider deleted a user, who stays in the organization as a deactivated member. */
        ScimUserReleasedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "scim_user.released";
        };
        /** @description An identity provider changed what it alone knows of a member, such as the title. */
        ScimUserUpdatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "scim_user.updated";
        };
        /** @description A Slack channel was linked to a department. */
        SlackChannelLinkedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "slack.channel.linked";
        };
        /** @description A Slack channel is no longer linked to a department. */
        SlackChannelUnlinkedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                department_id: string;
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "slack.channel.unlinked";
        };
        /** @description A link to connect a Slack workspace was created. */
        SlackInvitationCreatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "slack.invitation.created";
        };
        SlackLink: {
            /** Format: date-time */
            expires_at: string;
            /** Format: uri */
            url: string;
        };
        SlackUserLink: {
            checked_at: string | null;
            /** @enum {string} */
            how: "email" | "explicit";
            /** Format: date-time */
            linked_at: string;
            linked_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            } | null;
            slack_user_id: string;
            user_id: string;
            workspace_id: string;
        };
        /** @description A Slack user was linked to a member of the organization. */
        SlackUserLinkedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "slack.user.linked";
        };
        SlackUserLinkPage: {
            data: components["schemas"]["SlackUserLink"][];
            next_cursor: string | null;
        };
        /** @description A Slack user is no longer linked to a member of the organization. */
        SlackUserUnlinkedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                user_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "slack.user.unlinked";
        };
        SlackWorkspace: {
            connected_at: string | null;
            connected_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            } | null;
            disconnect_reason: ("uninstalled" | "tokens_revoked" | "reinstalled" | "disconnected") | null;
            disconnected_at: string | null;
            id: string;
            linked_users: number;
            name: string | null;
            /** @enum {string} */
            status: "connected" | "disconnected";
            /** @enum {string} */
            token: "stored" | "configured" | "being_revoked" | "none";
        };
        /** @description A Slack workspace was connected. */
        SlackWorkspaceConnectedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                workspace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "slack.workspace.connected";
        };
        /** @description A Slack workspace was disconnected. `reason` is `uninstalled`, `tokens_revoked`, `reinstalled` or `disconnected`. */
        SlackWorkspaceDisconnectedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                reason: string | null;
                trace_id: string;
                workspace_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "slack.workspace.disconnected";
        };
        SlackWorkspacePage: {
            data: components["schemas"]["SlackWorkspace"][];
            next_cursor: string | null;
        };
        UpdateDepartmentInput: {
            description?: string | null;
            /** @description The member of the organization who manages this department, and so may change its members and those of all departments below it. Null if nobody does. */
            manager_user_id?: string | null;
            name?: string;
        };
        UpdateOrganizationInput: {
            name: string;
        };
        UpdatePersonInput: {
            /**
             * Format: email
             * @description The e-mail address. An internationalized domain is converted to ASCII.
             */
            email?: string;
            full_name?: string;
            /** @enum {string} */
            role?: "owner" | "admin" | "member";
            /** @enum {string} */
            status?: "active" | "deactivated";
        };
        UpdateScimConnectionInput: {
            adopt?: boolean;
            /** @enum {string} */
            department_mapping?: "store" | "membership";
            name?: string;
            /** @enum {string} */
            on_delete?: "deactivate" | "remove";
            root_department_id?: string | null;
        };
        UpdateWebhookEndpointInput: {
            /** @description Only events of this department and of those that are below it when an event is sent. */
            department_id?: string | null;
            /** @description A note for people. */
            description?: string | null;
            /** @description A disabled endpoint gets nothing. Enabled again, it continues with the events since then. */
            disabled?: boolean;
            /** @description The types of events to send; null for all. */
            event_types?: ("department.member.added" | "department.member.removed" | "department.created" | "department.updated" | "department.moved" | "department.deleted" | "organization.member.created" | "organization.member.updated" | "organization.member.removed" | "organization.member.bound" | "scim_user.adopted" | "scim_user.updated" | "scim_user.department_unknown" | "scim_user.released" | "organization.created" | "organization.updated" | "api_key.created" | "api_key.rotated" | "api_key.revoked" | "operation.cancelled" | "membership_request.created" | "membership_request.approved" | "membership_request.denied" | "membership_request.expired" | "scim_connection.created" | "scim_connection.updated" | "scim_connection.token_rotated" | "scim_connection.deleted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.replayed" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted" | "slack.invitation.created" | "slack.workspace.connected" | "slack.workspace.disconnected" | "slack.user.linked" | "slack.user.unlinked" | "slack.channel.linked" | "slack.channel.unlinked")[] | null;
            /**
             * Format: uri
             * @description Where events are sent: an https URL. Every address of its host must be on the public internet, or in a network that the installation allows; only there is http allowed, too. Any port will do.
             */
            url?: string;
        };
        WebhookAttempt: {
            answer: string | null;
            /** Format: date-time */
            at: string;
            attempt: number;
            duration_ms: number | null;
            error: string | null;
            status: number | null;
        };
        WebhookDelivery: {
            attempts: components["schemas"]["WebhookAttempt"][];
            /** Format: date-time */
            created_at: string;
            delivered_at: string | null;
            department_id: string | null;
            event_id: string;
            event_type: string;
            /** @enum {string} */
            state: "pending" | "delivered" | "dropped";
        };
        WebhookDeliveryPage: {
            data: components["schemas"]["WebhookDelivery"][];
            next_cursor: string | null;
        };
        WebhookEndpoint: {
            /** Format: date-time */
            created_at: string;
            created_by: {
                id: string;
                /** @enum {string} */
                type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
            };
            department_id: string | null;
            description: string | null;
            disabled: boolean;
            disabled_at: string | null;
            disabled_reason: ("owner" | "exhausted" | "gone") | null;
            event_types: string[] | null;
            failing_since: string | null;
            id: string;
            previous_secret_expires_at: string | null;
            /** Format: date-time */
            updated_at: string;
            url: string;
        };
        /** @description A webhook endpoint was created. */
        WebhookEndpointCreatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                webhook_endpoint_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "webhook_endpoint.created";
        };
        /** @description A webhook endpoint was deleted. */
        WebhookEndpointDeletedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                webhook_endpoint_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "webhook_endpoint.deleted";
        };
        /** @description Roster disabled a webhook endpoint: all attempts failed, or it answered 410. */
        WebhookEndpointDisabledEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                /** @enum {string} */
                disabled_reason: "exhausted" | "gone";
                operation_id: string | null;
                trace_id: string;
                webhook_endpoint_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "webhook_endpoint.disabled";
        };
        WebhookEndpointPage: {
            data: components["schemas"]["WebhookEndpoint"][];
            next_cursor: string | null;
        };
        /** @description Events are sent to a webhook endpoint again. */
        WebhookEndpointReplayedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                webhook_endpoint_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "webhook_endpoint.replayed";
        };
        /** @description A webhook endpoint got a new secret. */
        WebhookEndpointSecretRotatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                webhook_endpoint_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "webhook_endpoint.secret_rotated";
        };
        /** @description A test of a webhook endpoint. It is not in the feed, and its `sequence` is 0. */
        WebhookEndpointTestEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                webhook_endpoint_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /**
             * @description A test is not counted.
             * @constant
             */
            sequence: 0;
            /** @constant */
            type: "webhook_endpoint.test";
        };
        /** @description A webhook endpoint was changed, or disabled or enabled by a caller. */
        WebhookEndpointUpdatedEvent: {
            data: {
                actor: {
                    id: string;
                    /** @enum {string} */
                    type: "api_key" | "user" | "scim_connection" | "system" | "operator" | "provisioner";
                };
                /** @description The names of the fields that changed. */
                changed: string[];
                /** @enum {string} */
                channel: "rest" | "slack" | "bulk" | "scim" | "system";
                operation_id: string | null;
                trace_id: string;
                webhook_endpoint_id: string;
            };
            /** @description The ID of the event; that of a change is the same in the audit. */
            id: string;
            /** Format: date-time */
            occurred_at: string;
            /** @description Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization. */
            sequence: number;
            /** @constant */
            type: "webhook_endpoint.updated";
        };
    };
    responses: {
        /** @description `API_KEY_LIMIT_REACHED`: The organization has as many active API keys as it may have. Revoke one that is no longer needed first. The details give the limit. */
        ApiKeyLimitReached: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `API_KEY_NOT_ACTIVE`: The API key was rotated or revoked, or has expired. Nothing was changed; create a new key.
         *
         *     `API_KEY_LIMIT_REACHED`: The organization has as many active API keys as it may have. Revoke one that is no longer needed first. The details give the limit.
         */
        "ApiKeyNotActive.ApiKeyLimitReached": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `CURSOR_EXPIRED`: Events after this cursor are no longer kept, or the database was restored to a state before it. Take the cursor of "after=latest", read what you need anew, and continue from that cursor. */
        CursorExpired: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `DEPARTMENT_CYCLE`: A department cannot be moved below itself.
         *
         *     `DEPARTMENT_TOO_DEEP`: The department tree would be too deep. The details give its depth and the limit.
         *
         *     `DEPARTMENT_NAME_TAKEN`: A sibling department already has this name. Upper and lower case count as the same.
         */
        "DepartmentCycle.DepartmentTooDeep.DepartmentNameTaken": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `DEPARTMENT_NAME_TAKEN`: A sibling department already has this name. Upper and lower case count as the same. */
        DepartmentNameTaken: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `DEPARTMENT_NAME_TAKEN`: A sibling department already has this name. Upper and lower case count as the same.
         *
         *     `DEPARTMENT_TOO_DEEP`: The department tree would be too deep. The details give its depth and the limit.
         */
        "DepartmentNameTaken.DepartmentTooDeep": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `DEPARTMENT_NOT_EMPTY`: The department has children or members. Say what to do with them: "children=reparent" or "children=cascade", and "members=move" (to the parent, or to the department in "members_to") or "members=remove".
         *
         *     `DEPARTMENT_NAME_TAKEN`: A sibling department already has this name. Upper and lower case count as the same.
         *
         *     `DEPARTMENT_IS_SCIM_ROOT`: A SCIM connection puts its groups below this department. Give the connection another root, or delete it, first.
         */
        "DepartmentNotEmpty.DepartmentNameTaken.DepartmentIsScimRoot": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `HEADERS_TOO_LARGE`: The header fields of the request are larger than the service accepts. The details give the limit in bytes. */
        HeadersTooLarge: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was already used for a different request. Use a new key for a new request. */
        IdempotencyKeyReused: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `INTERNAL_ERROR`: Something went wrong on our side. If it happens again, tell us the trace_id. */
        InternalError: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `INTERNAL_ERROR`: Something went wrong on our side. If it happens again, tell us the trace_id.
         *
         *     `OPERATION_FAILED`: The change could not be made and nothing was changed. Send it again as a new request, with a new Idempotency-Key; if it fails again, tell us the trace_id.
         */
        "InternalError.OperationFailed": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `LAST_OWNER`: This is the last active owner of the organization. Make somebody else an owner first. */
        LastOwner: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `MALFORMED_REQUEST`: The request could not be read. The details say which part. */
        MalformedRequest: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `MEMBER_DEACTIVATED`: This user is deactivated in the organization. Activate the user first.
         *
         *     `DEPARTMENT_MEMBERSHIP_DUPLICATE`: This user is already a member of the department.
         *
         *     `MEMBERSHIP_REQUEST_DUPLICATE`: There is already an open request to add this user to the department. The details give its id.
         *
         *     `MEMBERSHIP_REQUEST_LIMIT_REACHED`: You have as many open membership requests as you may have. Wait until some are decided or expire. The details give the limit.
         */
        "MemberDeactivated.DepartmentMembershipDuplicate.MembershipRequestDuplicate.MembershipRequestLimitReached": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `MEMBER_DEACTIVATED`: This user is deactivated in the organization. Activate the user first.
         *
         *     `DEPARTMENT_MEMBERSHIP_DUPLICATE`: This user is already a member of the department.
         *
         *     `OPERATION_CANCELLED`: The operation was cancelled before it began. Nothing was changed.
         */
        "MemberDeactivated.DepartmentMembershipDuplicate.OperationCancelled": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `MEMBER_DEACTIVATED`: This user is deactivated in the organization. Activate the user first.
         *
         *     `MEMBERSHIP_REQUEST_DECIDED`: This membership request has already been decided. The details say how, when and by whom.
         *
         *     `MEMBERSHIP_REQUEST_EXPIRED`: This membership request has expired and can no longer be decided. It can be made again.
         */
        "MemberDeactivated.MembershipRequestDecided.MembershipRequestExpired": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `MEMBER_DEACTIVATED`: This user is deactivated in the organization. Activate the user first.
         *
         *     `OPERATION_CANCELLED`: The operation was cancelled before it began. Nothing was changed.
         */
        "MemberDeactivated.OperationCancelled": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `MEMBER_EMAIL_DUPLICATE`: Another member of this organization already has this e-mail address. */
        MemberEmailDuplicate: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `MEMBER_EMAIL_DUPLICATE`: Another member of this organization already has this e-mail address.
         *
         *     `LAST_OWNER`: This is the last active owner of the organization. Make somebody else an owner first.
         */
        "MemberEmailDuplicate.LastOwner": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description Nothing has changed since the answer with the `ETag` in `If-None-Match`. */
        NotModified: {
            headers: {
                ETag: components["headers"]["ETag"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description `OPERATION_CANCELLED`: The operation was cancelled before it began. Nothing was changed. */
        OperationCancelled: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `OPERATION_NOT_CANCELLABLE`: The operation has already ended and can no longer be cancelled. */
        OperationNotCancellable: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `OPERATION_NOT_RETRYABLE`: Only a bulk operation that has ended and did not add everybody can be retried. The details give its kind and state. */
        OperationNotRetryable: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `ORGANIZATION_MOVED`: The organization has moved to another cell. Send the request, with the same token, to the URL in the Location header. */
        OrganizationMoved: {
            headers: {
                Location: components["headers"]["Location"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `ORGANIZATION_NOT_FOUND`: There is no organization with this id, or your token does not belong to it. */
        OrganizationNotFound: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `API_KEY_NOT_FOUND`: There is no API key with this id in this organization.
         */
        "OrganizationNotFound.ApiKeyNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
        "OrganizationNotFound.DepartmentNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
        "OrganizationNotFound.DepartmentNotFound.DepartmentMemberNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
        "OrganizationNotFound.DepartmentNotFound.MemberNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `MEMBERSHIP_REQUEST_NOT_FOUND`: There is no membership request with this id for this department, or you may not see it. Decided requests are kept for a limited time.
         */
        "OrganizationNotFound.DepartmentNotFound.MembershipRequestNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
        "OrganizationNotFound.MemberNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `OPERATION_NOT_FOUND`: There is no operation with this id in this organization. Finished operations are kept for a limited time.
         */
        "OrganizationNotFound.OperationNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `OPERATION_NOT_FOUND`: There is no operation with this id in this organization. Finished operations are kept for a limited time.
         *
         *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
         */
        "OrganizationNotFound.OperationNotFound.DepartmentNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `SCIM_CONNECTION_NOT_FOUND`: There is no SCIM connection with this id in this organization.
         */
        "OrganizationNotFound.ScimConnectionNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `SCIM_CONNECTION_NOT_FOUND`: There is no SCIM connection with this id in this organization.
         *
         *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
         */
        "OrganizationNotFound.ScimConnectionNotFound.DepartmentNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `SLACK_WORKSPACE_NOT_FOUND`: No Slack workspace with this id is connected with this organization.
         */
        "OrganizationNotFound.SlackWorkspaceNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `SLACK_WORKSPACE_NOT_FOUND`: No Slack workspace with this id is connected with this organization.
         *
         *     `MEMBER_NOT_FOUND`: The specified user is not a member of this organization.
         */
        "OrganizationNotFound.SlackWorkspaceNotFound.MemberNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `SLACK_WORKSPACE_NOT_FOUND`: No Slack workspace with this id is connected with this organization.
         *
         *     `SLACK_USER_NOT_FOUND`: No Slack user with this id is linked to a member of this organization.
         */
        "OrganizationNotFound.SlackWorkspaceNotFound.SlackUserNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no webhook endpoint with this id in this organization.
         */
        "OrganizationNotFound.WebhookEndpointNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
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
         *     `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no webhook endpoint with this id in this organization.
         *
         *     `DEPARTMENT_NOT_FOUND`: There is no department with this id in this organization.
         */
        "OrganizationNotFound.WebhookEndpointNotFound.DepartmentNotFound": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `PAYLOAD_TOO_LARGE`: The request body is larger than this endpoint accepts. The details give the limit in bytes. */
        PayloadTooLarge: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `PERMISSION_DENIED`: Your token is valid but does not allow this. The details name the scope that is missing. */
        PermissionDenied: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `PRECONDITION_FAILED`: This has changed since you read it. Read it again, and send your change with the new ETag in If-Match. */
        PreconditionFailed: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `RATE_LIMITED`: Too many requests in a short time. Nothing was changed; try again after the number of seconds in Retry-After. */
        RateLimited: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `REQUEST_TIMEOUT`: The request did not arrive completely in time. Nothing was changed; send it again. */
        RequestTimeout: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `SCIM_CONNECTION_LIMIT_REACHED`: The organization has as many SCIM connections as it may have. The details give the limit. */
        ScimConnectionLimitReached: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Try again after the number of seconds in Retry-After, with the same Idempotency-Key.
         *
         *     `DATABASE_TIMEOUT`: The database took too long. The request was stopped and undone. Try again after the number of seconds in Retry-After, with the same Idempotency-Key. If it changes very many members, split it into smaller changes.
         */
        "ServiceUnavailable.DatabaseTimeout": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Try again after the number of seconds in Retry-After, with the same Idempotency-Key.
         *
         *     `DATABASE_TIMEOUT`: The database took too long. The request was stopped and undone. Try again after the number of seconds in Retry-After, with the same Idempotency-Key. If it changes very many members, split it into smaller changes.
         *
         *     `ORGANIZATION_MOVING`: The organization is moving to another cell. It can be read, but not changed. Nothing was changed; try again after the number of seconds in Retry-After, with the same Idempotency-Key.
         */
        "ServiceUnavailable.DatabaseTimeout.OrganizationMoving": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Try again after the number of seconds in Retry-After, with the same Idempotency-Key.
         *
         *     `DATABASE_TIMEOUT`: The database took too long. The request was stopped and undone. Try again after the number of seconds in Retry-After, with the same Idempotency-Key. If it changes very many members, split it into smaller changes.
         *
         *     `ORGANIZATION_MOVING`: The organization is moving to another cell. It can be read, but not changed. Nothing was changed; try again after the number of seconds in Retry-After, with the same Idempotency-Key.
         *
         *     `OVERLOADED`: Too many changes are waiting. Nothing was changed; try again after the number of seconds in Retry-After.
         */
        "ServiceUnavailable.DatabaseTimeout.OrganizationMoving.Overloaded": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Try again after the number of seconds in Retry-After, with the same Idempotency-Key.
         *
         *     `DATABASE_TIMEOUT`: The database took too long. The request was stopped and undone. Try again after the number of seconds in Retry-After, with the same Idempotency-Key. If it changes very many members, split it into smaller changes.
         *
         *     `OVERLOADED`: Too many changes are waiting. Nothing was changed; try again after the number of seconds in Retry-After.
         */
        "ServiceUnavailable.DatabaseTimeout.Overloaded": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `SERVICE_UNAVAILABLE`: A part of the service is unreachable. Try again after the number of seconds in Retry-After, with the same Idempotency-Key.
         *
         *     `DATABASE_TIMEOUT`: The database took too long. The request was stopped and undone. Try again after the number of seconds in Retry-After, with the same Idempotency-Key. If it changes very many members, split it into smaller changes.
         *
         *     `OVERLOADED`: Too many changes are waiting. Nothing was changed; try again after the number of seconds in Retry-After.
         *
         *     `ORGANIZATION_MOVING`: The organization is moving to another cell. It can be read, but not changed. Nothing was changed; try again after the number of seconds in Retry-After, with the same Idempotency-Key.
         */
        "ServiceUnavailable.DatabaseTimeout.Overloaded.OrganizationMoving": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `SLACK_NOT_CONFIGURED`: The Slack bot of this installation has no public address yet. Its operator must set SLACK_PUBLIC_URL. */
        SlackNotConfigured: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `UNAUTHENTICATED`: Send a valid, unexpired token in the header "Authorization: Bearer <token>". */
        Unauthenticated: {
            headers: {
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `UNSUPPORTED_MEDIA_TYPE`: The endpoint does not accept a body of this type or encoding. The details list what it accepts. */
        UnsupportedMediaType: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `VALIDATION_FAILED`: The request is not valid. The details name each invalid field and what was expected. */
        ValidationFailed: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `VALIDATION_FAILED`: The request is not valid. The details name each invalid field and what was expected.
         *
         *     `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was already used for a different request. Use a new key for a new request.
         */
        "ValidationFailed.IdempotencyKeyReused": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `WEBHOOK_ENDPOINT_LIMIT_REACHED`: The organization has as many webhook endpoints as it may have. Delete one that is no longer needed first. The details give the limit.
         *
         *     `WEBHOOKS_NOT_CONFIGURED`: This installation sends no webhooks yet. Its operator must set WEBHOOK_ENCRYPTION_KEY.
         */
        "WebhookEndpointLimitReached.WebhooksNotConfigured": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /** @description `WEBHOOKS_NOT_CONFIGURED`: This installation sends no webhooks yet. Its operator must set WEBHOOK_ENCRYPTION_KEY. */
        WebhooksNotConfigured: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
        /**
         * @description `WEBHOOK_URL_REFUSED`: Webhooks cannot be sent to this URL. The details give the reason.
         *
         *     `VALIDATION_FAILED`: The request is not valid. The details name each invalid field and what was expected.
         *
         *     `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key was already used for a different request. Use a new key for a new request.
         */
        "WebhookUrlRefused.ValidationFailed.IdempotencyKeyReused": {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Trace-Id": components["headers"]["Trace-Id"];
                traceparent: components["headers"]["traceparent"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
                "application/problem+json": components["schemas"]["ProblemDetails"];
            };
        };
    };
    parameters: {
        /** @description The ID of the SCIM connection: `scim_…`. */
        connection_id: string;
        /** @description The `Consistency-Token` of answers to your own changes: the answer to this request includes them. Several are separated by commas. Without it the answer may be some seconds old when the installation reads from a replica. A token of another installation has the same effect as one of the newest change. */
        "Consistency-Token": string;
        /** @description The ID of the department: `dept_…`. */
        department_id: string;
        /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
        "Idempotency-Key": string;
        /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
        "If-Match": string;
        /** @description The ID of the key: `key_…`. */
        key_id: string;
        /** @description The ID of the operation: `op_…`, from `Operation-Id` or `Location`. */
        operation_id: string;
        /** @description The ID of the organization: `org_…`. */
        organization_id: string;
        /** @description `respond-async`, or `wait=0`: answer 202 as soon as a new change is stored; errors that are found when it is carried out, such as an unknown department, are in the operation. `wait=N`: wait up to N seconds (0 to 60) for the outcome, then answer 202. Without this header a single change waits up to 10 seconds, and a bulk does not wait. */
        Prefer: string;
        /** @description The ID of the membership request: `mrq_…`. */
        request_id: string;
        /** @description The ID of the Slack user: `U…` or `W…`. */
        slack_user_id: string;
        /** @description The ID of the user: `usr_…`. */
        user_id: string;
        /** @description The ID of the webhook endpoint: `we_…`. */
        webhook_endpoint_id: string;
        /** @description The ID of the Slack workspace: `T…`, or `E…` for a whole Enterprise organization. */
        workspace_id: string;
    };
    requestBodies: never;
    headers: {
        /** @description Send it in the header of the same name with a read that must include this change, and all that were made before. Only installations that read from a replica answer with it. */
        "Consistency-Token": string;
        /** @description The version of the answer. Send it in `If-None-Match` to be answered 304 while it is unchanged, and that of a single object in `If-Match` to change only this version. */
        ETag: string;
        /** @description The address of the next page, with `rel="next"` (RFC 8288); absent on the last page. */
        Link: string;
        /** @description The address of the created object, of the operation, or of the same object in another cell. */
        Location: string;
        /** @description The ID of the operation that makes this change. Errors have it, too. */
        "Operation-Id": string;
        /** @description The preferences of `Prefer` that were applied. */
        "Preference-Applied": string;
        /** @description What is left of each limit: `r` requests in the `t` seconds until it is reset. */
        RateLimit: string;
        /** @description The limits: for each, `q` requests in `w` seconds. */
        "RateLimit-Policy": string;
        /** @description How many seconds to wait before trying again. */
        "Retry-After": string;
        /** @description The W3C trace ID of the request, as in logs and errors. */
        "Trace-Id": string;
        /** @description The span that handled the request (W3C Trace Context). */
        traceparent: string;
        /** @description How to authenticate: `Bearer`. With a 403 also the scope that the token lacks (RFC 6750). */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    retrieveMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key or user, and its organization. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "api_key",
                     *       "id": "key_0199c2f1aa",
                     *       "name": "payroll",
                     *       "role": null,
                     *       "organization": {
                     *         "id": "org_xyz789",
                     *         "name": "Demo Company",
                     *         "created_at": "2025-11-02T08:21:45.123Z"
                     *       },
                     *       "scopes": [
                     *         "members:read",
                     *         "members:write"
                     *       ],
                     *       "expires_at": "2026-02-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Principal"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOrganizationInput"];
            };
        };
        responses: {
            /** @description The organization, its owner, and the first key with its token, which is shown only here. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "organization": {
                     *         "id": "org_0199c2f1aa",
                     *         "name": "Acme",
                     *         "created_at": "2025-11-02T08:21:45.123Z"
                     *       },
                     *       "owner": {
                     *         "user_id": "usr_0199c2f1aa",
                     *         "full_name": "Olga Owner",
                     *         "email": "olga@acme.example",
                     *         "role": "owner",
                     *         "status": "active",
                     *         "created_at": "2025-11-02T08:21:45.123Z"
                     *       },
                     *       "api_key": {
                     *         "id": "key_0199c2f1aa",
                     *         "name": "first",
                     *         "scopes": [
                     *           "organization:read",
                     *           "organization:write",
                     *           "departments:read",
                     *           "departments:write",
                     *           "members:read",
                     *           "members:write",
                     *           "operations:read",
                     *           "audit:read",
                     *           "keys:write",
                     *           "webhooks:write"
                     *         ],
                     *         "status": "active",
                     *         "created_at": "2025-11-02T08:21:45.123Z",
                     *         "created_by": {
                     *           "type": "provisioner",
                     *           "id": "5feceb66ffc8"
                     *         },
                     *         "expires_at": null,
                     *         "revoked_at": null,
                     *         "last_used_at": null,
                     *         "last_used_address": null,
                     *         "replaced_by": null,
                     *         "token": "roster_…"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedOrganization"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "org_xyz789",
                     *       "name": "Demo Company",
                     *       "created_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Organization"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOrganizationInput"];
                "application/merge-patch+json": components["schemas"]["UpdateOrganizationInput"];
            };
        };
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "org_xyz789",
                     *       "name": "Demo Company",
                     *       "created_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Organization"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            408: components["responses"]["RequestTimeout"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description Only keys with this status. */
                status?: "active" | "expired" | "revoked";
            };
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "key_0199c2f1aa",
                     *           "name": "payroll",
                     *           "scopes": [
                     *             "members:read",
                     *             "members:write"
                     *           ],
                     *           "status": "active",
                     *           "created_at": "2025-11-02T08:21:45.123Z",
                     *           "created_by": {
                     *             "type": "user",
                     *             "id": "usr_def456"
                     *           },
                     *           "expires_at": null,
                     *           "revoked_at": null,
                     *           "last_used_at": "2025-11-03T07:14:02.481Z",
                     *           "last_used_address": "203.0.113.7",
                     *           "replaced_by": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyInput"];
            };
        };
        responses: {
            /** @description The new key with its token, which is shown only here. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_0199c2f1aa",
                     *       "name": "payroll",
                     *       "scopes": [
                     *         "members:read",
                     *         "members:write"
                     *       ],
                     *       "status": "active",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "expires_at": null,
                     *       "revoked_at": null,
                     *       "last_used_at": null,
                     *       "last_used_address": null,
                     *       "replaced_by": null,
                     *       "token": "roster_…"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["ApiKeyLimitReached"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the key: `key_…`. */
                key_id: components["parameters"]["key_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_0199c2f1aa",
                     *       "name": "payroll",
                     *       "scopes": [
                     *         "members:read",
                     *         "members:write"
                     *       ],
                     *       "status": "active",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "expires_at": null,
                     *       "revoked_at": null,
                     *       "last_used_at": "2025-11-03T07:14:02.481Z",
                     *       "last_used_address": "203.0.113.7",
                     *       "replaced_by": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.ApiKeyNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: {
                /** @description What happens to the keys that were created with this key. */
                children?: "revoke" | "keep";
            };
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the key: `key_…`. */
                key_id: components["parameters"]["key_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key was revoked. */
            204: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.ApiKeyNotFound"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the key: `key_…`. */
                key_id: components["parameters"]["key_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateApiKeyInput"];
            };
        };
        responses: {
            /** @description The new key with its token, which is shown only here. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "key_0199c2f1aa",
                     *       "name": "payroll",
                     *       "scopes": [
                     *         "members:read",
                     *         "members:write"
                     *       ],
                     *       "status": "active",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "expires_at": null,
                     *       "revoked_at": null,
                     *       "last_used_at": null,
                     *       "last_used_address": null,
                     *       "replaced_by": null,
                     *       "token": "roster_…"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.ApiKeyNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["ApiKeyNotActive.ApiKeyLimitReached"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description The action, such as `member.add`. */
                action?: string;
                /** @description The ID of the API key or user that made the change. */
                actor?: string;
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The department that was changed. */
                department_id?: string;
                /** @description Only events at or after this time. */
                from?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description The operation that made the change. */
                operation_id?: string;
                /** @description Only events before this time. */
                to?: string;
                /** @description The trace ID of the request. */
                trace_id?: string;
                /** @description The user who was affected. */
                user_id?: string;
            };
            header?: {
                /** @description The `Consistency-Token` of answers to your own changes: the answer to this request includes them. Several are separated by commas. Without it the answer may be some seconds old when the installation reads from a replica. A token of another installation has the same effect as one of the newest change. */
                "Consistency-Token"?: components["parameters"]["Consistency-Token"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events, or all of them as CSV. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "evt_6d74979592b2f4d1687541ae56d87561",
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
                     *           "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *           "address": "203.0.113.7",
                     *           "subject": null,
                     *           "before": null,
                     *           "after": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEventPage"];
                    "text/csv": string;
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    listDepartments: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description Only departments that this user manages. */
                manager?: string;
                /** @description Only departments whose name contains this text, ignoring case. */
                name?: string;
                /** @description Only the direct children of this department. `none`: only top-level departments. */
                parent?: string;
                /** @description The sort order; `-` means descending. */
                sort?: "name" | "-name" | "created_at" | "-created_at";
            };
            header?: {
                /** @description The `Consistency-Token` of answers to your own changes: the answer to this request includes them. Several are separated by commas. Without it the answer may be some seconds old when the installation reads from a replica. A token of another installation has the same effect as one of the newest change. */
                "Consistency-Token"?: components["parameters"]["Consistency-Token"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of departments. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "dept_abc123",
                     *           "organization_id": "org_xyz789",
                     *           "parent_id": "dept_root01",
                     *           "name": "Engineering",
                     *           "description": "Builds the product.",
                     *           "manager_user_id": "usr_def456",
                     *           "path": "Company/Engineering",
                     *           "depth": 2,
                     *           "member_count": 12,
                     *           "created_at": "2025-11-02T08:21:45.123Z",
                     *           "updated_at": "2025-11-02T08:21:45.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    createDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDepartmentInput"];
            };
        };
        responses: {
            /** @description The department was created. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dept_abc123",
                     *       "organization_id": "org_xyz789",
                     *       "parent_id": "dept_root01",
                     *       "name": "Engineering",
                     *       "description": "Builds the product.",
                     *       "manager_user_id": "usr_def456",
                     *       "path": "Company/Engineering",
                     *       "depth": 2,
                     *       "member_count": 0,
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "updated_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Department"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.MemberNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["DepartmentNameTaken.DepartmentTooDeep"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The department. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dept_abc123",
                     *       "organization_id": "org_xyz789",
                     *       "parent_id": "dept_root01",
                     *       "name": "Engineering",
                     *       "description": "Builds the product.",
                     *       "manager_user_id": "usr_def456",
                     *       "path": "Company/Engineering",
                     *       "depth": 2,
                     *       "member_count": 12,
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "updated_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Department"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    deleteDepartment: {
        parameters: {
            query?: {
                /** @description What happens to the children. `reparent`: they move to the parent. `cascade`: they are deleted, too, with everything below them. */
                children?: "reparent" | "cascade";
                /** @description What happens to the members. `move`: those of each deleted department move to its parent or, if given, to `members_to`; users who are already there stay there. `remove`: the memberships end, and the users stay in the organization. */
                members?: "move" | "remove";
                /** @description The department to which `members=move` moves them. Required for a top-level department, which has no parent. */
                members_to?: string;
            };
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The department was deleted. */
            204: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            409: components["responses"]["DepartmentNotEmpty.DepartmentNameTaken.DepartmentIsScimRoot"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    updateDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDepartmentInput"];
                "application/merge-patch+json": components["schemas"]["UpdateDepartmentInput"];
            };
        };
        responses: {
            /** @description The updated department. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "dept_abc123",
                     *       "organization_id": "org_xyz789",
                     *       "parent_id": "dept_root01",
                     *       "name": "Engineering",
                     *       "description": "Builds the product.",
                     *       "manager_user_id": "usr_def456",
                     *       "path": "Company/Engineering",
                     *       "depth": 2,
                     *       "member_count": 12,
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "updated_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Department"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.MemberNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["DepartmentNameTaken"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveDepartmentDigest: {
        parameters: {
            query?: {
                /** @description The `next_cursor` up to which you have read the events. Without it, the end of the events. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The digest, and the position for which it is true. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "department_id": "dept_abc123",
                     *       "member_count": 1,
                     *       "digest": "48243330c2a7a49fd8190e85b398e6af82e0837a9dca0ba7678e26409684dac8",
                     *       "cursor": "5rDh3cE1m0mHqkq0c9yYtw"
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentDigest"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            410: components["responses"]["CursorExpired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.Overloaded"];
        };
    };
    listDepartmentMembers: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description `true`: include the members of all departments below. Each user is listed once, with the earliest `added_at`. */
                include_descendants?: boolean;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description Words to search for, in any order and ignoring case. Each must occur in the full name or the e-mail address. */
                q?: string;
                /** @description Whether to sort by the time when a member was added, or by name. */
                sort?: "added_at" | "full_name";
            };
            header?: {
                /** @description The `Consistency-Token` of answers to your own changes: the answer to this request includes them. Several are separated by commas. Without it the answer may be some seconds old when the installation reads from a replica. A token of another installation has the same effect as one of the newest change. */
                "Consistency-Token"?: components["parameters"]["Consistency-Token"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
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
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    addDepartmentMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description `respond-async`, or `wait=0`: answer 202 as soon as a new change is stored; errors that are found when it is carried out, such as an unknown department, are in the operation. `wait=N`: wait up to N seconds (0 to 60) for the outcome, then answer 202. Without this header a single change waits up to 10 seconds, and a bulk does not wait. */
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddDepartmentMemberInput"];
            };
        };
        responses: {
            /** @description The user was added. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
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
            /** @description The change is stored but not made yet. Read the operation to learn its outcome. */
            202: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.add",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": "usr_def456",
                     *       "mode": null,
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "progress": null,
                     *       "summary": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.MemberNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["MemberDeactivated.DepartmentMembershipDuplicate.OperationCancelled"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError.OperationFailed"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving.Overloaded"];
        };
    };
    retrieveDepartmentMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the user: `usr_…`. */
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
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
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.DepartmentMemberNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    putDepartmentMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description `respond-async`, or `wait=0`: answer 202 as soon as a new change is stored; errors that are found when it is carried out, such as an unknown department, are in the operation. `wait=N`: wait up to N seconds (0 to 60) for the outcome, then answer 202. Without this header a single change waits up to 10 seconds, and a bulk does not wait. */
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the user: `usr_…`. */
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user was already in the department. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
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
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
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
            /** @description The change is stored but not made yet. Read the operation to learn its outcome. */
            202: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.put",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": "usr_def456",
                     *       "mode": null,
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "progress": null,
                     *       "summary": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.MemberNotFound"];
            409: components["responses"]["MemberDeactivated.OperationCancelled"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError.OperationFailed"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving.Overloaded"];
        };
    };
    removeDepartmentMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description `respond-async`, or `wait=0`: answer 202 as soon as a new change is stored; errors that are found when it is carried out, such as an unknown department, are in the operation. `wait=N`: wait up to N seconds (0 to 60) for the outcome, then answer 202. Without this header a single change waits up to 10 seconds, and a bulk does not wait. */
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the user: `usr_…`. */
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change is stored but not made yet. Read the operation to learn its outcome. */
            202: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.remove",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": "usr_def456",
                     *       "mode": null,
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "progress": null,
                     *       "summary": null,
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
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.DepartmentMemberNotFound"];
            409: components["responses"]["OperationCancelled"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError.OperationFailed"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving.Overloaded"];
        };
    };
    moveDepartmentMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description `respond-async`, or `wait=0`: answer 202 as soon as a new change is stored; errors that are found when it is carried out, such as an unknown department, are in the operation. `wait=N`: wait up to N seconds (0 to 60) for the outcome, then answer 202. Without this header a single change waits up to 10 seconds, and a bulk does not wait. */
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the user: `usr_…`. */
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveDepartmentMemberInput"];
            };
        };
        responses: {
            /** @description The user was moved. The body is the new membership. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
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
            /** @description The change is stored but not made yet. Read the operation to learn its outcome. */
            202: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.move",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": "dept_plat01",
                     *       "user_id": "usr_def456",
                     *       "mode": null,
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "progress": null,
                     *       "summary": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.DepartmentMemberNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["MemberDeactivated.DepartmentMembershipDuplicate.OperationCancelled"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError.OperationFailed"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving.Overloaded"];
        };
    };
    bulkAddDepartmentMembers: {
        parameters: {
            query?: {
                /** @description For CSV files; in JSON it is a field of the body. `partial`: add everybody who can be added. `atomic`: add everybody or nobody. */
                mode?: "partial" | "atomic";
            };
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description `respond-async`, or `wait=0`: answer 202 as soon as a new change is stored; errors that are found when it is carried out, such as an unknown department, are in the operation. `wait=N`: wait up to N seconds (0 to 60) for the outcome, then answer 202. Without this header a single change waits up to 10 seconds, and a bulk does not wait. */
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkAddDepartmentMembersInput"];
                "text/csv": string;
            };
        };
        responses: {
            /** @description The operation, if it ended within the time of `Prefer: wait=N`. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.bulk_add",
                     *       "state": "done",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": null,
                     *       "mode": "partial",
                     *       "channel": "bulk",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": "2025-11-02T08:21:45.160Z",
                     *       "progress": {
                     *         "total": 2,
                     *         "done": 2,
                     *         "added": 1,
                     *         "rejected": 1
                     *       },
                     *       "summary": {
                     *         "total": 2,
                     *         "added": 1,
                     *         "rejected": 1,
                     *         "cancelled": 0
                     *       },
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The bulk is stored. Its operation shows the progress. */
            202: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.bulk_add",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": null,
                     *       "mode": "partial",
                     *       "channel": "bulk",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "progress": {
                     *         "total": 2,
                     *         "done": 0,
                     *         "added": 0,
                     *         "rejected": 0
                     *       },
                     *       "summary": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving.Overloaded"];
        };
    };
    listMembershipRequests: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description Only requests with this status. */
                status?: "pending" | "approved" | "denied" | "expired";
            };
            header?: never;
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "mrq_0199c2f1aa",
                     *           "department_id": "dept_abc123",
                     *           "user_id": "usr_def456",
                     *           "reason": "Joins the release team on Monday.",
                     *           "status": "pending",
                     *           "requested_by": {
                     *             "type": "user",
                     *             "id": "usr_def456"
                     *           },
                     *           "created_at": "2025-11-02T08:21:45.123Z",
                     *           "expires_at": "2025-11-16T08:21:45.123Z",
                     *           "decided_by": null,
                     *           "decided_at": null,
                     *           "operation_id": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipRequestPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    createMembershipRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMembershipRequestInput"];
            };
        };
        responses: {
            /** @description The request. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mrq_0199c2f1aa",
                     *       "department_id": "dept_abc123",
                     *       "user_id": "usr_def456",
                     *       "reason": "Joins the release team on Monday.",
                     *       "status": "pending",
                     *       "requested_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "expires_at": "2025-11-16T08:21:45.123Z",
                     *       "decided_by": null,
                     *       "decided_at": null,
                     *       "operation_id": null
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipRequest"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.MemberNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["MemberDeactivated.DepartmentMembershipDuplicate.MembershipRequestDuplicate.MembershipRequestLimitReached"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveMembershipRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the membership request: `mrq_…`. */
                request_id: components["parameters"]["request_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mrq_0199c2f1aa",
                     *       "department_id": "dept_abc123",
                     *       "user_id": "usr_def456",
                     *       "reason": "Joins the release team on Monday.",
                     *       "status": "pending",
                     *       "requested_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "expires_at": "2025-11-16T08:21:45.123Z",
                     *       "decided_by": null,
                     *       "decided_at": null,
                     *       "operation_id": null
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipRequest"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.MembershipRequestNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    decideMembershipRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the membership request: `mrq_…`. */
                request_id: components["parameters"]["request_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideMembershipRequestInput"];
            };
        };
        responses: {
            /** @description The decided request. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "mrq_0199c2f1aa",
                     *       "department_id": "dept_abc123",
                     *       "user_id": "usr_def456",
                     *       "reason": "Joins the release team on Monday.",
                     *       "status": "approved",
                     *       "requested_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "expires_at": "2025-11-16T08:21:45.123Z",
                     *       "decided_by": {
                     *         "type": "user",
                     *         "id": "usr_mgr789"
                     *       },
                     *       "decided_at": "2025-11-02T09:02:11.480Z",
                     *       "operation_id": "op_0199c2f1aa"
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipRequest"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound.MembershipRequestNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["MemberDeactivated.MembershipRequestDecided.MembershipRequestExpired"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    reparentDepartment: {
        parameters: {
            query?: {
                /** @description `true`: check everything and report what would change, but change nothing. */
                dry_run?: boolean;
            };
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description The ID of the department: `dept_…`. */
                department_id: components["parameters"]["department_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveDepartmentInput"];
            };
        };
        responses: {
            /** @description What changed, or would change. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dry_run": false,
                     *       "before": {
                     *         "parent_id": null,
                     *         "path": "Engineering",
                     *         "depth": 1
                     *       },
                     *       "after": {
                     *         "parent_id": "dept_root01",
                     *         "path": "Company/Engineering",
                     *         "depth": 2
                     *       },
                     *       "departments_moved": 3,
                     *       "department": {
                     *         "id": "dept_abc123",
                     *         "organization_id": "org_xyz789",
                     *         "parent_id": "dept_root01",
                     *         "name": "Engineering",
                     *         "description": "Builds the product.",
                     *         "manager_user_id": "usr_def456",
                     *         "path": "Company/Engineering",
                     *         "depth": 2,
                     *         "member_count": 12,
                     *         "created_at": "2025-11-02T08:21:45.123Z",
                     *         "updated_at": "2025-11-02T08:21:45.123Z"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentMove"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["DepartmentCycle.DepartmentTooDeep.DepartmentNameTaken"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveDepartmentTree: {
        parameters: {
            query?: {
                /** @description How many levels to return; all by default. Totals include the levels below them. */
                depth?: number;
                /** @description Only this department and those below it. */
                root?: string;
            };
            header?: {
                /** @description The `Consistency-Token` of answers to your own changes: the answer to this request includes them. Several are separated by commas. Without it the answer may be some seconds old when the installation reads from a replica. A token of another installation has the same effect as one of the newest change. */
                "Consistency-Token"?: components["parameters"]["Consistency-Token"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The top-level departments, or `root`, with the departments below them. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "dept_abc123",
                     *           "organization_id": "org_xyz789",
                     *           "parent_id": "dept_root01",
                     *           "name": "Engineering",
                     *           "description": "Builds the product.",
                     *           "manager_user_id": "usr_def456",
                     *           "path": "Company/Engineering",
                     *           "depth": 2,
                     *           "member_count": 12,
                     *           "created_at": "2025-11-02T08:21:45.123Z",
                     *           "updated_at": "2025-11-02T08:21:45.123Z",
                     *           "total_member_count": 40,
                     *           "child_count": 2,
                     *           "children": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DepartmentTree"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    readEvents: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page, or `latest` for the end of the feed. Without it the feed begins with the oldest event that is kept. */
                after?: string;
                /** @description Only events of this department and of those that are below it now. */
                department_id?: string;
                /** @description The maximum number of events on a page. */
                limit?: number;
                /** @description Only events of these types, separated by commas. */
                types?: string;
                /** @description How many seconds to wait for an event when there is none. The response comes sooner when too many requests are already waiting. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, the oldest first. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "evt_6d74979592b2f4d1687541ae56d87561",
                     *           "type": "department.member.added",
                     *           "occurred_at": "2025-11-02T08:21:45.123Z",
                     *           "sequence": 42,
                     *           "data": {
                     *             "department_id": "dept_abc123",
                     *             "user_id": "usr_def456",
                     *             "moved_from": null,
                     *             "actor": {
                     *               "type": "api_key",
                     *               "id": "key_0199c2f1"
                     *             },
                     *             "channel": "rest",
                     *             "operation_id": "op_0199c2f1aa",
                     *             "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736"
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": "5rDh3cE1m0mHqkq0c9yYtw",
                     *       "has_more": false
                     *     }
                     */
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            410: components["responses"]["CursorExpired"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    listOrganizationMembers: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description Text that the name or the e-mail address contains. */
                q?: string;
                /** @description Only members with this role. */
                role?: "owner" | "admin" | "member";
                /** @description Whether to sort by ID, which is the order of creation, or by name. */
                sort?: "user_id" | "full_name";
                /** @description Only members with this status. */
                status?: "active" | "deactivated";
            };
            header?: {
                /** @description The `Consistency-Token` of answers to your own changes: the answer to this request includes them. Several are separated by commas. Without it the answer may be some seconds old when the installation reads from a replica. A token of another installation has the same effect as one of the newest change. */
                "Consistency-Token"?: components["parameters"]["Consistency-Token"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of members. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
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
                     *           "role": "member",
                     *           "status": "active",
                     *           "created_at": "2025-11-02T08:21:45.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    createOrganizationMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePersonInput"];
            };
        };
        responses: {
            /** @description The member was added. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "usr_def456",
                     *       "full_name": "Jane Smith",
                     *       "email": "jane@company.com",
                     *       "role": "member",
                     *       "status": "active",
                     *       "created_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["MemberEmailDuplicate"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveOrganizationMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the user: `usr_…`. */
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "usr_def456",
                     *       "full_name": "Jane Smith",
                     *       "email": "jane@company.com",
                     *       "role": "member",
                     *       "status": "active",
                     *       "created_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.MemberNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    removeOrganizationMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the user: `usr_…`. */
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member was removed. */
            204: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.MemberNotFound"];
            409: components["responses"]["LastOwner"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    updateOrganizationMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the user: `usr_…`. */
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePersonInput"];
                "application/merge-patch+json": components["schemas"]["UpdatePersonInput"];
            };
        };
        responses: {
            /** @description The updated member. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "usr_def456",
                     *       "full_name": "Jane Smith",
                     *       "email": "jane@company.com",
                     *       "role": "admin",
                     *       "status": "active",
                     *       "created_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Person"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.MemberNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["MemberEmailDuplicate.LastOwner"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    listMemberDepartments: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
            };
            header?: {
                /** @description The `Consistency-Token` of answers to your own changes: the answer to this request includes them. Several are separated by commas. Without it the answer may be some seconds old when the installation reads from a replica. A token of another installation has the same effect as one of the newest change. */
                "Consistency-Token"?: components["parameters"]["Consistency-Token"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the user: `usr_…`. */
                user_id: components["parameters"]["user_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of departments. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
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
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.MemberNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    retrieveOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the operation: `op_…`, from `Operation-Id` or `Location`. */
                operation_id: components["parameters"]["operation_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.add",
                     *       "state": "done",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": "usr_def456",
                     *       "mode": null,
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.120Z",
                     *       "finished_at": "2025-11-02T08:21:45.123Z",
                     *       "progress": null,
                     *       "summary": null,
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
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.OperationNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the operation: `op_…`, from `Operation-Id` or `Location`. */
                operation_id: components["parameters"]["operation_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cancelled operation. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.add",
                     *       "state": "cancelled",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": "usr_def456",
                     *       "mode": null,
                     *       "channel": "rest",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": "2025-11-02T08:21:46.001Z",
                     *       "progress": null,
                     *       "summary": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.OperationNotFound"];
            409: components["responses"]["OperationNotCancellable"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    listOperationItems: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description Only items in this state. */
                state?: "pending" | "added" | "rejected" | "cancelled";
            };
            header?: never;
            path: {
                /** @description The ID of the operation: `op_…`, from `Operation-Id` or `Location`. */
                operation_id: components["parameters"]["operation_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of items. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "position": 1,
                     *           "line": 2,
                     *           "user_id": "usr_def456",
                     *           "email": "jane@company.com",
                     *           "state": "added",
                     *           "error": null,
                     *           "added_at": "2025-11-02T08:21:45.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["OperationItemPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.OperationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    retryOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description `respond-async`, or `wait=0`: answer 202 as soon as a new change is stored; errors that are found when it is carried out, such as an unknown department, are in the operation. `wait=N`: wait up to N seconds (0 to 60) for the outcome, then answer 202. Without this header a single change waits up to 10 seconds, and a bulk does not wait. */
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                /** @description The ID of the operation: `op_…`, from `Operation-Id` or `Location`. */
                operation_id: components["parameters"]["operation_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation, if it ended within the time of `Prefer: wait=N`. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.bulk_add",
                     *       "state": "done",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": null,
                     *       "mode": "partial",
                     *       "channel": "bulk",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": "2025-11-02T08:21:45.160Z",
                     *       "progress": {
                     *         "total": 2,
                     *         "done": 2,
                     *         "added": 1,
                     *         "rejected": 1
                     *       },
                     *       "summary": {
                     *         "total": 2,
                     *         "added": 1,
                     *         "rejected": 1,
                     *         "cancelled": 0
                     *       },
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            /** @description The bulk is stored. Its operation shows the progress. */
            202: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    "Operation-Id": components["headers"]["Operation-Id"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "op_0199c2f1aa",
                     *       "kind": "member.bulk_add",
                     *       "state": "accepted",
                     *       "department_id": "dept_abc123",
                     *       "to_department_id": null,
                     *       "user_id": null,
                     *       "mode": "partial",
                     *       "channel": "bulk",
                     *       "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "finished_at": null,
                     *       "progress": {
                     *         "total": 2,
                     *         "done": 0,
                     *         "added": 0,
                     *         "rejected": 0
                     *       },
                     *       "summary": null,
                     *       "result": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Operation"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.OperationNotFound.DepartmentNotFound"];
            409: components["responses"]["OperationNotRetryable"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving.Overloaded"];
        };
    };
    listScimConnections: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of connections. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "scim_0199c2f1aa",
                     *           "name": "Okta",
                     *           "root_department_id": null,
                     *           "on_delete": "deactivate",
                     *           "adopt": true,
                     *           "department_mapping": "store",
                     *           "created_at": "2025-11-02T08:21:45.123Z",
                     *           "created_by": {
                     *             "type": "user",
                     *             "id": "usr_def456"
                     *           },
                     *           "last_used_at": null,
                     *           "last_used_address": null,
                     *           "former_token_expires_at": null,
                     *           "base_url": "https://api.example.com/scim/v2"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ScimConnectionPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    createScimConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateScimConnectionInput"];
            };
        };
        responses: {
            /** @description The connection with its token, which is shown only here. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scim_0199c2f1aa",
                     *       "name": "Okta",
                     *       "root_department_id": null,
                     *       "on_delete": "deactivate",
                     *       "adopt": true,
                     *       "department_mapping": "store",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "last_used_at": null,
                     *       "last_used_address": null,
                     *       "former_token_expires_at": null,
                     *       "base_url": "https://api.example.com/scim/v2",
                     *       "token": "roster_scim_…"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedScimConnection"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["ScimConnectionLimitReached"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveScimConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the SCIM connection: `scim_…`. */
                connection_id: components["parameters"]["connection_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scim_0199c2f1aa",
                     *       "name": "Okta",
                     *       "root_department_id": null,
                     *       "on_delete": "deactivate",
                     *       "adopt": true,
                     *       "department_mapping": "store",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "last_used_at": null,
                     *       "last_used_address": null,
                     *       "former_token_expires_at": null,
                     *       "base_url": "https://api.example.com/scim/v2"
                     *     }
                     */
                    "application/json": components["schemas"]["ScimConnection"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.ScimConnectionNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    deleteScimConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the SCIM connection: `scim_…`. */
                connection_id: components["parameters"]["connection_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection was deleted. */
            204: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.ScimConnectionNotFound"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    updateScimConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the SCIM connection: `scim_…`. */
                connection_id: components["parameters"]["connection_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateScimConnectionInput"];
                "application/merge-patch+json": components["schemas"]["UpdateScimConnectionInput"];
            };
        };
        responses: {
            /** @description The changed connection. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scim_0199c2f1aa",
                     *       "name": "Okta",
                     *       "root_department_id": null,
                     *       "on_delete": "remove",
                     *       "adopt": true,
                     *       "department_mapping": "store",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "last_used_at": null,
                     *       "last_used_address": null,
                     *       "former_token_expires_at": null,
                     *       "base_url": "https://api.example.com/scim/v2"
                     *     }
                     */
                    "application/json": components["schemas"]["ScimConnection"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.ScimConnectionNotFound.DepartmentNotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    rotateScimToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the SCIM connection: `scim_…`. */
                connection_id: components["parameters"]["connection_id"];
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateScimTokenInput"];
            };
        };
        responses: {
            /** @description The connection with its token, which is shown only here. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "scim_0199c2f1aa",
                     *       "name": "Okta",
                     *       "root_department_id": null,
                     *       "on_delete": "deactivate",
                     *       "adopt": true,
                     *       "department_mapping": "store",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "last_used_at": null,
                     *       "last_used_address": null,
                     *       "former_token_expires_at": null,
                     *       "base_url": "https://api.example.com/scim/v2",
                     *       "token": "roster_scim_…"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedScimConnection"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.ScimConnectionNotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    createSlackLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The URL, which is shown only here. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "https://slack-bot.acme.example/slack/install?link=…",
                     *       "expires_at": "2025-11-02T08:36:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SlackLink"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            409: components["responses"]["SlackNotConfigured"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    listSlackUsers: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description Only Slack users who are linked to this member. */
                user_id?: string;
                /** @description Only users of this workspace. */
                workspace_id?: string;
            };
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of linked users. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "workspace_id": "T0123ABCD",
                     *           "slack_user_id": "U0123ABCD",
                     *           "user_id": "usr_def456",
                     *           "how": "explicit",
                     *           "linked_at": "2025-11-02T08:21:45.123Z",
                     *           "linked_by": {
                     *             "type": "api_key",
                     *             "id": "key_0199c2f1aa"
                     *           },
                     *           "checked_at": "2025-11-03T07:14:02.481Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SlackUserLinkPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    linkSlackUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkSlackUserInput"];
            };
        };
        responses: {
            /** @description The Slack user was linked. */
            204: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.SlackWorkspaceNotFound.MemberNotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    unlinkSlackUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the Slack user: `U…` or `W…`. */
                slack_user_id: components["parameters"]["slack_user_id"];
                /** @description The ID of the Slack workspace: `T…`, or `E…` for a whole Enterprise organization. */
                workspace_id: components["parameters"]["workspace_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Slack user is no longer linked. */
            204: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.SlackWorkspaceNotFound.SlackUserNotFound"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    listSlackWorkspaces: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of workspaces. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "T0123ABCD",
                     *           "name": "Acme",
                     *           "status": "connected",
                     *           "connected_at": "2025-11-02T08:21:45.123Z",
                     *           "connected_by": {
                     *             "type": "user",
                     *             "id": "usr_def456"
                     *           },
                     *           "disconnected_at": null,
                     *           "disconnect_reason": null,
                     *           "token": "stored",
                     *           "linked_users": 12
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SlackWorkspacePage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    retrieveSlackWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the Slack workspace: `T…`, or `E…` for a whole Enterprise organization. */
                workspace_id: components["parameters"]["workspace_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workspace. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "T0123ABCD",
                     *       "name": "Acme",
                     *       "status": "connected",
                     *       "connected_at": "2025-11-02T08:21:45.123Z",
                     *       "connected_by": {
                     *         "type": "user",
                     *         "id": "usr_def456"
                     *       },
                     *       "disconnected_at": null,
                     *       "disconnect_reason": null,
                     *       "token": "stored",
                     *       "linked_users": 12
                     *     }
                     */
                    "application/json": components["schemas"]["SlackWorkspace"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.SlackWorkspaceNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    disconnectSlackWorkspace: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the Slack workspace: `T…`, or `E…` for a whole Enterprise organization. */
                workspace_id: components["parameters"]["workspace_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workspace is disconnected. */
            204: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.SlackWorkspaceNotFound"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of endpoints. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "we_0199c2f1aa",
                     *           "url": "https://crm.example.com/roster",
                     *           "event_types": [
                     *             "department.member.added",
                     *             "department.member.removed"
                     *           ],
                     *           "department_id": "dept_abc123",
                     *           "description": "CRM",
                     *           "disabled": false,
                     *           "disabled_at": null,
                     *           "disabled_reason": null,
                     *           "failing_since": null,
                     *           "previous_secret_expires_at": null,
                     *           "created_at": "2025-11-02T08:21:45.123Z",
                     *           "created_by": {
                     *             "type": "api_key",
                     *             "id": "key_0199c2f1"
                     *           },
                     *           "updated_at": "2025-11-02T08:21:45.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpointPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookEndpointInput"];
            };
        };
        responses: {
            /** @description The endpoint with its secret, which is shown only here. */
            201: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199c2f1aa",
                     *       "url": "https://crm.example.com/roster",
                     *       "event_types": [
                     *         "department.member.added",
                     *         "department.member.removed"
                     *       ],
                     *       "department_id": "dept_abc123",
                     *       "description": "CRM",
                     *       "disabled": false,
                     *       "disabled_at": null,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "api_key",
                     *         "id": "key_0199c2f1"
                     *       },
                     *       "updated_at": "2025-11-02T08:21:45.123Z",
                     *       "secret": "whsec_…"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedWebhookEndpoint"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.DepartmentNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["WebhookEndpointLimitReached.WebhooksNotConfigured"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["WebhookUrlRefused.ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    retrieveWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the webhook endpoint: `we_…`. */
                webhook_endpoint_id: components["parameters"]["webhook_endpoint_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199c2f1aa",
                     *       "url": "https://crm.example.com/roster",
                     *       "event_types": [
                     *         "department.member.added",
                     *         "department.member.removed"
                     *       ],
                     *       "department_id": "dept_abc123",
                     *       "description": "CRM",
                     *       "disabled": false,
                     *       "disabled_at": null,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "api_key",
                     *         "id": "key_0199c2f1"
                     *       },
                     *       "updated_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.WebhookEndpointNotFound"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the webhook endpoint: `we_…`. */
                webhook_endpoint_id: components["parameters"]["webhook_endpoint_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint was deleted. */
            204: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.WebhookEndpointNotFound"];
            412: components["responses"]["PreconditionFailed"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the webhook endpoint: `we_…`. */
                webhook_endpoint_id: components["parameters"]["webhook_endpoint_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookEndpointInput"];
                "application/merge-patch+json": components["schemas"]["UpdateWebhookEndpointInput"];
            };
        };
        responses: {
            /** @description The changed endpoint. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199c2f1aa",
                     *       "url": "https://crm.example.com/roster",
                     *       "event_types": [
                     *         "department.member.added",
                     *         "department.member.removed"
                     *       ],
                     *       "department_id": "dept_abc123",
                     *       "description": "CRM",
                     *       "disabled": false,
                     *       "disabled_at": null,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "api_key",
                     *         "id": "key_0199c2f1"
                     *       },
                     *       "updated_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.WebhookEndpointNotFound.DepartmentNotFound"];
            408: components["responses"]["RequestTimeout"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["WebhookUrlRefused.ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the previous page. */
                cursor?: string;
                /** @description The maximum number of entries on a page. */
                limit?: number;
                /** @description Only deliveries in this state. */
                state?: "pending" | "delivered" | "dropped";
            };
            header?: never;
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the webhook endpoint: `we_…`. */
                webhook_endpoint_id: components["parameters"]["webhook_endpoint_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "event_id": "evt_6d74979592b2f4d1687541ae56d87561",
                     *           "event_type": "department.member.added",
                     *           "department_id": "dept_abc123",
                     *           "state": "delivered",
                     *           "created_at": "2025-11-02T08:21:45.312Z",
                     *           "delivered_at": "2025-11-02T08:21:45.449Z",
                     *           "attempts": [
                     *             {
                     *               "attempt": 1,
                     *               "at": "2025-11-02T08:21:45.401Z",
                     *               "duration_ms": 48,
                     *               "status": 204,
                     *               "error": null,
                     *               "answer": ""
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            304: components["responses"]["NotModified"];
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.WebhookEndpointNotFound"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout"];
        };
    };
    replayWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the webhook endpoint: `we_…`. */
                webhook_endpoint_id: components["parameters"]["webhook_endpoint_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayWebhookEndpointInput"];
            };
        };
        responses: {
            /** @description The endpoint. The events are sent from now on. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199c2f1aa",
                     *       "url": "https://crm.example.com/roster",
                     *       "event_types": [
                     *         "department.member.added",
                     *         "department.member.removed"
                     *       ],
                     *       "department_id": "dept_abc123",
                     *       "description": "CRM",
                     *       "disabled": false,
                     *       "disabled_at": null,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "api_key",
                     *         "id": "key_0199c2f1"
                     *       },
                     *       "updated_at": "2025-11-02T08:21:45.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.WebhookEndpointNotFound"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["CursorExpired"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the webhook endpoint: `we_…`. */
                webhook_endpoint_id: components["parameters"]["webhook_endpoint_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecretInput"];
            };
        };
        responses: {
            /** @description The endpoint with its new secret, which is shown only here. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "we_0199c2f1aa",
                     *       "url": "https://crm.example.com/roster",
                     *       "event_types": [
                     *         "department.member.added",
                     *         "department.member.removed"
                     *       ],
                     *       "department_id": "dept_abc123",
                     *       "description": "CRM",
                     *       "disabled": false,
                     *       "disabled_at": null,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": "2025-11-02T09:21:45.123Z",
                     *       "created_at": "2025-11-02T08:21:45.123Z",
                     *       "created_by": {
                     *         "type": "api_key",
                     *         "id": "key_0199c2f1"
                     *       },
                     *       "updated_at": "2025-11-02T08:21:45.123Z",
                     *       "secret": "whsec_…"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedWebhookEndpoint"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.WebhookEndpointNotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["WebhooksNotConfigured"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed.IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.OrganizationMoving"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description The ID of the organization: `org_…`. */
                organization_id: components["parameters"]["organization_id"];
                /** @description The ID of the webhook endpoint: `we_…`. */
                webhook_endpoint_id: components["parameters"]["webhook_endpoint_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attempt, whether it succeeded or not. */
            200: {
                headers: {
                    "Consistency-Token": components["headers"]["Consistency-Token"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Trace-Id": components["headers"]["Trace-Id"];
                    traceparent: components["headers"]["traceparent"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempt": 1,
                     *       "at": "2025-11-02T08:21:45.401Z",
                     *       "duration_ms": 48,
                     *       "status": 204,
                     *       "error": null,
                     *       "answer": ""
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookAttempt"];
                };
            };
            308: components["responses"]["OrganizationMoved"];
            400: components["responses"]["MalformedRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["PermissionDenied"];
            404: components["responses"]["OrganizationNotFound.WebhookEndpointNotFound"];
            409: components["responses"]["WebhooksNotConfigured"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable.DatabaseTimeout.Overloaded.OrganizationMoving"];
        };
    };
    "event.api_key.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyCreatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.api_key.revoked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyRevokedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.api_key.rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyRotatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.department.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartmentCreatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.department.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartmentDeletedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.department.member.added": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartmentMemberAddedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.department.member.removed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartmentMemberRemovedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.department.moved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartmentMovedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.department.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepartmentUpdatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.membership_request.approved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipRequestApprovedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.membership_request.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipRequestCreatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.membership_request.denied": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipRequestDeniedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.membership_request.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipRequestExpiredEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.operation.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationCancelledEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.organization.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationCreatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.organization.member.bound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationMemberBoundEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.organization.member.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationMemberCreatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.organization.member.removed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationMemberRemovedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.organization.member.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationMemberUpdatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.organization.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationUpdatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.scim_connection.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScimConnectionCreatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.scim_connection.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScimConnectionDeletedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.scim_connection.token_rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScimConnectionTokenRotatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.scim_connection.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScimConnectionUpdatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.scim_user.adopted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScimUserAdoptedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.scim_user.department_unknown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScimUserDepartmentUnknownEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.scim_user.released": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScimUserReleasedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.scim_user.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScimUserUpdatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.slack.channel.linked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlackChannelLinkedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.slack.channel.unlinked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlackChannelUnlinkedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.slack.invitation.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlackInvitationCreatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.slack.user.linked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlackUserLinkedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.slack.user.unlinked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlackUserUnlinkedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.slack.workspace.connected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlackWorkspaceConnectedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.slack.workspace.disconnected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlackWorkspaceDisconnectedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.webhook_endpoint.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointCreatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.webhook_endpoint.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointDeletedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.webhook_endpoint.disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointDisabledEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.webhook_endpoint.replayed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointReplayedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.webhook_endpoint.secret_rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointSecretRotatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.webhook_endpoint.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointTestEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "event.webhook_endpoint.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointUpdatedEvent"];
            };
        };
        responses: {
            /** @description The event was received. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
