"""What the client sends, and what it makes of the answer."""

from __future__ import annotations

import builtins
import re
import threading
from datetime import datetime, timedelta, timezone
from typing import List

from roster import ConnectionError, ConflictError, Retry, Roster, RosterError, is_operation

from .case import DEPARTMENT, MEMBER, ORGANIZATION, ClientCase
from .server import Drop, Reply, Server

ACCEPTED = {"id": "op_1", "kind": "member.add", "state": "accepted"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Requests(ClientCase):
    def test_add_as_on_the_reference_page(self) -> None:
        self.answers(Reply(201, MEMBER))
        client = Roster(api_key="secret", base_url=self.server.url + "/")
        self.addCleanup(client.close)
        member = client.departments.add_member(
            organization_id="org_xyz789", department_id="dept_abc123", user_id="usr_def456"
        )
        self.assertEqual(member, MEMBER)
        self.assertFalse(is_operation(member))
        [request] = self.server.received
        self.assertEqual(request.method, "POST")
        self.assertEqual(request.target, "/v1/organizations/org_xyz789/departments/dept_abc123/members")
        self.assertEqual(request.headers["Authorization"], "Bearer secret")
        self.assertEqual(request.headers["Content-Type"], "application/json")
        self.assertEqual(request.json, {"user_id": "usr_def456"})

    def test_each_write_has_a_key_of_its_own_and_a_read_has_none(self) -> None:
        self.answers(Reply(201, MEMBER), Reply(201, MEMBER), Reply(200, {"data": [], "next_cursor": None}))
        self.add()
        self.add()
        list(self.list_members())
        first, second, read = [request.key for request in self.server.received]
        self.assertRegex(first or "", UUID)
        self.assertRegex(second or "", UUID)
        self.assertNotEqual(first, second)
        self.assertIsNone(read)

    def test_a_key_that_was_given_and_the_time_to_wait_are_sent(self) -> None:
        self.answers(Reply(202, ACCEPTED), Reply(201, MEMBER))
        answer = self.add(idempotency_key="mine", wait=0)
        self.assertTrue(is_operation(answer))
        self.assertFalse(is_operation(self.add(wait=7)))
        first, second = self.server.received
        self.assertEqual((first.key, first.headers["Prefer"]), ("mine", "respond-async"))
        self.assertEqual(second.headers["Prefer"], "wait=7")

    def test_the_outcome_of_a_change_that_takes_longer_is_waited_for(self) -> None:
        done = {**ACCEPTED, "state": "done", "error": None}
        self.answers(Reply(202, ACCEPTED), Reply(200, ACCEPTED), Reply(200, {**done, "result": MEMBER}))
        self.assertEqual(self.add(), MEMBER)
        self.assertEqual([request.method for request in self.server.received], ["POST", "GET", "GET"])
        self.assertEqual(self.server.received[2].target, "/v1/organizations/org_xyz789/operations/op_1")

        self.answers(Reply(202, ACCEPTED), Reply(200, {**done, "result": None}))
        self.assertIsNone(self.client.departments.remove_member(**DEPARTMENT, user_id="usr_def456"))

    def test_a_change_that_takes_longer_and_fails_raises_why(self) -> None:
        code = "DEPARTMENT_MEMBERSHIP_DUPLICATE"
        error = {"code": code, "message": "Already.", "status": 409, "details": {"user_id": "usr_def456"}}
        failed = {**ACCEPTED, "state": "failed", "trace_id": "c" * 32, "error": error, "result": None}
        self.answers(Reply(202, ACCEPTED), Reply(200, failed))
        with self.assertRaises(ConflictError) as caught:
            self.add()
        raised = caught.exception
        self.assertEqual((raised.code, raised.status, raised.details), (code, 409, {"user_id": "usr_def456"}))
        self.assertEqual((raised.trace_id, raised.operation_id), ("c" * 32, "op_1"))

    def test_texts_of_any_script_arrive_as_they_are(self) -> None:
        name = 'Zürich "Büro" \\ 東京 🦊 \u0000 </script>'
        self.answers(Reply(201, {"name": name}), Reply(200, {"data": [], "next_cursor": None}))
        department = self.client.departments.create(**ORGANIZATION, name=name)
        self.assertEqual(department["name"], name)
        self.assertEqual(self.server.received[0].json, {"name": name})
        list(self.client.departments.list(**ORGANIZATION, name="Büro & Café"))
        self.assertTrue(self.server.received[1].target.endswith("/departments?name=B%C3%BCro+%26+Caf%C3%A9"))

    def test_an_id_stays_one_segment_of_the_path(self) -> None:
        self.answers(Reply(200, {}))
        self.client.organizations.get(organization_id="org/../ü?x={user_id}")
        target = self.server.received[0].target
        self.assertEqual(target, "/v1/organizations/org%2F..%2F%C3%BC%3Fx%3D%7Buser_id%7D")

    def test_an_argument_that_cannot_be_right_is_refused_before_anything_is_sent(self) -> None:
        get = self.client.organizations.get
        for wrong in ("", ".", ".."):
            with self.subTest(organization_id=wrong), self.assertRaises(ValueError):
                get(organization_id=wrong)
        with self.assertRaises(TypeError):
            get(organization_id=None)  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            self.client.departments.add_member("org_xyz789", "dept_abc123", "usr_def456")  # type: ignore[call-overload]
        for timeout in (0, -1, float("nan")):
            with self.subTest(timeout=timeout), self.assertRaises(ValueError):
                get(organization_id="org_xyz789", timeout=timeout)
        for wait in (-1, 61, 0.5, True, "5"):
            with self.subTest(wait=wait), self.assertRaises(ValueError):
                self.add(wait=wait)
        with self.assertRaises(ValueError):
            self.add(idempotency_key="two\r\nlines")
        with self.assertRaises(TypeError):
            self.client.departments.bulk_add_members(**DEPARTMENT)
        with self.assertRaises(TypeError):
            self.client.departments.bulk_add_members(**DEPARTMENT, user_ids=["usr_1"], csv="email\n")
        with self.assertRaisesRegex(ValueError, "time zone"):
            list(self.client.audit_events.list(**ORGANIZATION, from_=datetime(2026, 1, 1)))
        self.assertEqual(self.server.received, [])

    def test_options_that_cannot_be_right_are_refused(self) -> None:
        for wrong in ({"api_key": ""}, {"api_key": "two words"}, {"api_key": "ключ"}, {"api_key": "a\n"}):
            with self.subTest(wrong), self.assertRaises(ValueError):
                self.client_with(**wrong)
        for url in ("roster.example", "ftp://roster.example", "https://", "https://a@b", "https://a/?b", ""):
            with self.subTest(base_url=url), self.assertRaises(ValueError):
                self.client_with(base_url=url)
        with self.assertRaises(TypeError):
            self.client_with(api_key=None)
        with self.assertRaises(ValueError):
            self.client_with(timeout=0)
        with self.assertRaises(ValueError):
            Retry(attempts=0)
        with self.assertRaises(ValueError):
            Retry(first_pause=-1)

    def test_left_out_is_not_null(self) -> None:
        self.answers(Reply(200, {}), Reply(200, {}))
        self.client.departments.update(**DEPARTMENT, description=None)
        self.client.departments.update(**DEPARTMENT, name="New")
        self.assertEqual([request.json for request in self.server.received], [{"description": None}, {"name": "New"}])

    def test_moments_and_flags_are_written_as_the_api_reads_them(self) -> None:
        empty = Reply(200, {"data": [], "next_cursor": None})
        self.answers(empty, empty, Reply(201, {}))
        since = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=1)))
        list(self.client.audit_events.list(**ORGANIZATION, from_=since, to="2026-02-01T00:00:00Z"))
        list(self.list_members(include_descendants=True, limit=5))
        self.client.api_keys.create(**ORGANIZATION, name="key", scopes=["members:read"], expires_at=since)
        events, members, key = self.server.received
        self.assertTrue(events.target.endswith("?from=2026-01-02T03%3A04%3A05%2B01%3A00&to=2026-02-01T00%3A00%3A00Z"))
        self.assertIn("limit=5", members.target)
        self.assertIn("include_descendants=true", members.target)
        self.assertEqual(key.json["expires_at"], "2026-01-02T03:04:05+01:00")

    def test_a_file_is_sent_instead_of_a_list(self) -> None:
        self.answers(Reply(202, {}), Reply(202, {}))
        self.client.departments.bulk_add_members(**DEPARTMENT, csv="email\nzoë@company.com\n", mode="atomic")
        self.client.departments.bulk_add_members(**DEPARTMENT, user_ids=["usr_1"], mode="atomic")
        file, ids = self.server.received
        self.assertEqual(file.headers["Content-Type"], "text/csv")
        self.assertEqual(file.body.decode(), "email\nzoë@company.com\n")
        self.assertTrue(file.target.endswith("/bulk?mode=atomic"))
        self.assertTrue(ids.target.endswith("/bulk"))
        self.assertEqual(ids.json, {"user_ids": ["usr_1"], "mode": "atomic"})

    def test_an_answer_without_a_body_is_none(self) -> None:
        self.answers(Reply(204))
        self.assertIsNone(self.client.departments.remove_member(**DEPARTMENT, user_id="usr_def456"))

    def test_a_token_is_asked_for_before_each_request(self) -> None:
        tokens = iter(["first", "second", "third"])
        client = self.client_with(api_key=lambda: next(tokens))
        self.answers(Reply(503), Reply(200, {}), Reply(200, {}))
        client.organizations.get(**ORGANIZATION)
        client.organizations.get(**ORGANIZATION)
        sent = [request.headers["Authorization"] for request in self.server.received]
        self.assertEqual(sent, ["Bearer first", "Bearer second", "Bearer third"])

    def test_a_request_without_a_method_of_its_own(self) -> None:
        self.answers(Reply(200, body=b"id,action\r\n", headers={"Content-Type": "text/csv", "ETag": '"1"'}))
        path = "/v1/organizations/org_xyz789/audit-events"
        answer = self.client.request("GET", path, query={"user_id": "usr_1"}, headers={"Accept": "text/csv"})
        self.assertEqual((answer.status, answer.body, answer.headers["etag"]), (200, b"id,action\r\n", '"1"'))
        [request] = self.server.received
        self.assertEqual((request.target, request.headers["Accept"]), (f"{path}?user_id=usr_1", "text/csv"))

    def test_the_last_answer_of_a_thread_shows_its_headers(self) -> None:
        self.assertIsNone(self.client.last_response)
        self.answers(Reply(200, {}, headers={"ETag": '"1"'}), Reply(200, {}))
        self.client.departments.get(**DEPARTMENT)
        last = self.client.last_response
        self.assertEqual(last and (last.status, last.headers["etag"]), (200, '"1"'))
        of_another: List[object] = []
        thread = threading.Thread(target=lambda: of_another.append(self.client.last_response))
        thread.start()
        thread.join()
        self.assertEqual(of_another, [None])
        self.client.departments.update(**DEPARTMENT, name="New", if_match='"1"')
        self.assertEqual(self.server.received[1].headers["If-Match"], '"1"')

    def test_a_path_before_that_of_the_api_is_kept(self) -> None:
        self.answers(Reply(200, {}))
        self.client_with(base_url=self.server.url + "/roster/").organizations.get(**ORGANIZATION)
        self.assertEqual(self.server.received[0].target, "/roster/v1/organizations/org_xyz789")


