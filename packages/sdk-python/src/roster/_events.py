"""The feed of events."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Iterator, Optional

from .types import Event, EventPage

if TYPE_CHECKING:
    from ._resources import Feed

#: An empty answer that came at once: the node has no room for another that waits.
PAUSE = 1.0

sleep = time.sleep


class EventStream:
    """
    The events of an organization, those to come included: it waits for the next one and does not end by itself. Events
    are in order. A loop that begins again goes on after the last page that was taken whole, so a few events may come
    twice: tell them by their ``id``.
    """

    def __init__(self, feed: Feed, after: Optional[str], parameters: Any) -> None:
        self._feed = feed
        self._parameters = parameters
        #: The ``after`` for another stream that is to go on where this one is.
        self.cursor = after

    def pages(self) -> Iterator[EventPage]:
        """Page after page: store ``next_cursor`` together with the result of processing its events. Pages may be empty."""
        while True:
            began = time.monotonic()
            page = self._feed.read(after=self.cursor, **self._parameters)
            yield page
            self.cursor = page["next_cursor"]
            idle = not page["data"] and not page["has_more"]
            if idle and time.monotonic() - began < PAUSE:
                sleep(PAUSE)

    def __iter__(self) -> Iterator[Event]:
        for page in self.pages():
            yield from page["data"]
