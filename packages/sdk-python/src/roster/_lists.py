"""Lists that come page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Generic, Iterator, List, Optional, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A part of a list."""

    data: List[Item]
    #: Where the next page begins; ``None`` when this is the last one.
    next_cursor: Optional[str]


class Items(Generic[Item]):
    """
    Everything in a list. To iterate over it reads page after page, as far as is needed; to do so again reads it anew.

    :param read: reads the page at a cursor
    """

    def __init__(self, read: Callable[[Optional[str]], Page[Item]], cursor: Optional[str]) -> None:
        self.read = read
        self._cursor = cursor

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page.data

    def page(self) -> Page[Item]:
        """Only the first page, or the one at the ``cursor`` that was given."""
        return self.read(self._cursor)

    def pages(self) -> Iterator[Page[Item]]:
        """Page after page, for those who keep the cursor of each."""
        cursor = self._cursor
        while True:
            page = self.read(cursor)
            yield page
            cursor = page.next_cursor
            if cursor is None:
                return


class CsvItems(Items[Item]):
    """A list that can be had as a file, too."""

    def __init__(
        self, read: Callable[[Optional[str]], Page[Item]], cursor: Optional[str], file: Callable[[], str]
    ) -> None:
        super().__init__(read, cursor)
        self._file = file

    def csv(self) -> str:
        """
        Everything as one CSV file, whatever ``limit`` and ``cursor`` say. There is no timeout, unless the method was
        given one.
        """
        return self._file()
