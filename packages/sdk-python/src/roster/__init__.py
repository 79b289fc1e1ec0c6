"""The client of the Roster API. See :class:`Roster`."""

from ._bulk import BulkProgress, BulkResult
from ._client import Roster
from ._errors import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    PreconditionFailedError,
    RateLimitedError,
    RosterError,
    ServerError,
    ValidationError,
)

# These are not in __all__: `from roster import *` must not hide Python's own.
from ._errors import ConnectionError as ConnectionError
from ._errors import TimeoutError as TimeoutError
from ._events import EventStream
from ._http import Response
from ._lists import CsvItems, Items, Page
from ._operations import is_operation
from ._retry import Retry
from ._version import VERSION as __version__
from ._webhooks import WebhookVerificationError, verify_webhook

__all__ = [
    "AuthenticationError",
    "BadRequestError",
    "BulkProgress",
    "BulkResult",
    "ConflictError",
    "CsvItems",
    "EventStream",
    "Items",
    "NotFoundError",
    "Page",
    "PermissionDeniedError",
    "PreconditionFailedError",
    "RateLimitedError",
    "Response",
    "Retry",
    "Roster",
    "RosterError",
    "ServerError",
    "ValidationError",
    "WebhookVerificationError",
    "__version__",
    "is_operation",
    "verify_webhook",
]
