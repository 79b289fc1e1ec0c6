"""Lists, and changes that take longer than their request."""

from __future__ import annotations

import csv
import io
import itertools
from typing import Any, Dict, List
from unittest import mock

from roster import BulkProgress, NotFoundError, ServerError, TimeoutError

from .case import DEPARTMENT, MEMBER, ORGANIZATION, ClientCase
from .server import Received, Reply, failure

OPERATION: Dict[str, Any] = {"organization_id": "org_xyz789", "operation_id": "op_1"}


def page(data: List[Any], next_cursor: Any = None) -> Reply:
    return Reply(200, {"data": data, "next_cursor": next_cursor})


class Lists(ClientCase):
    def test_are_read_page_by_page(self) -> None:
        self.answers(page([1, 2], "two"), page([], "three"), page([3]))
        self.assertEqual(list(self.list_members(limit=2, q="jane")), [1, 2, 3])
        queries = [request.target.split("?")[1] for request in self.server.received]
        self.assertEqual(queries, ["limit=2&q=jane", "limit=2&q=jane&cursor=two", "limit=2&q=jane&cursor=three"])

    def test_are_read_only_as_far_as_needed_and_not_before(self) -> None:
        self.answers(page([1, 2], "two"))
        members = self.list_members()
        self.assertEqual(self.server.received, [])
        self.assertEqual(list(itertools.islice(members, 2)), [1, 2])
        self.assertEqual(len(self.server.received), 1)

    def test_can_be_read_again(self) -> None:
        self.answers(page([1]), page([1, 2]))
        members = self.list_members()
        self.assertEqual([list(members), list(members)], [[1], [1, 2]])

    def test_give_single_pages_too(self) -> None:
        self.answers(page([3], "four"), page([3], "four"), page([4]))
        members = self.list_members(cursor="three")
        one = members.page()
        self.assertEqual((one.data, one.next_cursor), ([3], "four"))
        self.assertEqual([page.data for page in members.pages()], [[3], [4]])
        cursors = [request.target.split("cursor=")[1] for request in self.server.received]
        self.assertEqual(cursors, ["three", "three", "four"])

    def test_end_with_the_error_of_a_page(self) -> None:
        self.answers(page([1], "two"), failure("DEPARTMENT_NOT_FOUND", 404))
        seen = []
        with self.assertRaises(NotFoundError):
            for member in self.list_members():
                seen.append(member)
        self.assertEqual(seen, [1])


    def test_of_audit_events_can_be_had_as_a_file(self) -> None:
        text = "id,subject\r\nevt_1,Zoë\r\n"
        self.answers(Reply(200, body=text.encode(), headers={"Content-Type": "text/csv"}), page([1]))
        events = self.client.audit_events.list(**ORGANIZATION, action="member.add")
        self.assertEqual(events.csv(), text)
        self.assertEqual(list(events), [1])
        file, first_page = self.server.received
        self.assertEqual((file.headers["Accept"], first_page.headers["Accept"]), ("text/csv", "application/json"))
        self.assertTrue(file.target.endswith("/audit-events?action=member.add"))


class Operations(ClientCase):
    def test_are_waited_for_more_and_more_patiently(self) -> None:
        accepted = Reply(200, {"state": "accepted"})
        self.answers(*[accepted] * 12, Reply(200, {"state": "done", "result": MEMBER}))
        operation = self.client.wait_for_operation(**OPERATION)
        self.assertEqual(operation["result"], MEMBER)
        self.assertEqual({request.target for request in self.server.received}, {"/v1/organizations/org_xyz789/operations/op_1"})
        self.assertEqual(self.pauses[0], 0.1)
        self.assertAlmostEqual(self.pauses[1], 0.15)
        self.assertEqual(self.pauses[-1], 2.0)

    def test_that_do_not_end_are_given_up(self) -> None:
        self.answers(*[Reply(200, {"state": "accepted"}) for _ in range(99)])
        # Each look at the clock takes a second.
        now = itertools.accumulate(itertools.chain([0.0], itertools.repeat(1.0)))
        with mock.patch("roster._deadline.time.monotonic", lambda: next(now)):
            with self.assertRaises(TimeoutError) as caught:
                self.client.wait_for_operation(**OPERATION, timeout=60)
        self.assertEqual((caught.exception.code, caught.exception.operation_id), ("TIMEOUT", "op_1"))
        self.assertLess(len(self.server.received), 60)

    def test_show_their_progress(self) -> None:
        states = ["accepted", "accepted", "done"]
        self.answers(*[Reply(200, {"state": state}) for state in states])
        seen: List[Any] = []
        self.client.wait_for_operation(**OPERATION, on_progress=seen.append)
        self.assertEqual([operation["state"] for operation in seen], states)


