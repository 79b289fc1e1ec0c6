"""The cells of an installation, and the way from one to the other."""

from __future__ import annotations

import ssl
import threading
from typing import Dict, List, NamedTuple, Optional

from ._consistency import ConsistencyTokens
from ._errors import error_in
from ._http import Connections, Response

#: An organization may have moved on from the cell that it moved to.
MOST_HOPS = 3


class Cell:
    """An API: its connections, and the tokens of the writes that it answered."""

    def __init__(self, base_url: str, ssl_context: Optional[ssl.SSLContext]) -> None:
        self.base_url = base_url
        self.connections = Connections(base_url, ssl_context)
        self.consistency = ConsistencyTokens()


class Cells:
    """The API that the client was given, and those to which it was redirected."""

    def __init__(self, base_url: str, ssl_context: Optional[ssl.SSLContext]) -> None:
        self.first = Cell(base_url, ssl_context)
        self._ssl_context = ssl_context
        self._others: Dict[str, Cell] = {}
        self._lock = threading.Lock()

    def at(self, base_url: str) -> Cell:
        with self._lock:
            if base_url not in self._others:
                self._others[base_url] = Cell(base_url, self._ssl_context)
            return self._others[base_url]

    def close(self) -> None:
        with self._lock:
            cells: List[Cell] = [self.first, *self._others.values()]
        for cell in cells:
            cell.connections.close()


class Redirect(NamedTuple):
    base_url: str
    target: str


def redirect_of(response: Response, sent_to: str) -> Optional[Redirect]:
    """
    Where to send the request instead, with its token; ``None`` when the answer is not that its organization has moved,
    or the way leads from https to http.
    """
    location = response.headers.get("location", "")
    is_as_safe = location.startswith("https://") or (location.startswith("http://") and sent_to.startswith("http://"))
    base_url, version, rest = location.partition("/v1/")
    is_move = response.status == 308 and error_in(response.body).get("code") == "ORGANIZATION_MOVED"
    return Redirect(base_url, version + rest) if is_move and is_as_safe and version else None
