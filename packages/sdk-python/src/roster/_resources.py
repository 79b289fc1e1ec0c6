"""A class for each kind of object, and a method for each operation of the API."""

# Made from docs/openapi.json by `npm run generate`; do not edit.
# mypy: no-warn-return-any

from __future__ import annotations

from typing import Any, List, Literal, Optional, Union, overload

from ._api import NOT_GIVEN, Api, NotGiven, exactly_one, fields_of, path_of, wait_header
from ._lists import CsvItems, Items
from ._resource import Resource
from .types import (
    ApiKey,
    AuditEvent,
    CreateOrganizationOwner,
    CreatedOrganization,
    Department,
    DepartmentDigest,
    DepartmentMember,
    DepartmentMove,
    DepartmentTree,
    EventPage,
    IssuedApiKey,
    IssuedScimConnection,
    IssuedWebhookEndpoint,
    MemberDepartment,
    MembershipRequest,
    Moment,
    Operation,
    OperationItem,
    Organization,
    Person,
    Principal,
    ScimConnection,
    Scope,
    SlackLink,
    SlackUserLink,
    SlackWorkspace,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)


class Departments(Resource):
    def create(
        self,
        *,
        organization_id: str,
        name: str,
        parent_id: Union[str, None, NotGiven] = NOT_GIVEN,
        description: Union[str, None, NotGiven] = NOT_GIVEN,
        manager_user_id: Union[str, None, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Department:
        """Create department.

        Creates a department at the top level or below another department. A tree has at most 32 levels.

        :param organization_id: The ID of the organization: ``org_…``.
        :param name: Unique among its siblings, ignoring case.
        :param parent_id: The parent department; null for the top level.
        :param manager_user_id: The member of the organization who manages this department, and so may change
            its members and those of all departments below it. Null if nobody does.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ConflictError: ``DEPARTMENT_NAME_TAKEN``, ``DEPARTMENT_TOO_DEEP``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/departments",
                organization_id=organization_id,
            ),
            json=fields_of(
                name=name,
                parent_id=parent_id,
                description=description,
                manager_user_id=manager_user_id,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list(
        self,
        *,
        organization_id: str,
        parent: Optional[str] = None,
        name: Optional[str] = None,
        manager: Optional[str] = None,
        sort: Optional[Literal["name", "-name", "created_at", "-created_at"]] = None,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[Department]:
        """List departments.

        Lists the departments of the organization that match all filters.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param parent: Only the direct children of this department. ``none``: only top-level departments.
        :param name: Only departments whose name contains this text, ignoring case.
        :param manager: Only departments that this user manages.
        :param sort: The sort order; ``-`` means descending.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/departments",
                organization_id=organization_id,
            ),
            query={"parent": parent, "name": name, "manager": manager, "sort": sort, "limit": limit},
            cursor=cursor,
            timeout=timeout,
        )

    def get_tree(
        self,
        *,
        organization_id: str,
        root: Optional[str] = None,
        depth: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> DepartmentTree:
        """Retrieve department tree.

        Returns the whole tree, or one department with everything below it. Each department contains its
        children, sorted by name.

        :param organization_id: The ID of the organization: ``org_…``.
        :param root: Only this department and those below it.
        :param depth: How many levels to return; all by default. Totals include the levels below them.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/departments/tree",
                organization_id=organization_id,
            ),
            query={"root": root, "depth": depth},
            timeout=timeout,
        )

    def get(
        self,
        *,
        organization_id: str,
        department_id: str,
        timeout: Optional[float] = None,
    ) -> Department:
        """Retrieve department.

        Returns a department. Send its ``ETag`` in ``If-Match`` to make sure that you change this version of it.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}",
                organization_id=organization_id,
                department_id=department_id,
            ),
            timeout=timeout,
        )

    def update(
        self,
        *,
        organization_id: str,
        department_id: str,
        name: Union[str, NotGiven] = NOT_GIVEN,
        description: Union[str, None, NotGiven] = NOT_GIVEN,
        manager_user_id: Union[str, None, NotGiven] = NOT_GIVEN,
        if_match: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Department:
        """Update department.

        Changes the fields that the body contains. To move a department below another one, reparent it.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param manager_user_id: The member of the organization who manages this department, and so may change
            its members and those of all departments below it. Null if nobody does.
        :param if_match: The ``ETag`` that you last received. The change is made only if nobody else has made
            one since.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ConflictError: ``DEPARTMENT_NAME_TAKEN``
        :raises PreconditionFailedError: ``PRECONDITION_FAILED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "PATCH",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}",
                organization_id=organization_id,
                department_id=department_id,
            ),
            json=fields_of(name=name, description=description, manager_user_id=manager_user_id),
            headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def delete(
        self,
        *,
        organization_id: str,
        department_id: str,
        children: Optional[Literal["reparent", "cascade"]] = None,
        members: Optional[Literal["move", "remove"]] = None,
        members_to: Optional[str] = None,
        if_match: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None:
        """Delete department.

        Deletes a department in one transaction. If it has children or members, say what should happen to
        them; otherwise the request is refused. With very many members the deletion can take too long (503
        ``DATABASE_TIMEOUT``). Nothing is changed then: delete the departments below it first, one by one.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param children: What happens to the children. ``reparent``: they move to the parent. ``cascade``: they
            are deleted, too, with everything below them.
        :param members: What happens to the members. ``move``: those of each deleted department move to its
            parent or, if given, to ``members_to``; users who are already there stay there. ``remove``: the
            memberships end, and the users stay in the organization.
        :param members_to: The department to which ``members=move`` moves them. Required for a top-level
            department, which has no parent.
        :param if_match: The ``ETag`` that you last received. The change is made only if nobody else has made
            one since.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ConflictError: ``DEPARTMENT_NOT_EMPTY``, ``DEPARTMENT_NAME_TAKEN``, ``DEPARTMENT_IS_SCIM_ROOT``
        :raises PreconditionFailedError: ``PRECONDITION_FAILED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        self._send(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}",
                organization_id=organization_id,
                department_id=department_id,
            ),
            query={"children": children, "members": members, "members_to": members_to},
            headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def reparent(
        self,
        *,
        organization_id: str,
        department_id: str,
        parent_id: Optional[str],
        dry_run: Optional[bool] = None,
        if_match: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> DepartmentMove:
        """Reparent department.

        Moves a department, with everything below it and all their members, below another department or to the
        top level.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param parent_id: The new parent department; null for the top level.
        :param dry_run: ``true``: check everything and report what would change, but change nothing.
        :param if_match: The ``ETag`` that you last received. The change is made only if nobody else has made
            one since.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ConflictError: ``DEPARTMENT_CYCLE``, ``DEPARTMENT_TOO_DEEP``, ``DEPARTMENT_NAME_TAKEN``
        :raises PreconditionFailedError: ``PRECONDITION_FAILED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/reparent",
                organization_id=organization_id,
                department_id=department_id,
            ),
            query={"dry_run": dry_run},
            json=fields_of(parent_id=parent_id),
            headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    @overload
    def add_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: None = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> DepartmentMember: ...

    @overload
    def add_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: int,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Union[DepartmentMember, Operation]: ...

    def add_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Union[DepartmentMember, Operation]:
        """Add department member.

        Adds a member of the organization to a department. A user cannot be added to the same department
        twice.

        The outcome is waited for. With ``wait``, the operation is returned when it takes longer.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param user_id: The user to add, who must be a member of the organization.
        :param wait: How many seconds the API waits for the outcome, 0 to 60, before it answers with the
            operation. 0: it answers as soon as the change is stored.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ConflictError: ``MEMBER_DEACTIVATED``, ``DEPARTMENT_MEMBERSHIP_DUPLICATE``, ``OPERATION_CANCELLED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._change(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/members",
                organization_id=organization_id,
                department_id=department_id,
            ),
            json=fields_of(user_id=user_id),
            headers={"Prefer": wait_header(wait), "Idempotency-Key": idempotency_key},
            organization_id=organization_id,
            wait=wait,
            timeout=timeout,
        )

    def list_members(
        self,
        *,
        organization_id: str,
        department_id: str,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        q: Optional[str] = None,
        sort: Optional[Literal["added_at", "full_name"]] = None,
        include_descendants: Optional[bool] = None,
        timeout: Optional[float] = None,
    ) -> Items[DepartmentMember]:
        """List department members.

        Lists the members of a department, or those of them whose name or e-mail address matches a search.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param q: Words to search for, in any order and ignoring case. Each must occur in the full name or the
            e-mail address.
        :param sort: Whether to sort by the time when a member was added, or by name.
        :param include_descendants: ``true``: include the members of all departments below. Each user is listed
            once, with the earliest ``added_at``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/members",
                organization_id=organization_id,
                department_id=department_id,
            ),
            query={"limit": limit, "q": q, "sort": sort, "include_descendants": include_descendants},
            cursor=cursor,
            timeout=timeout,
        )

    @overload
    def put_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: None = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> DepartmentMember: ...

    @overload
    def put_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: int,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Union[DepartmentMember, Operation]: ...

    def put_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Union[DepartmentMember, Operation]:
        """Add department member if absent.

        Makes sure that a member of the organization is in a department. If the user is already there, the
        answer is 200 and not an error.

        The outcome is waited for. With ``wait``, the operation is returned when it takes longer.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param user_id: The ID of the user: ``usr_…``.
        :param wait: How many seconds the API waits for the outcome, 0 to 60, before it answers with the
            operation. 0: it answers as soon as the change is stored.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ConflictError: ``MEMBER_DEACTIVATED``, ``OPERATION_CANCELLED``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._change(
            "PUT",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}",
                organization_id=organization_id,
                department_id=department_id,
                user_id=user_id,
            ),
            headers={"Prefer": wait_header(wait), "Idempotency-Key": idempotency_key},
            organization_id=organization_id,
            wait=wait,
            timeout=timeout,
        )

    @overload
    def remove_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: None = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None: ...

    @overload
    def remove_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: int,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Optional[Operation]: ...

    def remove_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        wait: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Optional[Operation]:
        """Remove department member.

        Removes a user from a department. The user stays a member of the organization.

        The outcome is waited for. With ``wait``, the operation is returned when it takes longer.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param user_id: The ID of the user: ``usr_…``.
        :param wait: How many seconds the API waits for the outcome, 0 to 60, before it answers with the
            operation. 0: it answers as soon as the change is stored.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``, ``DEPARTMENT_MEMBER_NOT_FOUND``
        :raises ConflictError: ``OPERATION_CANCELLED``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._change(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}",
                organization_id=organization_id,
                department_id=department_id,
                user_id=user_id,
            ),
            headers={"Prefer": wait_header(wait), "Idempotency-Key": idempotency_key},
            organization_id=organization_id,
            wait=wait,
            timeout=timeout,
        )

    def get_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        timeout: Optional[float] = None,
    ) -> DepartmentMember:
        """Retrieve department member.

        Returns a member of a department.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param user_id: The ID of the user: ``usr_…``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``, ``DEPARTMENT_MEMBER_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}",
                organization_id=organization_id,
                department_id=department_id,
                user_id=user_id,
            ),
            timeout=timeout,
        )

    @overload
    def move_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        to_department_id: str,
        wait: None = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> DepartmentMember: ...

    @overload
    def move_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        to_department_id: str,
        wait: int,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Union[DepartmentMember, Operation]: ...

    def move_member(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        to_department_id: str,
        wait: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Union[DepartmentMember, Operation]:
        """Move department member.

        Moves a user from this department to another one in one transaction, so that the user is never in both
        or in neither.

        The outcome is waited for. With ``wait``, the operation is returned when it takes longer.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param user_id: The ID of the user: ``usr_…``.
        :param to_department_id: The department to move the user to. The user must not be a member of it yet.
        :param wait: How many seconds the API waits for the outcome, 0 to 60, before it answers with the
            operation. 0: it answers as soon as the change is stored.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``, ``DEPARTMENT_MEMBER_NOT_FOUND``
        :raises ConflictError: ``MEMBER_DEACTIVATED``, ``DEPARTMENT_MEMBERSHIP_DUPLICATE``, ``OPERATION_CANCELLED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._change(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/members/{user_id}/move",
                organization_id=organization_id,
                department_id=department_id,
                user_id=user_id,
            ),
            json=fields_of(to_department_id=to_department_id),
            headers={"Prefer": wait_header(wait), "Idempotency-Key": idempotency_key},
            organization_id=organization_id,
            wait=wait,
            timeout=timeout,
        )

    def bulk_add_members(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_ids: Union[List[str], NotGiven] = NOT_GIVEN,
        mode: Union[Literal["partial", "atomic"], NotGiven] = NOT_GIVEN,
        csv: Union[str, bytes, None] = None,
        wait: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Operation:
        """Add department members in bulk.

        Adds up to 10,000 members of the organization to a department as one operation, with a result for
        each. Send a list of IDs, or a CSV file whose first line is ``user_id`` or ``email``. The answer comes at
        once, unless ``wait`` asks to wait.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param user_ids: The users to add. They must be members of the organization.
        :param mode: ``partial``: add everybody who can be added. ``atomic``: add everybody or nobody.
        :param csv: A file instead of ``user_ids``.
        :param wait: How many seconds the API waits for the outcome, 0 to 60, before it answers with the
            operation. 0: it answers as soon as the change is stored.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        exactly_one(user_ids=user_ids, csv=csv)
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/members/bulk",
                organization_id=organization_id,
                department_id=department_id,
            ),
            query=None if csv is None else fields_of(mode=mode),
            json=fields_of(user_ids=user_ids, mode=mode) if csv is None else None,
            csv=csv,
            headers={"Prefer": wait_header(wait), "Idempotency-Key": idempotency_key},
            wait=wait,
            timeout=timeout,
        )

    def get_digest(
        self,
        *,
        organization_id: str,
        department_id: str,
        at: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> DepartmentDigest:
        """Retrieve digest of department members.

        A hash of the members of a department, without those of the departments below it, as they were at a
        position in the events. A consumer that has processed all events up to its cursor passes it as ``at``
        and compares the digest with that of its own copy.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param at: The ``next_cursor`` up to which you have read the events. Without it, the end of the events.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/digest",
                organization_id=organization_id,
                department_id=department_id,
            ),
            query={"at": at},
            timeout=timeout,
        )


class Members(Resource):
    def list_departments(
        self,
        *,
        organization_id: str,
        user_id: str,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[MemberDepartment]:
        """List a member's departments.

        Lists the departments that a user is a member of, in the order in which the user was added to them.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param user_id: The ID of the user: ``usr_…``.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/members/{user_id}/departments",
                organization_id=organization_id,
                user_id=user_id,
            ),
            query={"limit": limit},
            cursor=cursor,
            timeout=timeout,
        )

    def create(
        self,
        *,
        organization_id: str,
        full_name: str,
        email: str,
        role: Union[Literal["owner", "admin", "member"], NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Person:
        """Add organization member.

        Adds a member to the organization. This is also the invitation: a user who signs in with the identity
        provider and has this verified e-mail address is this member. Your token needs all scopes of the new
        member's role.

        :param organization_id: The ID of the organization: ``org_…``.
        :param email: The e-mail address. An internationalized domain is converted to ASCII.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ConflictError: ``MEMBER_EMAIL_DUPLICATE``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of("/v1/organizations/{organization_id}/members", organization_id=organization_id),
            json=fields_of(full_name=full_name, email=email, role=role),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list(
        self,
        *,
        organization_id: str,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        q: Optional[str] = None,
        role: Optional[Literal["owner", "admin", "member"]] = None,
        status: Optional[Literal["active", "deactivated"]] = None,
        sort: Optional[Literal["user_id", "full_name"]] = None,
        timeout: Optional[float] = None,
    ) -> Items[Person]:
        """List organization members.

        Lists all members of the organization, including deactivated ones.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param q: Text that the name or the e-mail address contains.
        :param role: Only members with this role.
        :param status: Only members with this status.
        :param sort: Whether to sort by ID, which is the order of creation, or by name.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of("/v1/organizations/{organization_id}/members", organization_id=organization_id),
            query={"limit": limit, "q": q, "role": role, "status": status, "sort": sort},
            cursor=cursor,
            timeout=timeout,
        )

    def get(
        self,
        *,
        organization_id: str,
        user_id: str,
        timeout: Optional[float] = None,
    ) -> Person:
        """Retrieve organization member.

        Returns a member of the organization.

        :param organization_id: The ID of the organization: ``org_…``.
        :param user_id: The ID of the user: ``usr_…``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/members/{user_id}",
                organization_id=organization_id,
                user_id=user_id,
            ),
            timeout=timeout,
        )

    def update(
        self,
        *,
        organization_id: str,
        user_id: str,
        full_name: Union[str, NotGiven] = NOT_GIVEN,
        email: Union[str, NotGiven] = NOT_GIVEN,
        role: Union[Literal["owner", "admin", "member"], NotGiven] = NOT_GIVEN,
        status: Union[Literal["active", "deactivated"], NotGiven] = NOT_GIVEN,
        if_match: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Person:
        """Update organization member.

        Changes the fields that the body contains. A deactivated member can neither sign in nor be added to a
        department, but keeps their role and departments. The last active owner cannot be demoted or
        deactivated. A new e-mail address requires all scopes of the member's role and, for the manager of a
        department, ``departments:write``; the member is told in Slack.

        :param organization_id: The ID of the organization: ``org_…``.
        :param user_id: The ID of the user: ``usr_…``.
        :param email: The e-mail address. An internationalized domain is converted to ASCII.
        :param if_match: The ``ETag`` that you last received. The change is made only if nobody else has made
            one since.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ConflictError: ``MEMBER_EMAIL_DUPLICATE``, ``LAST_OWNER``
        :raises PreconditionFailedError: ``PRECONDITION_FAILED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "PATCH",
            path_of(
                "/v1/organizations/{organization_id}/members/{user_id}",
                organization_id=organization_id,
                user_id=user_id,
            ),
            json=fields_of(full_name=full_name, email=email, role=role, status=status),
            headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def remove(
        self,
        *,
        organization_id: str,
        user_id: str,
        if_match: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None:
        """Remove organization member.

        Removes a member from the organization and, in the same transaction, from all its departments. The
        last active owner cannot be removed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param user_id: The ID of the user: ``usr_…``.
        :param if_match: The ``ETag`` that you last received. The change is made only if nobody else has made
            one since.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ConflictError: ``LAST_OWNER``
        :raises PreconditionFailedError: ``PRECONDITION_FAILED``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        self._send(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/members/{user_id}",
                organization_id=organization_id,
                user_id=user_id,
            ),
            headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
            timeout=timeout,
        )


class Operations(Resource):
    def retry(
        self,
        *,
        organization_id: str,
        operation_id: str,
        wait: Optional[int] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Operation:
        """Retry bulk operation.

        Creates a new bulk from the rejected and cancelled items of one that has ended. E-mail addresses are
        looked up again.

        :param organization_id: The ID of the organization: ``org_…``.
        :param operation_id: The ID of the operation: ``op_…``, from ``Operation-Id`` or ``Location``.
        :param wait: How many seconds the API waits for the outcome, 0 to 60, before it answers with the
            operation. 0: it answers as soon as the change is stored.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``OPERATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ConflictError: ``OPERATION_NOT_RETRYABLE``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/operations/{operation_id}/retry",
                organization_id=organization_id,
                operation_id=operation_id,
            ),
            headers={"Prefer": wait_header(wait), "Idempotency-Key": idempotency_key},
            wait=wait,
            timeout=timeout,
        )

    def get(
        self,
        *,
        organization_id: str,
        operation_id: str,
        timeout: Optional[float] = None,
    ) -> Operation:
        """Retrieve operation.

        Returns the state of a change and, once it has ended, its result or the reason why nothing was
        changed. The name and the e-mail address in the result need the scope ``members:read``, unless you asked
        for the change yourself.

        :param organization_id: The ID of the organization: ``org_…``.
        :param operation_id: The ID of the operation: ``op_…``, from ``Operation-Id`` or ``Location``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``OPERATION_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/operations/{operation_id}",
                organization_id=organization_id,
                operation_id=operation_id,
            ),
            timeout=timeout,
        )

    def cancel(
        self,
        *,
        organization_id: str,
        operation_id: str,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Operation:
        """Cancel operation.

        Cancels a change that has not been made yet. A bulk stops before its next thousand items: users who
        were already added stay, and the remaining items end as ``cancelled``. The audit records the action
        ``operation.cancel``.

        :param organization_id: The ID of the organization: ``org_…``.
        :param operation_id: The ID of the operation: ``op_…``, from ``Operation-Id`` or ``Location``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``OPERATION_NOT_FOUND``
        :raises ConflictError: ``OPERATION_NOT_CANCELLABLE``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/operations/{operation_id}",
                organization_id=organization_id,
                operation_id=operation_id,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list_items(
        self,
        *,
        organization_id: str,
        operation_id: str,
        state: Optional[Literal["pending", "added", "rejected", "cancelled"]] = None,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[OperationItem]:
        """List operation items.

        Lists the items of a bulk in the order in which they were sent, each with its result. An operation on
        a single member has no items. Without the scope ``members:read``, e-mail addresses are left out.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param operation_id: The ID of the operation: ``op_…``, from ``Operation-Id`` or ``Location``.
        :param state: Only items in this state.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``OPERATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/operations/{operation_id}/items",
                organization_id=organization_id,
                operation_id=operation_id,
            ),
            query={"state": state, "limit": limit},
            cursor=cursor,
            timeout=timeout,
        )


class MembershipRequests(Resource):
    def create(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_id: str,
        reason: Union[str, None, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> MembershipRequest:
        """Create membership request.

        Asks for a member of the organization to be added to a department. Everyone who signs in may ask, for
        themselves or for others; an API key needs ``members:write``. The request can be decided for 14 days. In
        a connected Slack workspace, the manager of the department is asked there: the nearest one above it if
        it has none, or else the owners and admins. For one user and one department, only one request can be
        open.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param user_id: The user to add, who must be a member of the organization.
        :param reason: Why the user should be added.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ConflictError: ``MEMBER_DEACTIVATED``, ``DEPARTMENT_MEMBERSHIP_DUPLICATE``,
            ``MEMBERSHIP_REQUEST_DUPLICATE``, ``MEMBERSHIP_REQUEST_LIMIT_REACHED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/membership-requests",
                organization_id=organization_id,
                department_id=department_id,
            ),
            json=fields_of(user_id=user_id, reason=reason),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list(
        self,
        *,
        organization_id: str,
        department_id: str,
        status: Optional[Literal["pending", "approved", "denied", "expired"]] = None,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[MembershipRequest]:
        """List membership requests.

        Lists the requests of a department, newest first: all of them for those who may decide, otherwise
        those that the caller made or that are about the caller. Requests are kept for 90 days after they
        ended.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param status: Only requests with this status.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/membership-requests",
                organization_id=organization_id,
                department_id=department_id,
            ),
            query={"status": status, "limit": limit},
            cursor=cursor,
            timeout=timeout,
        )

    def get(
        self,
        *,
        organization_id: str,
        department_id: str,
        request_id: str,
        timeout: Optional[float] = None,
    ) -> MembershipRequest:
        """Retrieve membership request.

        One request, if the caller made it, is the user that it is about, or may decide it.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param request_id: The ID of the membership request: ``mrq_…``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``,
            ``MEMBERSHIP_REQUEST_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/membership-requests/{request_id}",
                organization_id=organization_id,
                department_id=department_id,
                request_id=request_id,
            ),
            timeout=timeout,
        )

    def decide(
        self,
        *,
        organization_id: str,
        department_id: str,
        request_id: str,
        decision: Literal["approve", "deny"],
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> MembershipRequest:
        """Decide membership request.

        Approves or denies a request. An approval adds the member in the same transaction. The first decision
        counts; a later one is refused, unless it is the same one by the same caller. Takes the right to add
        members to the department.

        :param organization_id: The ID of the organization: ``org_…``.
        :param department_id: The ID of the department: ``dept_…``.
        :param request_id: The ID of the membership request: ``mrq_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``,
            ``MEMBERSHIP_REQUEST_NOT_FOUND``
        :raises ConflictError: ``MEMBER_DEACTIVATED``, ``MEMBERSHIP_REQUEST_DECIDED``,
            ``MEMBERSHIP_REQUEST_EXPIRED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/departments/{department_id}/membership-requests/{request_id}/decision",
                organization_id=organization_id,
                department_id=department_id,
                request_id=request_id,
            ),
            json=fields_of(decision=decision),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )


class Organizations(Resource):
    def create(
        self,
        *,
        name: str,
        owner: CreateOrganizationOwner,
        key_name: Union[str, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> CreatedOrganization:
        """Create organization.

        Creates an organization with its owner and a first API key that has all scopes. This requires a
        provisioning token, which the operator of the installation has; no API key or user of an organization
        may do it. Keep the token of the new key safe: only its hash is stored. A repeat with the same
        ``Idempotency-Key`` and the same provisioning token gets the first answer again, including that token.

        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            "/v1/organizations",
            json=fields_of(name=name, owner=owner, key_name=key_name),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def get(
        self,
        *,
        organization_id: str,
        timeout: Optional[float] = None,
    ) -> Organization:
        """Retrieve organization.

        Returns the organization that the token belongs to.

        :param organization_id: The ID of the organization: ``org_…``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of("/v1/organizations/{organization_id}", organization_id=organization_id),
            timeout=timeout,
        )

    def update(
        self,
        *,
        organization_id: str,
        name: str,
        if_match: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Organization:
        """Update organization.

        Renames the organization. Only an owner may do this.

        :param organization_id: The ID of the organization: ``org_…``.
        :param if_match: The ``ETag`` that you last received. The change is made only if nobody else has made
            one since.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises PreconditionFailedError: ``PRECONDITION_FAILED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "PATCH",
            path_of("/v1/organizations/{organization_id}", organization_id=organization_id),
            json=fields_of(name=name),
            headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
            timeout=timeout,
        )


