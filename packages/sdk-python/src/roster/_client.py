"""The client."""

from __future__ import annotations

import ssl
from types import TracebackType
from typing import Any, Callable, Iterable, Literal, Mapping, Optional, Sequence, Type, Union

from ._api import Api
from ._bulk import BulkProgress, BulkResult, bulk_add
from ._events import EventStream
from ._http import Response
from ._operations import settled
from ._resources import Resources
from ._retry import Retry
from .types import Operation


class Roster(Resources):
    """
    A client of the API of Roster. It keeps its connections, and several threads may use it.

    :param api_key: an API key, or a function that gives the current token before each request
    :param base_url: where the API is, like ``https://roster.example.com``
    :param timeout: seconds after which a call raises ``TimeoutError``, retries and waiting included; ``None``: never
    :param retry: how often a request is sent again when that can help
    :param ssl_context: for a certificate authority of your own, or a client certificate
    :param follow_moves: follow an organization to the cell that it has moved to, which then gets the API key, too. With
        ``False`` a call raises ``ORGANIZATION_MOVED``, and ``details["location"]`` is the URL there
    """

    def __init__(
        self,
        *,
        api_key: Union[str, Callable[[], str]],
        base_url: str,
        timeout: Optional[float] = 60.0,
        retry: Retry = Retry(),
        ssl_context: Optional[ssl.SSLContext] = None,
        follow_moves: bool = True,
    ) -> None:
        """
        :raises TypeError: when the API key is no ``str`` or function
        :raises ValueError: when the API key or the URL cannot be right
        """
        super().__init__(Api(api_key, base_url, timeout, retry, ssl_context, follow_moves))

    @property
    def last_response(self) -> Optional[Response]:
        """
        The last answer that this thread got, for its headers: ``client.last_response.headers["etag"]``. ``None``
        before the first.
        """
        return self._api.last_response

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Optional[Mapping[str, Any]] = None,
        json: Any = None,
        headers: Optional[Mapping[str, Optional[str]]] = None,
        timeout: Optional[float] = None,
    ) -> Response:
        """
        Sends a request that no method sends, with the same token, retries and idempotency keys.

        :param path: follows the host, percent-encoded where that is needed
        :raises RosterError: when there is no answer, or it is an error
        """
        deadline = self._api.deadline(timeout)
        return self._api.send(method, path, query=query, json=json, headers=headers, deadline=deadline)

    def wait_for_operation(
        self,
        *,
        organization_id: str,
        operation_id: str,
        on_progress: Optional[Callable[[Operation], object]] = None,
        timeout: Optional[float] = None,
    ) -> Operation:
        """
        Waits until an operation has ended and gives it as it is then: ``result`` is what came of the change,
        ``error`` why nothing was changed.

        :param on_progress: is called with the operation whenever it was read
        :raises TimeoutError: when the time is over, which does not end the operation
        """
        return settled(self._api, organization_id, operation_id, self._api.deadline(timeout), on_progress)

    def bulk_add(
        self,
        *,
        organization_id: str,
        department_id: str,
        user_ids: Optional[Iterable[str]] = None,
        emails: Optional[Iterable[str]] = None,
        mode: Literal["partial", "atomic"] = "partial",
        on_progress: Optional[Callable[[BulkProgress], object]] = None,
        idempotency_key: Optional[str] = None,
        timeout: Optional[float] = None,
    ) -> BulkResult:
        """
        Adds any number of people to a department, by their ids or e-mail addresses: in as many requests as it takes,
        one after the other. It ends when all are done.

        :param mode: ``partial``: everybody who can be added is added. ``atomic``: all of them, or nobody
        :param on_progress: is called with the progress of all of them together, whenever it was read
        :param idempotency_key: makes it safe to call again, for a day: what was added then is not added twice, and
            what was not is. At most 240 visible ASCII characters
        :param timeout: there is none, unless one is given
        :raises RosterError: when a request fails; what was sent before stays done
        :raises ValueError: when an atomic bulk is too large for one request: nothing is sent
        """
        return bulk_add(
            self,
            organization_id=organization_id,
            department_id=department_id,
            user_ids=user_ids,
            emails=emails,
            mode=mode,
            on_progress=on_progress,
            idempotency_key=idempotency_key,
            timeout=timeout,
        )

    def events(
        self,
        *,
        organization_id: str,
        after: Optional[str] = None,
        types: Optional[Sequence[str]] = None,
        department_id: Optional[str] = None,
        limit: Optional[int] = None,
        wait: int = 20,
        timeout: Optional[float] = None,
    ) -> EventStream:
        """
        The events of an organization as they come: ``for event in client.events(organization_id=…)``.

        :param after: the ``cursor`` of an earlier stream, or ``latest``; without it, from the oldest event that is kept
        :param types: only events of these types
        :param department_id: only events of this department and of those that are below it now
        :param wait: how many seconds each request waits for the next event
        :param timeout: that of each request, which must be longer than ``wait``
        """
        parameters = {
            "organization_id": organization_id,
            "types": None if types is None else ",".join(types),
            "department_id": department_id,
            "limit": limit,
            "wait": wait,
            "timeout": timeout,
        }
        return EventStream(self.feed, after, parameters)

    def close(self) -> None:
        """Closes the connections that are kept. The client can still be used."""
        self._api.close()

    def __enter__(self) -> Roster:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()
