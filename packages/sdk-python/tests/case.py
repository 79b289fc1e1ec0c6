"""What the tests of the client share."""

from __future__ import annotations

import unittest
from typing import Any, Dict, List, Union
from unittest import mock

from roster import Roster

from .server import Drop, Reply, Server, Silence

ORGANIZATION: Dict[str, Any] = {"organization_id": "org_xyz789"}
DEPARTMENT: Dict[str, Any] = {**ORGANIZATION, "department_id": "dept_abc123"}
MEMBER = {"user_id": "usr_def456", "full_name": "Jane Smith", "email": "jane@company.com", "added_at": "now"}


class ClientCase(unittest.TestCase):
    """A client of a server that each test prepares. Pauses are noted instead of made."""

    def setUp(self) -> None:
        self.server = Server()
        self.addCleanup(self.server.close)
        self.client = self.client_with()
        self.pauses: List[float] = []
        for module in ("roster._retry", "roster._operations"):
            patch = mock.patch(f"{module}.sleep", self.pauses.append)
            patch.start()
            self.addCleanup(patch.stop)

    def client_with(self, **options: Any) -> Roster:
        client = Roster(**{"api_key": "secret", "base_url": self.server.url, **options})
        self.addCleanup(client.close)
        return client

    def answers(self, *replies: Union[Reply, Drop, Silence]) -> None:
        self.server.replies = list(replies)

    def add(self, **options: Any) -> Any:
        return self.client.departments.add_member(**DEPARTMENT, user_id="usr_def456", **options)

    def list_members(self, **options: Any) -> Any:
        return self.client.departments.list_members(**DEPARTMENT, **options)
