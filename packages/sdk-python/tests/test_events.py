"""The feed of events."""

from __future__ import annotations

import itertools
from typing import Any, List
from unittest import mock

from roster import NotFoundError

from .case import ORGANIZATION, ClientCase
from .server import Reply, failure


def page(data: List[Any], next_cursor: str, has_more: bool = True) -> Reply:
    return Reply(200, {"data": data, "next_cursor": next_cursor, "has_more": has_more})


class Events(ClientCase):
    def queries(self) -> List[str]:
        return [request.target.split("?")[1] for request in self.server.received]

    def test_are_read_page_by_page_and_the_stream_tells_where_it_is(self) -> None:
        self.answers(page([1, 2], "two"), page([], "three"), page([3], "four"))
        stream = self.client.events(**ORGANIZATION, types=["department.member.added", "department.deleted"])
        self.assertEqual(list(itertools.islice(stream, 3)), [1, 2, 3])
        self.assertEqual(stream.cursor, "three")
        types = "types=department.member.added%2Cdepartment.deleted"
        self.assertEqual(
            self.queries(), [f"{types}&wait=20", f"after=two&{types}&wait=20", f"after=three&{types}&wait=20"]
        )

    def test_begin_at_a_cursor_and_come_as_pages_too(self) -> None:
        self.answers(page([3], "four"), page([4], "five"))
        pages = self.client.events(**ORGANIZATION, after="three", wait=5).pages()
        self.assertEqual([page["next_cursor"] for page in itertools.islice(pages, 2)], ["four", "five"])
        self.assertEqual(self.queries(), ["after=three&wait=5", "after=four&wait=5"])

    def test_are_asked_for_after_a_pause_when_the_api_did_not_wait(self) -> None:
        self.answers(page([], "two", False), page([2], "three"))
        with mock.patch("roster._events.sleep") as sleep:
            self.assertEqual(next(iter(self.client.events(**ORGANIZATION))), 2)
        sleep.assert_called_once_with(1.0)

    def test_may_take_their_waiting_time_beside_the_timeout_of_the_client(self) -> None:
        reply = page([1], "two")
        reply.delay = 1.5
        self.answers(reply)
        with self.client_with(timeout=1.0) as client:
            self.assertEqual(next(iter(client.events(**ORGANIZATION, wait=2))), 1)

    def test_end_with_the_error_of_a_page(self) -> None:
        self.answers(page([1], "two"), failure("ORGANIZATION_NOT_FOUND", 404))
        with self.assertRaises(NotFoundError):
            list(self.client.events(**ORGANIZATION))
