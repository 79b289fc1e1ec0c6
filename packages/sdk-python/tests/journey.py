"""
A company keeps its whole directory with the Python SDK, on a running API. Each test goes on where the one before ended.

usage: ROSTER_URL=… ACCESS_TOKEN=… PROVISIONING_TOKEN=… python3 -m unittest tests.journey
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import unittest
import uuid
from pathlib import Path
from typing import Any, Dict, List, Set
from unittest import mock

from roster import (
    AuthenticationError,
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    PreconditionFailedError,
    Roster,
    ValidationError,
    is_operation,
)
from roster._http import Connections, Response

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"
ORGANIZATION: Dict[str, Any] = {"organization_id": "org_xyz789"}


class CalledOperations:
    """Notes which operations of the OpenAPI document were called and answered as they should be."""

    def __init__(self) -> None:
        paths = json.loads(DOCUMENT.read_text("utf-8"))["paths"]
        self._documented = [
            (operation["operationId"], method.upper(), path)
            for path, methods in paths.items()
            for method, operation in methods.items()
        ]
        self._called: Set[str] = set()
        self._exchange = Connections.exchange
        self.patch = mock.patch.object(Connections, "exchange", lambda *request: self._note(*request))

    def _note(self, connections: Connections, method: str, target: str, *rest: Any) -> Response:
        response = self._exchange(connections, method, target, *rest)
        if response.status < 400:
            # `departments/tree` also looks like a department of this id: the path with fewer parameters is meant.
            meant = min(
                (path.count("{"), name)
                for name, verb, path in self._documented
                if verb == method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), target.split("?")[0])
            )
            self._called.add(meant[1])
        return response

    @property
    def missing(self) -> List[str]:
        return [name for name, _, _ in self._documented if name not in self._called]


class Journey(unittest.TestCase):
    """Names like `test_03_…`, as the order is that of the names."""

    called: CalledOperations
    client: Roster
    people: List[str] = []
    region: Dict[str, Any]
    team: Dict[str, Any]
    bulk: Dict[str, Any]

    @classmethod
    def setUpClass(cls) -> None:
        cls.called = CalledOperations()
        cls.called.patch.start()
        cls.addClassCleanup(cls.called.patch.stop)
        cls.client = cls.client_of(os.environ["ACCESS_TOKEN"])

    @classmethod
    def client_of(cls, token: str) -> Roster:
        client = Roster(api_key=token, base_url=os.environ["ROSTER_URL"])
        cls.addClassCleanup(client.close)
        return client

    def person(self, number: int) -> Dict[str, Any]:
        return {**ORGANIZATION, "user_id": self.people[number]}

    def test_01_a_company_gets_its_organization_its_owner_and_its_first_key(self) -> None:
        owner: Any = {"full_name": "Olga Owner", "email": "olga@python.example"}
        provisioner = self.client_of(os.environ["PROVISIONING_TOKEN"])
        key = str(uuid.uuid4())
        made = provisioner.organizations.create(name="Python Ltd", owner=owner, idempotency_key=key)
        again = provisioner.organizations.create(name="Python Ltd", owner=owner, idempotency_key=key)
        self.assertEqual(again, made)
        with self.assertRaises(PermissionDeniedError):
            self.client.organizations.create(name="Python Ltd", owner=owner)
        organization_id = made["organization"]["id"]
        own = self.client_of(made["api_key"]["token"])
        self.assertEqual(list(own.members.list(organization_id=organization_id)), [made["owner"]])
        with self.assertRaises(NotFoundError) as caught:
            self.client.organizations.get(organization_id=organization_id)
        self.assertEqual(caught.exception.code, "ORGANIZATION_NOT_FOUND")

    def test_02_the_organization_gets_another_name_and_its_own_back(self) -> None:
        before = self.client.organizations.get(**ORGANIZATION)
        renamed = self.client.organizations.update(**ORGANIZATION, name="Zoë’s Company 東京")
        self.assertEqual(renamed, {**before, "name": "Zoë’s Company 東京"})
        self.assertEqual(self.client.organizations.update(**ORGANIZATION, name=before["name"]), before)

    def test_03_people_are_taken_in_get_roles_and_are_found(self) -> None:
        members = self.client.members
        for name in ("Pia", "Pio", "Pya"):
            person = members.create(**ORGANIZATION, full_name=f"{name} Python", email=f"{name}@python.example")
            self.people.append(person["user_id"])
        self.assertEqual(members.update(**self.person(0), role="admin")["role"], "admin")
        self.assertEqual(members.update(**self.person(1), status="deactivated")["status"], "deactivated")
        members.update(**self.person(1), status="active")
        self.assertEqual(members.get(**self.person(1))["status"], "active")
        found = [person["user_id"] for person in members.list(**ORGANIZATION, q="@PYTHON.example", limit=2)]
        self.assertEqual(found, sorted(self.people))
        by_name = members.list(**ORGANIZATION, q="@PYTHON.example", limit=2, sort="full_name")
        self.assertEqual([person["full_name"] for person in by_name], ["Pia Python", "Pio Python", "Pya Python"])
        with self.assertRaises(ValidationError) as caught:
            members.create(**ORGANIZATION, full_name="", email="nowhere")
        self.assertEqual(caught.exception.code, "VALIDATION_FAILED")

    def test_04_departments_make_a_tree_and_a_stale_change_is_refused(self) -> None:
        departments = self.client.departments
        region = departments.create(**ORGANIZATION, name="Python Region")["id"]
        team = departments.create(**ORGANIZATION, name="Python Team", description="New", parent_id=None)["id"]
        type(self).region = {**ORGANIZATION, "department_id": region}
        type(self).team = {**ORGANIZATION, "department_id": team}
        tried = departments.reparent(**self.team, parent_id=region, dry_run=True)
        moved = departments.reparent(**self.team, parent_id=region)
        self.assertEqual((tried["dry_run"], moved["dry_run"]), (True, False))
        self.assertEqual((moved["after"], moved["departments_moved"]), (tried["after"], 1))

        self.assertEqual(departments.get(**self.team)["description"], "New")
        last = self.client.last_response
        assert last is not None
        seen = last.headers["etag"]
        changed = departments.update(**self.team, description=None, if_match=seen)
        self.assertEqual((changed["description"], changed["path"]), (None, "Python Region/Python Team"))
        with self.assertRaises(PreconditionFailedError):
            departments.update(**self.team, description="Second", if_match=seen)
        children = departments.list(**ORGANIZATION, parent=region, sort="-name")
        self.assertEqual([child["id"] for child in children], [team])

    def test_05_members_are_added_put_moved_found_and_removed(self) -> None:
        departments = self.client.departments
        pia, pio, pya = self.people
        added = departments.add_member(**self.team, user_id=pia)
        self.assertEqual((added["user_id"], added["full_name"]), (pia, "Pia Python"))
        with self.assertRaises(ConflictError) as caught:
            departments.add_member(**self.team, user_id=pia)
        self.assertEqual(caught.exception.code, "DEPARTMENT_MEMBERSHIP_DUPLICATE")
        self.assertEqual(caught.exception.details["user_id"], pia)
        self.assertIsNotNone(caught.exception.operation_id)
        for status in (201, 200):
            departments.put_member(**self.team, user_id=pio)
            last = self.client.last_response
            self.assertEqual(last and last.status, status)

        accepted = departments.put_member(**self.region, user_id=pya, wait=0)
        if not is_operation(accepted):
            self.fail("the change was not answered with its operation")
        operation = self.client.wait_for_operation(**ORGANIZATION, operation_id=accepted["id"])
        self.assertEqual((operation["state"], operation["error"]), ("done", None))

        departments.move_member(**self.team, user_id=pio, to_department_id=self.region["department_id"])
        self.assertEqual(departments.get_member(**self.region, user_id=pio)["user_id"], pio)
        listed = departments.list_members(**self.region, sort="full_name")
        self.assertEqual([member["user_id"] for member in listed], [pio, pya])
        below = departments.list_members(**self.region, sort="full_name", include_descendants=True, limit=1)
        self.assertEqual([member["user_id"] for member in below], [pia, pio, pya])
        of_person = self.client.members.list_departments(**self.person(1))
        self.assertEqual([one["department_id"] for one in of_person], [self.region["department_id"]])
        tree = departments.get_tree(**ORGANIZATION, root=self.region["department_id"], depth=1)["data"]
        self.assertEqual([(node["member_count"], node["total_member_count"]) for node in tree], [(2, 3)])
        departments.remove_member(**self.region, user_id=pya)
        with self.assertRaises(NotFoundError):
            departments.get_member(**self.region, user_id=pya)

    def test_06_a_change_whose_answer_is_lost_is_made_once(self) -> None:
        lost: List[Response] = []
        exchange = Connections.exchange

        def lose_the_first(*request: Any) -> Response:
            response = exchange(*request)
            if not lost:
                lost.append(response)
                raise ConnectionResetError("the answer was lost")
            return response

        with mock.patch.object(Connections, "exchange", lose_the_first):
            added = self.client.departments.add_member(**self.team, user_id=self.people[2])
        self.assertEqual((added["user_id"], [response.status for response in lost]), (self.people[2], [201]))
        events = self.client.audit_events.list(**self.team, user_id=self.people[2])
        self.assertEqual([event["action"] for event in events], ["member.add"])
        self.client.departments.remove_member(**self.team, user_id=self.people[2])
        copy = sorted(member["user_id"] for member in self.client.departments.list_members(**self.team))
        own = hashlib.sha256("".join(f"{user_id}\n" for user_id in copy).encode()).hexdigest()
        for page in self.client.events(**self.team, wait=1).pages():
            if self.client.departments.get_digest(**self.team, at=page["next_cursor"])["digest"] == own:
                break

    def test_07_many_are_added_at_once_and_those_left_out_are_told(self) -> None:
        # One is there already; he and nobody are left out.
        seen: List[Any] = []
        result = self.client.bulk_add(
            **self.region, user_ids=[*self.people, "usr_nobody"], on_progress=seen.append
        )
        self.assertEqual((result.total, result.added, result.rejected, result.cancelled), (4, 2, 2, 0))
        self.assertEqual((seen[-1].done, seen[-1].total), (4, 4))
        codes = [item["error"]["code"] for item in result.items("rejected") if item["error"]]
        self.assertEqual(codes, ["DEPARTMENT_MEMBERSHIP_DUPLICATE", "MEMBER_NOT_FOUND"])
        by_address = self.client.bulk_add(**self.team, emails=["Pya@python.example", "nobody@python.example"])
        self.assertEqual((by_address.added, by_address.rejected), (1, 1))
        type(self).bulk = {**ORGANIZATION, "operation_id": result.operations[0]["id"]}
        again = self.client.operations.retry(**self.bulk, wait=30)
        assert again["summary"] is not None
        self.assertEqual((again["state"], again["summary"]["total"], again["summary"]["added"]), ("done", 2, 0))
        self.assertEqual(self.client.operations.get(**self.bulk)["state"], "done")
        answered = self.client.departments.bulk_add_members(**self.team, csv="user_id\nusr_nobody\n", wait=30)
        self.assertEqual(answered["state"], "done")

    def test_08_a_membership_is_asked_for_approved_and_denied(self) -> None:
        requests = self.client.membership_requests
        self.client.departments.remove_member(**self.region, user_id=self.people[2])
        asked = requests.create(**self.region, user_id=self.people[2], reason="Joins in March.")
        with self.assertRaises(ConflictError):
            requests.create(**self.region, user_id=self.people[2])
        denied = requests.decide(**self.region, request_id=asked["id"], decision="deny")
        self.assertEqual((asked["status"], denied["status"]), ("pending", "denied"))
        again = requests.create(**self.region, user_id=self.people[2])
        approved = requests.decide(**self.region, request_id=again["id"], decision="approve")
        self.assertEqual(requests.get(**self.region, request_id=again["id"]), approved)
        listed = [request["id"] for request in requests.list(**self.region, limit=1)]
        self.assertEqual(listed, [again["id"], asked["id"]])

    def test_09_an_operation_that_has_not_begun_can_be_cancelled(self) -> None:
        with self.assertRaises(ConflictError):
            self.client.operations.cancel(**self.bulk)
        user_ids = [f"usr_nobody{number}" for number in range(5_000)]
        state = ""
        # Which of the two comes first is not ours to say, so it is asked until the cancellation does.
        while state != "cancelled":
            sent = self.client.departments.bulk_add_members(**self.team, user_ids=user_ids, wait=0)
            try:
                state = self.client.operations.cancel(**ORGANIZATION, operation_id=sent["id"])["state"]
            except ConflictError:
                pass

    def test_10_an_integration_gets_a_key_that_is_rotated_and_revoked(self) -> None:
        keys = self.client.api_keys
        issued = keys.create(**ORGANIZATION, name="python", scopes=["members:read"], expires_at=None)
        integration = self.client_of(issued["token"])
        caller = integration.me.get()
        self.assertEqual((caller["id"], caller["scopes"]), (issued["id"], ["members:read"]))
        self.assertEqual(keys.get(**ORGANIZATION, key_id=issued["id"])["name"], "python")
        self.assertEqual(len(list(integration.departments.list_members(**self.region))), 3)
        with self.assertRaises(PermissionDeniedError):
            integration.departments.add_member(**self.team, user_id=self.people[0])
        following = keys.rotate(**ORGANIZATION, key_id=issued["id"], overlap_seconds=60)
        for token in (issued["token"], following["token"]):
            self.client_of(token).departments.list_members(**self.region).page()
        self.assertEqual(following["created_by"], issued["created_by"])
        keys.revoke(**ORGANIZATION, key_id=following["id"], children="revoke")
        revoked = [key["id"] for key in keys.list(**ORGANIZATION, status="revoked")]
        self.assertIn(following["id"], revoked)

    def test_11_an_identity_provider_is_connected_over_scim_and_disconnected(self) -> None:
        connections = self.client.scim_connections
        issued = connections.create(**ORGANIZATION, name="Okta", adopt=True)
        connection = {**ORGANIZATION, "connection_id": issued["id"]}
        self.assertTrue(issued["base_url"].endswith("/scim/v2"))
        with self.assertRaises(AuthenticationError):
            self.client_of(issued["token"]).me.get()
        connections.update(**connection, on_delete="remove", department_mapping="membership")
        changed = connections.get(**connection)
        self.assertEqual((changed["on_delete"], changed["department_mapping"]), ("remove", "membership"))
        rotated = connections.rotate(**connection, overlap_seconds=0)
        self.assertNotEqual(rotated["token"], issued["token"])
        self.assertEqual(rotated["former_token_expires_at"], None)
        self.assertIn(issued["id"], [each["id"] for each in connections.list(**ORGANIZATION)])
        connections.delete(**connection)
        with self.assertRaises(NotFoundError):
            connections.get(**connection)

    def test_12_a_slack_workspace_is_connected_and_its_users_are_told(self) -> None:
        link = self.client.slack.create_link(**ORGANIZATION)
        self.assertIn("/slack/install?link=", link["url"])
        # The workspace that `npm run slack:try` has connected.
        self.client.slack.link_user(
            **ORGANIZATION, workspace_id="T0DEMO", slack_user_id="U0PYTHON", user_id=self.people[0]
        )
        workspace = self.client.slack.get_workspace(**ORGANIZATION, workspace_id="T0DEMO")
        self.assertEqual(workspace["status"], "connected")
        self.assertEqual([each["id"] for each in self.client.slack.list_workspaces(**ORGANIZATION)], ["T0DEMO"])
        linked = self.client.slack.list_users(**ORGANIZATION, workspace_id="T0DEMO", user_id=self.people[0])
        self.assertEqual([each["slack_user_id"] for each in linked], ["U0PYTHON"])
        self.client.slack.unlink_user(**ORGANIZATION, workspace_id="T0DEMO", slack_user_id="U0PYTHON")
        with self.assertRaises(NotFoundError):
            self.client.slack.disconnect_workspace(**ORGANIZATION, workspace_id="T0ELSEWHERE")
        self.client.slack.disconnect_workspace(**ORGANIZATION, workspace_id="T0DEMO")
        workspace = self.client.slack.get_workspace(**ORGANIZATION, workspace_id="T0DEMO")
        self.assertEqual((workspace["status"], workspace["disconnect_reason"]), ("disconnected", "disconnected"))

    def test_13_a_webhook_endpoint_is_told_of_a_department(self) -> None:
        endpoints = self.client.webhook_endpoints
        url = "https://127.0.0.1:1/python"
        made = endpoints.create(**ORGANIZATION, url=url, department_id=self.team["department_id"])
        endpoint = {**ORGANIZATION, "webhook_endpoint_id": made["id"]}
        self.assertEqual(endpoints.update(**endpoint, description="Python")["url"], url)
        self.assertNotEqual(endpoints.rotate_secret(**endpoint, overlap_seconds=0)["secret"], made["secret"])
        self.assertEqual(endpoints.test(**endpoint)["error"], "The connection was refused.")
        endpoints.replay(**endpoint, since=made["created_at"])
        self.assertLessEqual({delivery["state"] for delivery in endpoints.list_deliveries(**endpoint)}, {"pending"})
        self.assertEqual(endpoints.get(**endpoint)["description"], "Python")
        endpoints.delete(**endpoint)
        self.assertNotIn(made["id"], [left["id"] for left in endpoints.list(**ORGANIZATION)])

    def test_14_what_is_deleted_must_be_empty_unless_it_is_said_what_becomes_of_the_rest(self) -> None:
        departments = self.client.departments
        with self.assertRaises(ConflictError) as caught:
            departments.delete(**self.region)
        self.assertEqual(caught.exception.code, "DEPARTMENT_NOT_EMPTY")
        departments.delete(**self.region, children="cascade", members="remove")
        for department in (self.region, self.team):
            with self.assertRaises(NotFoundError):
                departments.get(**department)
        for number in range(len(self.people)):
            self.client.members.remove(**self.person(number))

    def test_15_the_audit_tells_all_of_it_page_by_page_and_as_csv(self) -> None:
        department_id = self.team["department_id"]
        events = self.client.audit_events.list(**ORGANIZATION, department_id=department_id, limit=3)
        actions = [event["action"] for event in events]
        expected = {"department.create", "department.reparent", "department.update", "member.add", "department.delete"}
        self.assertLessEqual(expected, set(actions))
        rows = list(csv.DictReader(io.StringIO(events.csv(), newline="")))
        self.assertEqual([row["action"] for row in rows], actions)

    def test_16_the_feed_tells_all_of_it_in_order(self) -> None:
        department_id = self.team["department_id"]
        sequence = []
        for event in self.client.events(**ORGANIZATION, department_id=department_id):
            sequence.append(event["sequence"])
            if event["type"] == "department.deleted":
                break
        self.assertEqual(sequence, list(range(1, len(sequence) + 1)))

    def test_17_everything_was_called_that_the_document_promises(self) -> None:
        self.assertEqual(self.called.missing, [])
