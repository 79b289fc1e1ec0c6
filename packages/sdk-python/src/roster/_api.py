"""From the arguments of a method to a request, and from its answer to a value."""

from __future__ import annotations

import builtins
import json as json_module
import ssl
import threading
import uuid
from datetime import datetime
from http.client import HTTPException
from typing import Any, Callable, Dict, Mapping, NamedTuple, Optional, Union
from urllib.parse import quote, urlencode

from ._cells import MOST_HOPS, Cell, Cells, redirect_of
from ._consistency import HEADER
from ._deadline import Deadline
from ._errors import ConnectionError, TimeoutError, answered_error
from ._http import Response
from ._retry import Retry, send_with_retries
from ._version import VERSION

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class NotGiven:
    """Stands for an argument that was left out where ``None`` is a value: ``null``."""

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN = NotGiven()


class Request(NamedTuple):
    method: str
    path: str
    #: The path with the query.
    target: str
    fields: Mapping[str, str]
    body: Optional[bytes]


class Api:
    """Sends requests with a token, an ``Idempotency-Key`` for each write, and retries."""

    def __init__(
        self,
        api_key: Union[str, Callable[[], str]],
        base_url: str,
        timeout: Optional[float],
        retry: Retry,
        ssl_context: Optional[ssl.SSLContext],
        follow_moves: bool,
    ) -> None:
        Deadline(timeout)
        if not callable(api_key):
            _check_token(api_key)
        self._api_key = api_key
        self._timeout = timeout
        self._retry = retry
        self._cells = Cells(base_url, ssl_context)
        self._follow_moves = follow_moves
        self._of_thread = threading.local()

    @property
    def last_response(self) -> Optional[Response]:
        """The last answer that this thread got."""
        return getattr(self._of_thread, "response", None)

    def deadline(self, timeout: Optional[float], wait: Optional[int] = None) -> Deadline:
        """
        When a call ends that may take so many seconds, or as many as the client allows beside the time that the
        API waits before it answers.
        """
        if timeout is None and self._timeout is not None:
            return Deadline(self._timeout + (wait or 0))
        return Deadline(timeout)

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Optional[Mapping[str, Any]] = None,
        json: Any = None,
        csv: Optional[Union[str, bytes]] = None,
        headers: Optional[Mapping[str, Optional[str]]] = None,
        deadline: Deadline,
    ) -> Response:
        """Arguments that are ``None`` are left out, also within ``query`` and ``headers``."""
        fields: Dict[str, str] = {"Accept": "application/json", "User-Agent": f"roster-python/{VERSION}"}
        if method not in SAFE:
            fields["Idempotency-Key"] = str(uuid.uuid4())
        fields.update({name: value for name, value in (headers or {}).items() if value is not None})
        body: Optional[bytes] = None
        if csv is not None:
            body = csv.encode() if isinstance(csv, str) else csv
            fields["Content-Type"] = "text/csv"
        elif json is not None:
            body = json_module.dumps(json, default=_to_json, allow_nan=False, separators=(",", ":")).encode()
            fields["Content-Type"] = "application/json"
        request = Request(method, path, path + _query_string(query or {}), fields, body)
        response = self._follow(request, deadline)
        self._of_thread.response = response
        if not 200 <= response.status < 300:
            raise answered_error(response)
        return response

    def _follow(self, request: Request, deadline: Deadline) -> Response:
        """The answer of the cell that the organization has moved to, or that of the API."""
        cell = self._cells.first
        response = self._send_to(cell, request, deadline)
        for _ in range(MOST_HOPS if self._follow_moves else 0):
            redirect = redirect_of(response, cell.base_url)
            if redirect is None:
                break
            # Positions in the log of another cell mean nothing there.
            fields = {name: value for name, value in request.fields.items() if name.lower() != HEADER}
            request = request._replace(target=redirect.target, fields=fields)
            cell = self._cells.at(redirect.base_url)
            response = self._send_to(cell, request, deadline)
        return response

    def _send_to(self, cell: Cell, request: Request, deadline: Deadline) -> Response:
        method, path, target, fields, body = request
        seen = cell.consistency.header
        if method == "GET" and seen is not None:
            fields = {"Consistency-Token": seen, **fields}
        sent_at = cell.consistency.begin()

        def attempt() -> Response:
            token = self._api_key() if callable(self._api_key) else self._api_key
            _check_token(token)
            authorized = {**fields, "Authorization": f"Bearer {token}"}
            return cell.connections.exchange(method, target, authorized, body, deadline)

        try:
            response = send_with_retries(attempt, self._retry, deadline)
        except builtins.TimeoutError as error:
            raise TimeoutError(f"No answer to {method} {path} came in time.", code="TIMEOUT") from error
        except (OSError, HTTPException) as error:
            reason = str(error) or type(error).__name__
            raise ConnectionError(f"No answer to {method} {path}: {reason}", code="CONNECTION_FAILED") from error
        cell.consistency.learn(response.headers.get(HEADER), sent_at)
        return response

    def close(self) -> None:
        self._cells.close()


def path_of(template: str, **parameters: str) -> str:
    """Fills in the parameters of a path, so that each stays one segment of it."""
    for name, value in parameters.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a str, not {type(value).__name__}")
        if value in ("", ".", ".."):
            raise ValueError(f"{name} must not be {value!r}")
        template = template.replace("{" + name + "}", quote(value, safe=""))
    return template


def fields_of(**fields: Any) -> Dict[str, Any]:
    """A JSON object of those that were given."""
    return {name: value for name, value in fields.items() if value is not NOT_GIVEN}


def exactly_one(**alternatives: Any) -> None:
    """:raises TypeError: when not exactly one of them was given"""
    if sum(value is not None and value is not NOT_GIVEN for value in alternatives.values()) != 1:
        raise TypeError(f"give exactly one of {', '.join(alternatives)}")


def wait_header(wait: Optional[int]) -> Optional[str]:
    """:raises ValueError: when it is no number of seconds that the API takes"""
    if wait is None:
        return None
    if isinstance(wait, bool) or not isinstance(wait, int) or not 0 <= wait <= 60:
        raise ValueError("wait must be a whole number of seconds from 0 to 60")
    return f"wait={wait}" if wait > 0 else "respond-async"


def _query_string(query: Mapping[str, Any]) -> str:
    given = {name: _to_text(value) for name, value in query.items() if value is not None}
    return "?" + urlencode(given) if given else ""


def _to_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _to_json(value) if isinstance(value, datetime) else str(value)


def _to_json(value: Any) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} is not a value for the API")
    if value.utcoffset() is None:
        raise ValueError("a datetime for the API needs a time zone, such as datetime.timezone.utc")
    return value.isoformat()


def _check_token(token: Any) -> None:
    if not isinstance(token, str):
        raise TypeError(f"api_key must be a str, not {type(token).__name__}")
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise ValueError("api_key must be printable ASCII without spaces")
