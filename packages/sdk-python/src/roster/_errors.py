"""What goes wrong, as exceptions."""

from __future__ import annotations

import builtins
import json
from typing import Any, Dict, Mapping, Optional, Type, Union

from ._http import Response
from .types import ErrorCode


class RosterError(Exception):
    """Why a call failed. ``code`` says which error it is; ``trace_id`` is what the operators of the API ask for."""

    message: str
    #: One of the API, or ``UNEXPECTED_ANSWER``: not an answer of the API, perhaps something in between answered;
    #: ``CONNECTION_FAILED`` or ``TIMEOUT``: no answer came.
    code: Union[ErrorCode, str]
    #: The status of the answer; 0 when no answer came.
    status: int
    #: What the error is about: ``{"user_id": "usr_def456"}``.
    details: Mapping[str, Any]
    trace_id: Optional[str]
    #: The operation of the change, when it has one.
    operation_id: Optional[str]
    #: After how many seconds to try again, when the API said so.
    retry_after: Optional[int]

    # All but the message has a default, as `pickle` and `copy` make an exception anew from its message.
    def __init__(
        self,
        message: str,
        *,
        code: str = "UNEXPECTED_ANSWER",
        status: int = 0,
        details: Optional[Mapping[str, Any]] = None,
        trace_id: Optional[str] = None,
        operation_id: Optional[str] = None,
        retry_after: Optional[int] = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status
        self.details = details or {}
        self.trace_id = trace_id
        self.operation_id = operation_id
        self.retry_after = retry_after

    def __str__(self) -> str:
        status = f"{self.status} " if self.status else ""
        trace = f", trace {self.trace_id}" if self.trace_id else ""
        return f"{self.message} ({status}{self.code}{trace})"


class BadRequestError(RosterError):
    """The API does not understand the request: 400, and other statuses that have no class of their own."""


class AuthenticationError(RosterError):
    """The API key is unknown, expired or revoked (401)."""


class PermissionDeniedError(RosterError):
    """The API key does not allow this (403)."""


class NotFoundError(RosterError):
    """There is no such thing, at least not in this organization (404)."""


class ConflictError(RosterError):
    """What is there does not admit the change (409)."""


class PreconditionFailedError(RosterError):
    """Somebody else has changed it in the meantime (412)."""


class ValidationError(RosterError):
    """An argument is wrong (422); ``details`` says which."""


class RateLimitedError(RosterError):
    """Too many requests (429)."""


class ServerError(RosterError):
    """The API failed, or cannot do its work now (5xx)."""


class ConnectionError(RosterError, builtins.ConnectionError):
    """No answer came. Whether a change was made is not known: call again with the same ``idempotency_key``."""


class TimeoutError(RosterError, builtins.TimeoutError):
    """The time is over, which does not end an operation."""


_CLASSES: Dict[int, Type[RosterError]] = {
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    412: PreconditionFailedError,
    422: ValidationError,
    429: RateLimitedError,
}


def error_class(status: int) -> Type[RosterError]:
    """The class of an error that was answered with this status."""
    usual = ServerError if status >= 500 else BadRequestError if status >= 400 else RosterError
    return _CLASSES.get(status, usual)


def answered_error(response: Response) -> RosterError:
    """The error that an answer is."""
    error = error_in(response.body)
    retry_after = response.headers.get("retry-after", "")
    return error_class(response.status)(
        error.get("message") or f"The answer {response.status} is none of Roster's.",
        code=error.get("code", "UNEXPECTED_ANSWER"),
        status=response.status,
        details=error.get("details"),
        trace_id=error.get("trace_id") or response.headers.get("trace-id"),
        operation_id=response.headers.get("operation-id"),
        retry_after=int(retry_after) if retry_after.isascii() and retry_after.isdigit() else None,
    )


def error_in(body: bytes) -> Dict[str, Any]:
    """The error of the API in the body of an answer; empty when there is none."""
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    error = answer.get("error") if isinstance(answer, dict) else None
    return error if isinstance(error, dict) and "code" in error else {}
