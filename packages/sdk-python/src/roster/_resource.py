"""What the generated methods are made of."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from ._api import Api
from ._deadline import Deadline
from ._errors import answered_error
from ._http import Response
from ._lists import CsvItems, Items, Page
from ._operations import outcome, settled


class Resource:
    """The operations on one kind of thing."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def _send(
        self, method: str, path: str, *, timeout: Optional[float], wait: Optional[int] = None, **parts: Any
    ) -> Any:
        """What the API answers."""
        return _value(self._api.send(method, path, deadline=self._api.deadline(timeout, wait), **parts))

    def _change(
        self,
        method: str,
        path: str,
        *,
        organization_id: str,
        timeout: Optional[float],
        wait: Optional[int],
        **parts: Any,
    ) -> Any:
        """
        What came of a change. When the API answers with the operation, because it takes longer, the outcome is
        waited for; with ``wait``, the operation is what is returned.
        """
        deadline = self._api.deadline(timeout, wait)
        response = self._api.send(method, path, deadline=deadline, **parts)
        answer = _value(response)
        if response.status != 202 or wait is not None:
            return answer
        return outcome(settled(self._api, organization_id, answer["id"], deadline))

    def _list(
        self, path: str, *, query: Mapping[str, Any], cursor: Optional[str], timeout: Optional[float]
    ) -> Items[Any]:
        def read(at: Optional[str]) -> Page[Any]:
            answer = self._send("GET", path, query={**query, "cursor": at}, timeout=timeout)
            return Page(answer["data"], answer["next_cursor"])

        return Items(read, cursor)

    def _csv_list(
        self, path: str, *, query: Mapping[str, Any], cursor: Optional[str], timeout: Optional[float]
    ) -> CsvItems[Any]:
        def file() -> str:
            deadline = Deadline(timeout)
            answer = self._api.send("GET", path, query=query, headers={"Accept": "text/csv"}, deadline=deadline)
            return answer.body.decode()

        pages = self._list(path, query=query, cursor=cursor, timeout=timeout)
        return CsvItems(pages.read, cursor, file)


def _value(response: Response) -> Any:
    try:
        return response.json()
    except ValueError:
        # Something in between answered.
        raise answered_error(response) from None