class Connections(ClientCase):
    def test_one_is_used_again(self) -> None:
        self.answers(*[Reply(200, {}) for _ in range(3)])
        for _ in range(3):
            self.client.organizations.get(**ORGANIZATION)
        self.assertEqual(len({request.port for request in self.server.received}), 1)

    def test_one_that_the_server_has_closed_is_replaced_without_a_pause_or_an_attempt(self) -> None:
        client = self.client_with(retry=Retry(attempts=1))
        self.answers(Reply(200, {}), Drop(), Reply(201, MEMBER))
        client.organizations.get(**ORGANIZATION)
        member = client.departments.add_member(**DEPARTMENT, user_id="usr_def456")
        self.assertEqual(member, MEMBER)
        first, dropped, again = self.server.received
        self.assertEqual((dropped.port, dropped.key), (first.port, again.key))
        self.assertNotEqual(again.port, first.port)
        self.assertEqual(self.pauses, [])

    def test_one_that_the_answer_ends_is_not_used_again(self) -> None:
        self.answers(Reply(200, {"id": "a"}, headers={"Connection": "close"}), Reply(200, {"id": "b"}))
        ids = [self.client.organizations.get(**ORGANIZATION)["id"] for _ in range(2)]
        self.assertEqual(ids, ["a", "b"])
        self.assertEqual(len({request.port for request in self.server.received}), 2)

    def test_a_chunked_answer_is_read_to_its_end(self) -> None:
        pieces = b"4\r\n{\"id\r\n6\r\n\": \"a\"\r\n1\r\n}\r\n0\r\n\r\n"
        chunked = Reply(200, body=pieces, headers={"Transfer-Encoding": "chunked"})
        self.answers(chunked, Reply(200, {"id": "b"}))
        ids = [self.client.organizations.get(**ORGANIZATION)["id"] for _ in range(2)]
        self.assertEqual(ids, ["a", "b"])
        self.assertEqual(len({request.port for request in self.server.received}), 1)

    def test_threads_share_a_client(self) -> None:
        count = 20
        self.answers(*[Reply(201, MEMBER) for _ in range(count)])
        failed = []

        def add() -> None:
            try:
                self.assertEqual(self.add(), MEMBER)
            except Exception as error:  # A thread's exception is not the test's.
                failed.append(error)

        threads = [threading.Thread(target=add) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failed, [])
        self.assertEqual(len({request.key for request in self.server.received}), count)

    def test_a_closed_client_can_still_be_used(self) -> None:
        self.answers(Reply(200, {}), Reply(200, {}))
        with self.client as client:
            client.organizations.get(**ORGANIZATION)
        client.organizations.get(**ORGANIZATION)
        self.assertEqual(len({request.port for request in self.server.received}), 2)

    def test_no_server(self) -> None:
        gone = Server()
        gone.close()
        with self.assertRaises(ConnectionError) as caught:
            self.client_with(base_url=gone.url).organizations.get(**ORGANIZATION)
        self.assertIsInstance(caught.exception, RosterError)
        self.assertIsInstance(caught.exception, builtins.ConnectionError)
        self.assertIsInstance(caught.exception.__cause__, ConnectionRefusedError)
        self.assertEqual((caught.exception.code, caught.exception.status), ("CONNECTION_FAILED", 0))
        self.assertEqual(len(self.pauses), 3)
