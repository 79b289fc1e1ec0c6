"""The verification of webhooks."""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
import unittest
from typing import Any, Dict, List
from unittest import mock

from roster import WebhookVerificationError, verify_webhook

SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
OTHER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOW = 1_614_265_330
ID = "evt_6d74979592b2f4d1687541ae56d87561"
EVENT = {"id": ID, "type": "department.deleted", "sequence": 2, "data": {"department_id": "dept_abc123", "note": "Zoë"}}
BODY = json.dumps(EVENT, ensure_ascii=False)


def sign(body: str, secret: str, webhook_id: str = ID, timestamp: int = NOW) -> str:
    key = base64.b64decode(secret[len("whsec_") :])
    signed = f"{webhook_id}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers_of(body: str = BODY, **changes: str) -> Dict[str, str]:
    own = {"webhook-id": ID, "webhook-timestamp": str(NOW), "webhook-signature": sign(body, SECRET)}
    return {**own, **{name.replace("_", "-"): value for name, value in changes.items()}}


class Webhooks(unittest.TestCase):
    def setUp(self) -> None:
        patch = mock.patch("roster._webhooks.now", lambda: float(NOW))
        patch.start()
        self.addCleanup(patch.stop)

    def problem(self, body: Any = BODY, headers: Any = None, secret: Any = SECRET, **options: Any) -> str:
        with self.assertRaises(WebhookVerificationError) as raised:
            verify_webhook(body, headers or headers_of(), secret, **options)
        return raised.exception.problem

    def test_are_signed_as_the_specification_shows(self) -> None:
        # From the tests of the reference implementations.
        self.assertEqual(
            sign('{"test": 2432232314}', OTHER, "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        )

    def test_give_their_event(self) -> None:
        self.assertEqual(verify_webhook(BODY, headers_of(), SECRET), EVENT)
        capitals = {name.title(): value for name, value in headers_of().items()}
        self.assertEqual(verify_webhook(BODY.encode(), capitals, [OTHER, SECRET]), EVENT)

    def test_may_have_several_signatures(self) -> None:
        signatures = f"v1a,AAAA v1,?? {sign(BODY, OTHER)} {sign(BODY, SECRET)}"
        for secret in (SECRET, OTHER):
            self.assertEqual(verify_webhook(BODY, headers_of(webhook_signature=signatures), secret), EVENT)

    def test_are_refused_when_they_were_changed_or_signed_by_somebody_else(self) -> None:
        self.assertEqual(self.problem(body=BODY.replace("abc123", "abc124")), "signature")
        self.assertEqual(self.problem(secret=OTHER), "signature")
        for changes in ({"webhook_id": "evt_x"}, {"webhook_timestamp": str(NOW + 1)}, {"webhook_signature": "v1,"}):
            self.assertEqual(self.problem(headers=headers_of(**changes)), "signature")

    def test_are_refused_when_they_are_not_of_now(self) -> None:
        for age in (-301, 301):
            timestamp = NOW - age
            changes = {"webhook_timestamp": str(timestamp), "webhook_signature": sign(BODY, SECRET, ID, timestamp)}
            self.assertEqual(self.problem(headers=headers_of(**changes)), "timestamp")
            self.assertEqual(verify_webhook(BODY, headers_of(**changes), SECRET, tolerance=400), EVENT)

    def test_need_their_headers(self) -> None:
        for name in headers_of():
            headers = {other: value for other, value in headers_of().items() if other != name}
            self.assertEqual(self.problem(headers=headers), "headers")
        for timestamp in ("1e9", "-1", "soon", "٣"):
            self.assertEqual(self.problem(headers=headers_of(webhook_timestamp=timestamp)), "headers")

    def test_are_refused_when_they_are_no_event(self) -> None:
        for body in ("{", "null", "[]", '{"id":"evt_1"}'):
            self.assertEqual(self.problem(body=body, headers=headers_of(body)), "body")

    def test_are_not_verified_without_a_secret(self) -> None:
        secrets: List[Any] = ["", "secret", "whsec_", "whsec_???", []]
        for secret in secrets:
            with self.assertRaises(ValueError) as raised:
                verify_webhook(BODY, headers_of(), secret)
            self.assertNotIsInstance(raised.exception, WebhookVerificationError)

    def test_have_an_error_that_can_be_copied(self) -> None:
        error = WebhookVerificationError("It is old.", "timestamp")
        self.assertEqual((str(copy.copy(error)), copy.copy(error).problem), ("It is old.", "timestamp"))
