"""An organization that has moved to another cell."""

from __future__ import annotations

from roster import RosterError
from roster._cells import redirect_of
from roster._http import Response

from .case import MEMBER, ORGANIZATION, ClientCase
from .server import Reply, Server

PAGE: dict[str, object] = {"data": [], "next_cursor": None}
MEMBERS = "/v1/organizations/org_xyz789/departments/dept_abc123/members"


def moved(location: str, status: int = 308, code: str = "ORGANIZATION_MOVED") -> Reply:
    error = {"code": code, "message": "It has moved.", "details": {"location": location}, "trace_id": "a" * 32}
    headers = {"Location": location, "Consistency-Token": "of the former"}
    return Reply(status, {"success": False, "error": error}, headers=headers)


class Moves(ClientCase):
    def setUp(self) -> None:
        super().setUp()
        self.new = Server()
        self.addCleanup(self.new.close)

    def test_are_followed_with_method_body_token_and_key(self) -> None:
        self.answers(moved(f"{self.new.url}{MEMBERS}"))
        self.new.replies = [Reply(201, MEMBER)]
        self.assertEqual(self.add(idempotency_key="mine"), MEMBER)
        [request] = self.new.received
        self.assertEqual((request.method, request.target, request.json), ("POST", MEMBERS, {"user_id": "usr_def456"}))
        self.assertEqual((request.headers["Authorization"], request.key), ("Bearer secret", "mine"))

    def test_each_cell_is_sent_its_own_consistency_token(self) -> None:
        self.answers(*[moved(f"{self.new.url}{MEMBERS}") for _ in range(2)])
        self.new.replies = [Reply(201, MEMBER, headers={"Consistency-Token": "of the new"}), Reply(200, PAGE)]
        self.add()
        list(self.list_members())
        sent = [[request.headers["Consistency-Token"] for request in cell.received] for cell in (self.server, self.new)]
        self.assertEqual(sent, [[None, "of the former"], [None, "of the new"]])

    def test_a_token_that_the_caller_gives_stays_in_the_first_cell(self) -> None:
        self.answers(moved(f"{self.new.url}/v1/me"))
        self.new.replies = [Reply(200, {})]
        self.client.request("GET", "/v1/me", headers={"Consistency-Token": "mine"})
        [request] = self.new.received
        self.assertIsNone(request.headers["Consistency-Token"])

    def test_lead_through_three_cells_at_most(self) -> None:
        self.answers(*[moved(f"{self.server.url}/v1/me") for _ in range(9)])
        with self.assertRaises(RosterError) as caught:
            self.client.organizations.get(**ORGANIZATION)
        self.assertEqual((caught.exception.code, len(self.server.received)), ("ORGANIZATION_MOVED", 4))

    def test_are_errors_when_they_are_not_to_be_followed(self) -> None:
        self.client = self.client_with(follow_moves=False)
        self.answers(moved(f"{self.new.url}{MEMBERS}"))
        with self.assertRaises(RosterError) as caught:
            self.add()
        self.assertEqual(caught.exception.details["location"], f"{self.new.url}{MEMBERS}")
        self.assertEqual(self.new.received, [])

    def test_no_other_redirect_gets_the_token(self) -> None:
        location = f"{self.new.url}{MEMBERS}"
        for reply in (moved(location, status=307), moved(location, code="OTHER"), moved(f"{self.new.url}/login")):
            with self.subTest(reply), self.assertRaises(RosterError):
                self.answers(reply)
                self.add()
        self.assertEqual(self.new.received, [])

    def test_never_lead_from_https_to_http(self) -> None:
        body = b'{"success":false,"error":{"code":"ORGANIZATION_MOVED","message":"","details":{},"trace_id":""}}'
        ways = {
            ("https://eu1.example", "https://eu2.example"): True,
            ("https://eu1.example", "http://eu2.example"): False,
            ("http://eu1.example", "http://eu2.example"): True,
            ("http://eu1.example", "https://eu2.example"): True,
            ("http://eu1.example", "ftp://eu2.example"): False,
        }
        for (sent_to, base_url), is_followed in ways.items():
            with self.subTest(sent_to=sent_to, base_url=base_url):
                answer = Response(308, {"location": f"{base_url}/v1/me?limit=1"}, body)
                expected = (base_url, "/v1/me?limit=1") if is_followed else None
                self.assertEqual(redirect_of(answer, sent_to), expected)
