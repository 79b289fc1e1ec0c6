"""Reads show what the same client has changed."""

from __future__ import annotations

import unittest

from roster._consistency import ConsistencyTokens

from .case import MEMBER, ClientCase
from .server import Reply

PAGE: dict[str, object] = {"data": [], "next_cursor": None}


class Consistency(ClientCase):
    def test_reads_send_the_token_of_the_last_write_and_none_before_the_first(self) -> None:
        written = [Reply(201, MEMBER, headers={"Consistency-Token": token}) for token in ("one", "two")]
        self.answers(Reply(200, PAGE), written[0], Reply(200, PAGE), written[1], Reply(200, PAGE))
        list(self.list_members())
        self.add()
        list(self.list_members())
        self.add()
        list(self.list_members())
        sent = [request.headers["Consistency-Token"] for request in self.server.received]
        self.assertEqual(sent, [None, None, "one", None, "two"])


class Tokens(unittest.TestCase):
    def test_of_writes_that_overlap_each_token_is_kept_until_one_covers_them(self) -> None:
        tokens = ConsistencyTokens()
        first, second = tokens.begin(), tokens.begin()
        tokens.learn("later", second)
        tokens.learn("earlier", first)
        self.assertEqual(tokens.header, "later, earlier")
        tokens.learn(None, tokens.begin())
        self.assertEqual(tokens.header, "later, earlier")
        tokens.learn("last", tokens.begin())
        self.assertEqual(tokens.header, "last")
