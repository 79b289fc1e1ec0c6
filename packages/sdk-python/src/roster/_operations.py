"""Changes that take longer than their request."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Callable, Mapping, Optional

from ._api import Api, path_of
from ._deadline import Deadline
from ._errors import RosterError, TimeoutError, error_class
from .types import Operation

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 2.0

sleep = time.sleep


def is_operation(answer: Any) -> "TypeGuard[Operation]":
    """Is what a change with ``wait`` returned its operation, because the outcome did not come in that time?"""
    return isinstance(answer, dict) and "state" in answer and "kind" in answer


def settled(
    api: Api,
    organization_id: str,
    operation_id: str,
    deadline: Deadline,
    on_read: Optional[Callable[[Operation], object]] = None,
) -> Operation:
    """
    Reads an operation, more and more rarely, until it has ended.

    :param on_read: is called with the operation each time, also when it has ended
    :raises TimeoutError: when the time is over
    """
    path = path_of(
        "/v1/organizations/{organization_id}/operations/{operation_id}",
        organization_id=organization_id,
        operation_id=operation_id,
    )
    pause = FIRST_PAUSE
    while True:
        operation: Operation = api.send("GET", path, deadline=deadline).json()
        if on_read is not None:
            on_read(operation)
        if operation["state"] != "accepted":
            return operation
        if not deadline.allows(pause):
            raise TimeoutError("The operation has not ended in time.", code="TIMEOUT", operation_id=operation_id)
        sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)


def outcome(operation: Operation) -> Any:
    """
    What a change gave; ``None`` when it gave nothing.

    :raises RosterError: why nothing was changed
    """
    error = operation["error"]
    if error is not None:
        raise operation_error(operation, error)
    return operation["result"]


def operation_error(operation: Operation, error: Mapping[str, Any]) -> RosterError:
    """The error with which an operation ended."""
    return error_class(error["status"])(
        error["message"],
        code=error["code"],
        status=error["status"],
        details=error["details"],
        trace_id=operation["trace_id"],
        operation_id=operation["id"],
    )
