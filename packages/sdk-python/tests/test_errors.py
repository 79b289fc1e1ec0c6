"""What an error says."""

from __future__ import annotations

import pickle

import roster
from roster import ConnectionError, NotFoundError, RosterError, TimeoutError

from .case import ORGANIZATION, ClientCase
from .server import Reply, failure


class Errors(ClientCase):
    def caught(self, reply: Reply) -> RosterError:
        self.client = self.client_with(retry=roster.Retry(attempts=1))
        self.answers(reply)
        with self.assertRaises(RosterError) as caught:
            self.client.organizations.get(**ORGANIZATION)
        return caught.exception

    def test_say_what_the_api_said(self) -> None:
        error = self.caught(failure("MEMBER_NOT_FOUND", 404, operation_id="op_1"))
        self.assertIsInstance(error, NotFoundError)
        self.assertEqual((error.code, error.status, error.message), ("MEMBER_NOT_FOUND", 404, "No."))
        self.assertEqual(error.details, {"user_id": "usr_def456"})
        self.assertEqual((error.trace_id, error.operation_id), ("a" * 32, "op_1"))
        self.assertEqual(str(error), f"No. (404 MEMBER_NOT_FOUND, trace {'a' * 32})")

    def test_have_a_class_by_their_status(self) -> None:
        classes = {
            400: "BadRequestError",
            401: "AuthenticationError",
            403: "PermissionDeniedError",
            404: "NotFoundError",
            405: "BadRequestError",
            409: "ConflictError",
            412: "PreconditionFailedError",
            422: "ValidationError",
            429: "RateLimitedError",
            500: "ServerError",
            503: "ServerError",
        }
        for status, name in classes.items():
            with self.subTest(status=status):
                self.assertIs(type(self.caught(failure("A_CODE_OF_TOMORROW", status))), getattr(roster, name))

    def test_that_are_not_of_the_api_are_told_as_such(self) -> None:
        bodies = (b"<html>", b"", b"[1]", b'{"error":"no"}', b'{"error":{}}', b"\xff\xfe")
        for body in bodies:
            with self.subTest(body):
                error = self.caught(Reply(403, body=body, headers={"Trace-Id": "b" * 32}))
                self.assertEqual((error.code, error.status, error.trace_id), ("UNEXPECTED_ANSWER", 403, "b" * 32))

    def test_a_redirect_is_not_followed_with_the_token(self) -> None:
        error = self.caught(Reply(302, headers={"Location": f"{self.server.url}/elsewhere"}))
        self.assertEqual((error.status, len(self.server.received)), (302, 1))

    def test_a_good_answer_that_is_no_json_is_an_error(self) -> None:
        error = self.caught(Reply(200, body=b"<html>welcome</html>"))
        self.assertEqual((error.code, error.status), ("UNEXPECTED_ANSWER", 200))

    def test_can_be_pickled(self) -> None:
        error = self.caught(failure("MEMBER_NOT_FOUND", 404))
        lost = ConnectionError("Lost.", code="CONNECTION_FAILED")
        for one in (error, lost, TimeoutError("Late.", code="TIMEOUT", operation_id="op_1")):
            with self.subTest(type(one).__name__):
                again = pickle.loads(pickle.dumps(one))
                self.assertEqual((type(again), str(again), vars(again)), (type(one), str(one), vars(one)))