class Me(Resource):
    def get(
        self,
        *,
        timeout: Optional[float] = None,
    ) -> Principal:
        """Retrieve the caller.

        Who the token is: an API key, or a user who signed in at the identity provider. It names the
        organization, which all other paths begin with, what the token may do, and until when. Every token of
        an organization may ask.

        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        """
        return self._send(
            "GET",
            "/v1/me",
            timeout=timeout,
        )


class ApiKeys(Resource):
    def create(
        self,
        *,
        organization_id: str,
        name: str,
        scopes: List[Scope],
        expires_at: Union[Moment, None, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> IssuedApiKey:
        """Create API key.

        Creates an API key. You can only give it scopes that you have yourself. Keep its token safe: only a
        hash of it is stored. An organization can have a limited number of active keys, and an installation
        can limit their lifetime: then ``expires_at`` is required.

        :param organization_id: The ID of the organization: ``org_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ConflictError: ``API_KEY_LIMIT_REACHED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of("/v1/organizations/{organization_id}/api-keys", organization_id=organization_id),
            json=fields_of(name=name, scopes=scopes, expires_at=expires_at),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list(
        self,
        *,
        organization_id: str,
        status: Optional[Literal["active", "expired", "revoked"]] = None,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[ApiKey]:
        """List API keys.

        Lists all API keys of the organization, including expired and revoked ones, oldest first.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param status: Only keys with this status.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of("/v1/organizations/{organization_id}/api-keys", organization_id=organization_id),
            query={"status": status, "limit": limit},
            cursor=cursor,
            timeout=timeout,
        )

    def get(
        self,
        *,
        organization_id: str,
        key_id: str,
        timeout: Optional[float] = None,
    ) -> ApiKey:
        """Retrieve API key.

        One key, without its token: whether it still works, until when, who created it, and when and from
        where it was used last.

        :param organization_id: The ID of the organization: ``org_…``.
        :param key_id: The ID of the key: ``key_…``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``API_KEY_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/api-keys/{key_id}",
                organization_id=organization_id,
                key_id=key_id,
            ),
            timeout=timeout,
        )

    def revoke(
        self,
        *,
        organization_id: str,
        key_id: str,
        children: Optional[Literal["revoke", "keep"]] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None:
        """Revoke API key.

        Revokes a key permanently. Within seconds, no node accepts it any more. Revoking it again changes
        nothing. With ``children=revoke``, all keys that were created with it, with those, and so on are revoked
        in the same transaction, even if the key itself was revoked before.

        :param organization_id: The ID of the organization: ``org_…``.
        :param key_id: The ID of the key: ``key_…``.
        :param children: What happens to the keys that were created with this key.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``API_KEY_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        self._send(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/api-keys/{key_id}",
                organization_id=organization_id,
                key_id=key_id,
            ),
            query={"children": children},
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def rotate(
        self,
        *,
        organization_id: str,
        key_id: str,
        overlap_seconds: Union[int, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> IssuedApiKey:
        """Rotate API key.

        Creates a key with the same name, scopes and lifetime. The old key keeps working for
        ``overlap_seconds``: a day by default, a week at most. A key can be rotated only once; after that,
        rotate its successor. When the organization has no place for another active key, set ``overlap_seconds``
        to 0.

        :param organization_id: The ID of the organization: ``org_…``.
        :param key_id: The ID of the key: ``key_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``API_KEY_NOT_FOUND``
        :raises ConflictError: ``API_KEY_NOT_ACTIVE``, ``API_KEY_LIMIT_REACHED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/api-keys/{key_id}/rotate",
                organization_id=organization_id,
                key_id=key_id,
            ),
            json=fields_of(overlap_seconds=overlap_seconds),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )


class ScimConnections(Resource):
    def create(
        self,
        *,
        organization_id: str,
        name: str,
        root_department_id: Union[str, None, NotGiven] = NOT_GIVEN,
        on_delete: Union[Literal["deactivate", "remove"], NotGiven] = NOT_GIVEN,
        adopt: Union[bool, NotGiven] = NOT_GIVEN,
        department_mapping: Union[Literal["store", "membership"], NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> IssuedScimConnection:
        """Create SCIM connection.

        Lets an identity provider such as Okta or Microsoft Entra ID provision people and departments over
        SCIM 2.0. Enter ``base_url`` and ``token`` at the provider. The token opens only SCIM, and no API key
        does. A connection sees and changes only the people and groups that it created or adopted. It acts
        with the scopes of an admin, all of which you need yourself.

        :param organization_id: The ID of the organization: ``org_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ConflictError: ``SCIM_CONNECTION_LIMIT_REACHED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/scim-connections",
                organization_id=organization_id,
            ),
            json=fields_of(
                name=name,
                root_department_id=root_department_id,
                on_delete=on_delete,
                adopt=adopt,
                department_mapping=department_mapping,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list(
        self,
        *,
        organization_id: str,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[ScimConnection]:
        """List SCIM connections.

        Lists the SCIM connections of the organization, oldest first.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/scim-connections",
                organization_id=organization_id,
            ),
            query={"limit": limit},
            cursor=cursor,
            timeout=timeout,
        )

    def get(
        self,
        *,
        organization_id: str,
        connection_id: str,
        timeout: Optional[float] = None,
    ) -> ScimConnection:
        """Retrieve SCIM connection.

        One connection, without its token, and when and from where it was used last.

        :param organization_id: The ID of the organization: ``org_…``.
        :param connection_id: The ID of the SCIM connection: ``scim_…``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``SCIM_CONNECTION_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/scim-connections/{connection_id}",
                organization_id=organization_id,
                connection_id=connection_id,
            ),
            timeout=timeout,
        )

    def update(
        self,
        *,
        organization_id: str,
        connection_id: str,
        name: Union[str, NotGiven] = NOT_GIVEN,
        root_department_id: Union[str, None, NotGiven] = NOT_GIVEN,
        on_delete: Union[Literal["deactivate", "remove"], NotGiven] = NOT_GIVEN,
        adopt: Union[bool, NotGiven] = NOT_GIVEN,
        department_mapping: Union[Literal["store", "membership"], NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> ScimConnection:
        """Update SCIM connection.

        Changes the settings of a connection; fields that you leave out stay as they are. Groups that are
        there stay where they are when the root changes.

        :param organization_id: The ID of the organization: ``org_…``.
        :param connection_id: The ID of the SCIM connection: ``scim_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``SCIM_CONNECTION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "PATCH",
            path_of(
                "/v1/organizations/{organization_id}/scim-connections/{connection_id}",
                organization_id=organization_id,
                connection_id=connection_id,
            ),
            json=fields_of(
                name=name,
                root_department_id=root_department_id,
                on_delete=on_delete,
                adopt=adopt,
                department_mapping=department_mapping,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def delete(
        self,
        *,
        organization_id: str,
        connection_id: str,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None:
        """Delete SCIM connection.

        Disconnects the identity provider: within seconds, its tokens are no longer accepted. Its people,
        departments and memberships stay as they are.

        :param organization_id: The ID of the organization: ``org_…``.
        :param connection_id: The ID of the SCIM connection: ``scim_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``SCIM_CONNECTION_NOT_FOUND``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        self._send(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/scim-connections/{connection_id}",
                organization_id=organization_id,
                connection_id=connection_id,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def rotate(
        self,
        *,
        organization_id: str,
        connection_id: str,
        overlap_seconds: Union[int, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> IssuedScimConnection:
        """Rotate SCIM token.

        Gives the connection a new token. The present token keeps working for ``overlap_seconds``: a day by
        default, a week at most. A token that was replaced before ends at once.

        :param organization_id: The ID of the organization: ``org_…``.
        :param connection_id: The ID of the SCIM connection: ``scim_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``SCIM_CONNECTION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/scim-connections/{connection_id}/rotate",
                organization_id=organization_id,
                connection_id=connection_id,
            ),
            json=fields_of(overlap_seconds=overlap_seconds),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )


class Slack(Resource):
    def create_link(
        self,
        *,
        organization_id: str,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> SlackLink:
        """Create Slack link.

        Creates a URL that connects a Slack workspace to the organization. Opening it installs the bot; from
        then on, people in that workspace act with the roles that they have in Roster. The URL works once,
        within 15 minutes. Only an owner may create one. A workspace that belongs to another organization is
        refused.

        :param organization_id: The ID of the organization: ``org_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ConflictError: ``SLACK_NOT_CONFIGURED``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/slack-links",
                organization_id=organization_id,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list_workspaces(
        self,
        *,
        organization_id: str,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[SlackWorkspace]:
        """List Slack workspaces.

        Lists the workspaces that are connected to the organization, and those that were disconnected, with
        the reason, until the app is removed from them or another organization connects them.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/slack-workspaces",
                organization_id=organization_id,
            ),
            query={"limit": limit},
            cursor=cursor,
            timeout=timeout,
        )

    def get_workspace(
        self,
        *,
        organization_id: str,
        workspace_id: str,
        timeout: Optional[float] = None,
    ) -> SlackWorkspace:
        """Retrieve Slack workspace.

        One workspace: since when it is connected and who connected it, or why it was disconnected, and how
        many Slack users are linked to members.

        :param organization_id: The ID of the organization: ``org_…``.
        :param workspace_id: The ID of the Slack workspace: ``T…``, or ``E…`` for a whole Enterprise organization.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``SLACK_WORKSPACE_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/slack-workspaces/{workspace_id}",
                organization_id=organization_id,
                workspace_id=workspace_id,
            ),
            timeout=timeout,
        )

    def disconnect_workspace(
        self,
        *,
        organization_id: str,
        workspace_id: str,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None:
        """Disconnect Slack workspace.

        Ends the connection at once: nobody in the workspace can use Roster any more. Linked users, linked
        channels and messages that were not sent yet are deleted; membership requests stay. The Slack bot then
        revokes its token and deletes it; the app itself stays in the workspace until it is removed there. To
        connect the workspace again, an owner creates a new link. Only an owner may disconnect a workspace.
        Repeating it changes nothing.

        :param organization_id: The ID of the organization: ``org_…``.
        :param workspace_id: The ID of the Slack workspace: ``T…``, or ``E…`` for a whole Enterprise organization.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``SLACK_WORKSPACE_NOT_FOUND``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        self._send(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/slack-workspaces/{workspace_id}",
                organization_id=organization_id,
                workspace_id=workspace_id,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list_users(
        self,
        *,
        organization_id: str,
        workspace_id: Optional[str] = None,
        user_id: Optional[str] = None,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[SlackUserLink]:
        """List Slack users.

        Lists the Slack users who are linked to members: those whom an admin has linked, and those who were
        found by their e-mail address when they used Roster or were named in it.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param workspace_id: Only users of this workspace.
        :param user_id: Only Slack users who are linked to this member.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/slack-users",
                organization_id=organization_id,
            ),
            query={"workspace_id": workspace_id, "user_id": user_id, "limit": limit},
            cursor=cursor,
            timeout=timeout,
        )

    def link_user(
        self,
        *,
        organization_id: str,
        workspace_id: str,
        slack_user_id: str,
        user_id: str,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None:
        """Link Slack user.

        Links a Slack user to a member, for people who have another e-mail address in Slack than in Roster.
        This requires all scopes of the member's role and, for the manager of a department,
        ``departments:write``. Linking a Slack user again replaces the earlier link.

        :param organization_id: The ID of the organization: ``org_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``SLACK_WORKSPACE_NOT_FOUND``, ``MEMBER_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/slack-users",
                organization_id=organization_id,
            ),
            json=fields_of(workspace_id=workspace_id, slack_user_id=slack_user_id, user_id=user_id),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def unlink_user(
        self,
        *,
        organization_id: str,
        workspace_id: str,
        slack_user_id: str,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None:
        """Unlink Slack user.

        Ends the link of a Slack user to a member. A user whose e-mail address in Slack is that of a member is
        found by it again at the next use of Roster: to prevent that, deactivate the member or change one of
        the addresses. Unlinking takes the right to change a member with that role.

        :param organization_id: The ID of the organization: ``org_…``.
        :param workspace_id: The ID of the Slack workspace: ``T…``, or ``E…`` for a whole Enterprise organization.
        :param slack_user_id: The ID of the Slack user: ``U…`` or ``W…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``SLACK_WORKSPACE_NOT_FOUND``, ``SLACK_USER_NOT_FOUND``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        self._send(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/slack-users/{workspace_id}/{slack_user_id}",
                organization_id=organization_id,
                workspace_id=workspace_id,
                slack_user_id=slack_user_id,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )


class AuditEvents(Resource):
    def list(
        self,
        *,
        organization_id: str,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        actor: Optional[str] = None,
        action: Optional[str] = None,
        department_id: Optional[str] = None,
        user_id: Optional[str] = None,
        operation_id: Optional[str] = None,
        trace_id: Optional[str] = None,
        from_: Optional[Moment] = None,
        to: Optional[Moment] = None,
        timeout: Optional[float] = None,
    ) -> CsvItems[AuditEvent]:
        """List audit events.

        Lists who changed what, newest first. With ``Accept: text/csv``, all matching events are returned as one
        CSV file, and ``limit`` and ``cursor`` are ignored.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param actor: The ID of the API key or user that made the change.
        :param action: The action, such as ``member.add``.
        :param department_id: The department that was changed.
        :param user_id: The user who was affected.
        :param operation_id: The operation that made the change.
        :param trace_id: The trace ID of the request.
        :param from_: Only events at or after this time.
        :param to: Only events before this time.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._csv_list(
            path_of(
                "/v1/organizations/{organization_id}/audit-events",
                organization_id=organization_id,
            ),
            query={
                "limit": limit,
                "actor": actor,
                "action": action,
                "department_id": department_id,
                "user_id": user_id,
                "operation_id": operation_id,
                "trace_id": trace_id,
                "from": from_,
                "to": to,
            },
            cursor=cursor,
            timeout=timeout,
        )


class Feed(Resource):
    def read(
        self,
        *,
        organization_id: str,
        after: Optional[str] = None,
        types: Optional[str] = None,
        department_id: Optional[str] = None,
        limit: Optional[int] = None,
        wait: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> EventPage:
        """Read events.

        Reads the changes of the organization in order, each exactly once. Store ``next_cursor`` together with
        the result of processing the page, and continue from there. A page can be empty although ``has_more`` is
        true, when none of the events examined matched the filter.

        :param organization_id: The ID of the organization: ``org_…``.
        :param after: The ``next_cursor`` of the previous page, or ``latest`` for the end of the feed. Without it
            the feed begins with the oldest event that is kept.
        :param types: Only events of these types, separated by commas.
        :param department_id: Only events of this department and of those that are below it now.
        :param limit: The maximum number of events on a page.
        :param wait: How many seconds to wait for an event when there is none. The response comes sooner when
            too many requests are already waiting.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._send(
            "GET",
            path_of("/v1/organizations/{organization_id}/events", organization_id=organization_id),
            query={
                "after": after,
                "types": types,
                "department_id": department_id,
                "limit": limit,
                "wait": wait,
            },
            wait=wait,
            timeout=timeout,
        )


class WebhookEndpoints(Resource):
    def create(
        self,
        *,
        organization_id: str,
        url: str,
        event_types: Union[List[Literal["department.member.added", "department.member.removed", "department.created", "department.updated", "department.moved", "department.deleted", "organization.member.created", "organization.member.updated", "organization.member.removed", "organization.member.bound", "scim_user.adopted", "scim_user.updated", "scim_user.department_unknown", "scim_user.released", "organization.created", "organization.updated", "api_key.created", "api_key.rotated", "api_key.revoked", "operation.cancelled", "membership_request.created", "membership_request.approved", "membership_request.denied", "membership_request.expired", "scim_connection.created", "scim_connection.updated", "scim_connection.token_rotated", "scim_connection.deleted", "webhook_endpoint.created", "webhook_endpoint.updated", "webhook_endpoint.secret_rotated", "webhook_endpoint.replayed", "webhook_endpoint.disabled", "webhook_endpoint.deleted", "slack.invitation.created", "slack.workspace.connected", "slack.workspace.disconnected", "slack.user.linked", "slack.user.unlinked", "slack.channel.linked", "slack.channel.unlinked"]], None, NotGiven] = NOT_GIVEN,
        department_id: Union[str, None, NotGiven] = NOT_GIVEN,
        description: Union[str, None, NotGiven] = NOT_GIVEN,
        disabled: Union[bool, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> IssuedWebhookEndpoint:
        """Create webhook endpoint.

        Creates an endpoint, to which the events of the organization are sent from now on: each department’s
        in order, each at least once. Keep its secret safe: it is shown only here. The caller also needs
        ``audit:read``, which reading the events takes.

        :param organization_id: The ID of the organization: ``org_…``.
        :param url: Where events are sent: an https URL. Every address of its host must be on the public
            internet, or in a network that the installation allows; only there is http allowed, too. Any port
            will do.
        :param event_types: The types of events to send; null for all.
        :param department_id: Only events of this department and of those that are below it when an event is
            sent.
        :param description: A note for people.
        :param disabled: A disabled endpoint gets nothing. Enabled again, it continues with the events since
            then.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises ConflictError: ``WEBHOOK_ENDPOINT_LIMIT_REACHED``, ``WEBHOOKS_NOT_CONFIGURED``
        :raises ValidationError: ``WEBHOOK_URL_REFUSED``, ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints",
                organization_id=organization_id,
            ),
            json=fields_of(
                url=url,
                event_types=event_types,
                department_id=department_id,
                description=description,
                disabled=disabled,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list(
        self,
        *,
        organization_id: str,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[WebhookEndpoint]:
        """List webhook endpoints.

        Lists the webhook endpoints of the organization, oldest first, without their secrets.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints",
                organization_id=organization_id,
            ),
            query={"limit": limit},
            cursor=cursor,
            timeout=timeout,
        )

    def get(
        self,
        *,
        organization_id: str,
        webhook_endpoint_id: str,
        timeout: Optional[float] = None,
    ) -> WebhookEndpoint:
        """Retrieve webhook endpoint.

        One endpoint: where it sends what, whether it is disabled and why, and since when it has failed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param webhook_endpoint_id: The ID of the webhook endpoint: ``we_…``.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``WEBHOOK_ENDPOINT_NOT_FOUND``
        """
        return self._send(
            "GET",
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}",
                organization_id=organization_id,
                webhook_endpoint_id=webhook_endpoint_id,
            ),
            timeout=timeout,
        )

    def update(
        self,
        *,
        organization_id: str,
        webhook_endpoint_id: str,
        url: Union[str, NotGiven] = NOT_GIVEN,
        event_types: Union[List[Literal["department.member.added", "department.member.removed", "department.created", "department.updated", "department.moved", "department.deleted", "organization.member.created", "organization.member.updated", "organization.member.removed", "organization.member.bound", "scim_user.adopted", "scim_user.updated", "scim_user.department_unknown", "scim_user.released", "organization.created", "organization.updated", "api_key.created", "api_key.rotated", "api_key.revoked", "operation.cancelled", "membership_request.created", "membership_request.approved", "membership_request.denied", "membership_request.expired", "scim_connection.created", "scim_connection.updated", "scim_connection.token_rotated", "scim_connection.deleted", "webhook_endpoint.created", "webhook_endpoint.updated", "webhook_endpoint.secret_rotated", "webhook_endpoint.replayed", "webhook_endpoint.disabled", "webhook_endpoint.deleted", "slack.invitation.created", "slack.workspace.connected", "slack.workspace.disconnected", "slack.user.linked", "slack.user.unlinked", "slack.channel.linked", "slack.channel.unlinked"]], None, NotGiven] = NOT_GIVEN,
        department_id: Union[str, None, NotGiven] = NOT_GIVEN,
        description: Union[str, None, NotGiven] = NOT_GIVEN,
        disabled: Union[bool, NotGiven] = NOT_GIVEN,
        if_match: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> WebhookEndpoint:
        """Update webhook endpoint.

        Changes the fields that the body contains. With another URL, or when the endpoint is enabled again,
        what is pending is sent at once. The caller also needs ``audit:read``.

        :param organization_id: The ID of the organization: ``org_…``.
        :param webhook_endpoint_id: The ID of the webhook endpoint: ``we_…``.
        :param url: Where events are sent: an https URL. Every address of its host must be on the public
            internet, or in a network that the installation allows; only there is http allowed, too. Any port
            will do.
        :param event_types: The types of events to send; null for all.
        :param department_id: Only events of this department and of those that are below it when an event is
            sent.
        :param description: A note for people.
        :param disabled: A disabled endpoint gets nothing. Enabled again, it continues with the events since
            then.
        :param if_match: The ``ETag`` that you last received. The change is made only if nobody else has made
            one since.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``WEBHOOK_ENDPOINT_NOT_FOUND``, ``DEPARTMENT_NOT_FOUND``
        :raises PreconditionFailedError: ``PRECONDITION_FAILED``
        :raises ValidationError: ``WEBHOOK_URL_REFUSED``, ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "PATCH",
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}",
                organization_id=organization_id,
                webhook_endpoint_id=webhook_endpoint_id,
            ),
            json=fields_of(
                url=url,
                event_types=event_types,
                department_id=department_id,
                description=description,
                disabled=disabled,
            ),
            headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def delete(
        self,
        *,
        organization_id: str,
        webhook_endpoint_id: str,
        if_match: Optional[str] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> None:
        """Delete webhook endpoint.

        Deletes an endpoint. What is pending is not sent.

        :param organization_id: The ID of the organization: ``org_…``.
        :param webhook_endpoint_id: The ID of the webhook endpoint: ``we_…``.
        :param if_match: The ``ETag`` that you last received. The change is made only if nobody else has made
            one since.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``WEBHOOK_ENDPOINT_NOT_FOUND``
        :raises PreconditionFailedError: ``PRECONDITION_FAILED``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        self._send(
            "DELETE",
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}",
                organization_id=organization_id,
                webhook_endpoint_id=webhook_endpoint_id,
            ),
            headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def rotate_secret(
        self,
        *,
        organization_id: str,
        webhook_endpoint_id: str,
        overlap_seconds: Union[int, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> IssuedWebhookEndpoint:
        """Rotate webhook secret.

        Gives an endpoint a new secret. For ``overlap_seconds``, a day at most and by default, everything sent
        has two signatures, so that the receiver can exchange its secret meanwhile. A secret from before that
        no longer signs.

        :param organization_id: The ID of the organization: ``org_…``.
        :param webhook_endpoint_id: The ID of the webhook endpoint: ``we_…``.
        :param overlap_seconds: How long the secret before signs beside the new one. 0 when it has leaked.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``WEBHOOK_ENDPOINT_NOT_FOUND``
        :raises ConflictError: ``WEBHOOKS_NOT_CONFIGURED``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/rotate-secret",
                organization_id=organization_id,
                webhook_endpoint_id=webhook_endpoint_id,
            ),
            json=fields_of(overlap_seconds=overlap_seconds),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def test(
        self,
        *,
        organization_id: str,
        webhook_endpoint_id: str,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> WebhookAttempt:
        """Test webhook endpoint.

        Sends one event of the type ``webhook_endpoint.test`` at once, also to a disabled endpoint, and returns
        the result. The API sends it itself, so its source may be another address than that of other events.
        It waits 8 seconds for the receiver.

        :param organization_id: The ID of the organization: ``org_…``.
        :param webhook_endpoint_id: The ID of the webhook endpoint: ``we_…``.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``WEBHOOK_ENDPOINT_NOT_FOUND``
        :raises ConflictError: ``WEBHOOKS_NOT_CONFIGURED``
        :raises ValidationError: ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/test",
                organization_id=organization_id,
                webhook_endpoint_id=webhook_endpoint_id,
            ),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def replay(
        self,
        *,
        organization_id: str,
        webhook_endpoint_id: str,
        after: Union[str, NotGiven] = NOT_GIVEN,
        since: Union[Moment, NotGiven] = NOT_GIVEN,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> WebhookEndpoint:
        """Replay events to webhook endpoint.

        Sends events again, with the same IDs and in order, also those that were delivered: after a cursor of
        the feed, or since a time, up to 30 days ago. To a disabled endpoint they are sent once it is enabled.

        :param organization_id: The ID of the organization: ``org_…``.
        :param webhook_endpoint_id: The ID of the webhook endpoint: ``we_…``.
        :param after: Send the events after this ``next_cursor`` of the feed again. They must not be older than
            30 days.
        :param since: Send the events since this time again, and some from the seconds before. Events that are
            older than 30 days are not sent.
        :param idempotency_key: 1 to 255 visible ASCII characters. A call with the key of an earlier one
            changes nothing and gives its answer again, for a day. Each call has a random one of its own,
            which its retries repeat.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``WEBHOOK_ENDPOINT_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``, ``IDEMPOTENCY_KEY_REUSED``
        """
        return self._send(
            "POST",
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/replay",
                organization_id=organization_id,
                webhook_endpoint_id=webhook_endpoint_id,
            ),
            json=fields_of(after=after, since=since),
            headers={"Idempotency-Key": idempotency_key},
            timeout=timeout,
        )

    def list_deliveries(
        self,
        *,
        organization_id: str,
        webhook_endpoint_id: str,
        state: Optional[Literal["pending", "delivered", "dropped"]] = None,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> Items[WebhookDelivery]:
        """List webhook deliveries.

        Lists the events for an endpoint, latest first, each with its attempts: their times, the status and
        the first kilobyte of the answer. They are kept for 37 days, attempts for 30.

        Pages are requested as they are needed.

        :param organization_id: The ID of the organization: ``org_…``.
        :param webhook_endpoint_id: The ID of the webhook endpoint: ``we_…``.
        :param state: Only deliveries in this state.
        :param limit: The maximum number of entries on a page.
        :param cursor: The ``next_cursor`` of the previous page.
        :param timeout: After how many seconds to raise ``TimeoutError``, instead of those of the client. Each
            page has as many.
        :raises NotFoundError: ``ORGANIZATION_NOT_FOUND``, ``WEBHOOK_ENDPOINT_NOT_FOUND``
        :raises ValidationError: ``VALIDATION_FAILED``
        """
        return self._list(
            path_of(
                "/v1/organizations/{organization_id}/webhook-endpoints/{webhook_endpoint_id}/deliveries",
                organization_id=organization_id,
                webhook_endpoint_id=webhook_endpoint_id,
            ),
            query={"state": state, "limit": limit},
            cursor=cursor,
            timeout=timeout,
        )


class Resources:
    """Everything that the API has, by the kind of object."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self.departments = Departments(api)
        self.members = Members(api)
        self.operations = Operations(api)
        self.membership_requests = MembershipRequests(api)
        self.organizations = Organizations(api)
        self.me = Me(api)
        self.api_keys = ApiKeys(api)
        self.scim_connections = ScimConnections(api)
        self.slack = Slack(api)
        self.audit_events = AuditEvents(api)
        self.feed = Feed(api)
        self.webhook_endpoints = WebhookEndpoints(api)
