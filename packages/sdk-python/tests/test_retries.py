"""When a request is sent again."""

from __future__ import annotations

import builtins
import email.utils
import time
from typing import Dict, Union
from unittest import mock

from roster import (
    ConflictError,
    ConnectionError,
    RateLimitedError,
    Retry,
    ServerError,
    TimeoutError,
    ValidationError,
)

from .case import MEMBER, ORGANIZATION, ClientCase
from .server import Drop, Reply, Silence, failure


class Retries(ClientCase):
    def test_follow_what_may_pass_with_the_same_key_and_body(self) -> None:
        reasons: Dict[str, Union[Reply, Drop]] = {
            "a lost connection": Drop(),
            "an answer that breaks off": Reply(201, MEMBER, missing=5),
            "429": failure("RATE_LIMITED", 429, Retry_After="0"),
            "502 of a proxy": Reply(502, body=b"<html>"),
            "503": failure("OVERLOADED", 503),
            "504 of a proxy": Reply(504, body=b""),
        }
        for reason, reply in reasons.items():
            with self.subTest(reason):
                self.client = self.client_with()
                self.server.received.clear()
                self.answers(reply, Reply(201, MEMBER))
                self.assertEqual(self.add(), MEMBER)
                first, second = self.server.received
                self.assertEqual(second.key, first.key)
                self.assertEqual(second.body, b'{"user_id":"usr_def456"}')

    def test_follow_a_read_too(self) -> None:
        self.answers(failure("SERVICE_UNAVAILABLE", 503), Reply(200, {"id": "org_xyz789"}))
        self.assertEqual(self.client.organizations.get(**ORGANIZATION), {"id": "org_xyz789"})

    def test_do_not_follow_what_stays_wrong(self) -> None:
        wrong = [
            (failure("DEPARTMENT_MEMBERSHIP_DUPLICATE", 409), ConflictError),
            (failure("VALIDATION_FAILED", 422), ValidationError),
            (failure("INTERNAL_ERROR", 500), ServerError),
        ]
        for reply, error in wrong:
            with self.subTest(status=reply.status):
                self.server.received.clear()
                self.answers(reply)
                with self.assertRaises(error):
                    self.add()
                self.assertEqual(len(self.server.received), 1)

    def test_end_after_as_many_attempts_as_they_may_be(self) -> None:
        self.client = self.client_with(retry=Retry(attempts=3))
        self.answers(*[failure("OVERLOADED", 503) for _ in range(9)])
        with self.assertRaises(ServerError) as caught:
            self.add()
        self.assertEqual(caught.exception.code, "OVERLOADED")
        self.assertEqual(len(self.server.received), 3)

    def test_can_be_switched_off(self) -> None:
        self.client = self.client_with(retry=Retry(attempts=1))
        self.answers(Drop())
        with self.assertRaises(ConnectionError):
            self.add()
        self.assertEqual(len(self.server.received), 1)

    def test_pauses_double_and_are_jittered(self) -> None:
        with mock.patch("random.random", lambda: 0.5):
            self.answers(*[failure("OVERLOADED", 503) for _ in range(3)], Reply(201, MEMBER))
            self.add()
        self.assertEqual(self.pauses, [0.1, 0.2, 0.4])

    def test_wait_as_long_as_retry_after_says(self) -> None:
        date = email.utils.formatdate(time.time() + 30, usegmt=True)
        unreadable = "soon"
        self.answers(*[failure("OVERLOADED", 503, Retry_After=value) for value in ("7", date, unreadable)], Reply(201, MEMBER))
        self.add()
        seconds, until, unknown = self.pauses
        self.assertEqual(seconds, 7)
        # At most the 30 s, and more than any jitter.
        self.assertTrue(1 < until <= 30, until)
        self.assertLess(unknown, 1)

    def test_do_not_wait_for_a_retry_after_that_is_too_far_away(self) -> None:
        self.answers(failure("RATE_LIMITED", 429, Retry_After="3600"))
        with self.assertRaises(RateLimitedError) as caught:
            self.add()
        self.assertEqual(caught.exception.retry_after, 3600)
        self.assertEqual(self.pauses, [])

    def test_do_not_outlast_the_timeout_of_the_call(self) -> None:
        self.answers(failure("OVERLOADED", 503, Retry_After="50"))
        with self.assertRaises(ServerError) as caught:
            self.add(timeout=40)
        self.assertEqual((caught.exception.code, caught.exception.retry_after), ("OVERLOADED", 50))
        self.assertEqual((len(self.server.received), self.pauses), (1, []))

    def test_do_not_follow_silence_which_ends_with_an_error_that_says_so(self) -> None:
        self.answers(Silence())
        with self.assertRaises(TimeoutError) as caught:
            self.add(timeout=0.05)
        self.assertIsInstance(caught.exception, builtins.TimeoutError)
        self.assertEqual((caught.exception.code, caught.exception.status), ("TIMEOUT", 0))
        self.assertEqual(self.pauses, [])

    def test_an_answer_that_comes_bit_by_bit_ends_with_the_timeout(self) -> None:
        self.answers(Reply(201, MEMBER, stalls=True))
        with self.assertRaises(TimeoutError):
            self.add(timeout=0.2)