class Bulks(ClientCase):
    def operation(self, number: int, state: str, done: int, rejected: int, total: int, error: Any = None) -> Reply:
        body: Dict[str, Any] = {"id": f"op_{number}", "kind": "member.bulk_add", "state": state, "trace_id": "d" * 32}
        body["progress"] = {"total": total, "done": done, "added": done - rejected, "rejected": rejected}
        return Reply(200, {**body, "error": error})

    def sent(self) -> List[Received]:
        return [request for request in self.server.received if request.method == "POST"]

    def test_of_any_size_are_sent_in_requests_of_10000(self) -> None:
        self.answers(
            self.operation(1, "accepted", 0, 0, 10_000),
            self.operation(1, "accepted", 4_000, 1, 10_000),
            self.operation(1, "done", 10_000, 3, 10_000),
            self.operation(2, "accepted", 0, 0, 5),
            self.operation(2, "done", 5, 1, 5),
        )
        seen: List[BulkProgress] = []
        user_ids = (f"usr_{number}" for number in range(10_005))
        result = self.client.bulk_add(**DEPARTMENT, user_ids=user_ids, on_progress=seen.append, idempotency_key="mine")
        self.assertEqual((result.total, result.added, result.rejected, result.cancelled), (10_005, 10_001, 4, 0))
        self.assertEqual([operation["id"] for operation in result.operations], ["op_1", "op_2"])
        self.assertEqual(
            seen,
            [
                BulkProgress(total=10_005, done=4_000, added=3_999, rejected=1),
                BulkProgress(total=10_005, done=10_000, added=9_997, rejected=3),
                BulkProgress(total=10_005, done=10_005, added=10_001, rejected=4),
            ],
        )
        self.assertEqual([request.key for request in self.sent()], ["mine-1", "mine-2"])
        everybody = [user_id for request in self.sent() for user_id in request.json["user_ids"]]
        self.assertEqual(everybody, [f"usr_{number}" for number in range(10_005)])

    def test_give_the_results_of_all_their_operations(self) -> None:
        self.answers(
            *[self.operation(number, "done", 10_000, 0, 10_000) for number in (1, 1, 2, 2)],
            page([1, 2], "next"),
            page([3]),
            page([4]),
        )
        result = self.client.bulk_add(**DEPARTMENT, user_ids=["usr_1"] * 10_001)
        self.assertEqual(list(result.items("rejected")), [1, 2, 3, 4])
        targets = [request.target.split("/operations/")[1] for request in self.server.received[-3:]]
        query = "items?state=rejected&limit=1000"
        self.assertEqual(targets, [f"op_1/{query}", f"op_1/{query}&cursor=next", f"op_2/{query}"])

    def test_of_addresses_are_sent_as_files(self) -> None:
        done = self.operation(1, "done", 3, 0, 3)
        self.answers(done, done)
        emails = ["zoë@company.com", '"a,b"@company.com', "jane@company.com"]
        self.client.bulk_add(**DEPARTMENT, emails=emails, mode="atomic")
        [request] = self.sent()
        self.assertEqual(request.headers["Content-Type"], "text/csv")
        self.assertTrue(request.target.endswith("/bulk?mode=atomic"))
        rows = list(csv.reader(io.StringIO(request.body.decode(), newline="")))
        self.assertEqual(rows, [["email"], *[[email] for email in emails]])

    def test_of_long_addresses_stay_below_the_limit_of_a_request(self) -> None:
        self.answers(*[self.operation(1, "done", 1, 0, 1) for _ in range(6)])
        emails = [f"{'ü' * 240}{number}@company.com" for number in range(8_000)]
        self.client.bulk_add(**DEPARTMENT, emails=emails)
        bodies = [request.body for request in self.sent()]
        self.assertEqual(len(bodies), 3)
        self.assertLess(max(len(body) for body in bodies), 2_000_000)
        lines = [line for body in bodies for line in body.decode().split("\r\n") if line not in ("", "email")]
        self.assertEqual(lines, emails)

    def test_of_nobody_send_nothing(self) -> None:
        result = self.client.bulk_add(**DEPARTMENT, user_ids=[])
        self.assertEqual((result.total, result.operations, self.server.received), (0, [], []))

    def test_that_cannot_be_right_send_nothing(self) -> None:
        for wrong in ({}, {"user_ids": "usr_1"}, {"user_ids": [1]}, {"user_ids": ["usr_1"], "emails": ["a@b.example"]}):
            with self.subTest(wrong), self.assertRaises(TypeError):
                self.client.bulk_add(**DEPARTMENT, **wrong)
        with self.assertRaises(ValueError):
            self.client.bulk_add(**DEPARTMENT, user_ids=["usr_1"] * 10_001, mode="atomic")
        self.assertEqual(self.server.received, [])

    def test_that_fail_raise_why(self) -> None:
        error = {"code": "BULK_INTERRUPTED", "message": "Interrupted.", "status": 500, "details": {}}
        self.answers(self.operation(1, "accepted", 0, 0, 1), self.operation(1, "failed", 0, 0, 1, error))
        with self.assertRaises(ServerError) as caught:
            self.client.bulk_add(**DEPARTMENT, user_ids=["usr_1"])
        self.assertEqual((caught.exception.code, caught.exception.operation_id), ("BULK_INTERRUPTED", "op_1"))

    def test_that_are_cancelled_end_there(self) -> None:
        self.answers(self.operation(1, "accepted", 0, 0, 10_000), self.operation(1, "cancelled", 2_000, 0, 10_000))
        result = self.client.bulk_add(**DEPARTMENT, user_ids=["usr_1"] * 10_001)
        self.assertEqual((result.added, result.cancelled, len(self.sent())), (2_000, 8_001, 1))
