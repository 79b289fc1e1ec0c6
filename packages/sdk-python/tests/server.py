"""A server on this computer that gives the answers that a test has prepared."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Optional, Union


@dataclass
class Received:
    method: str
    target: str
    headers: Message
    body: bytes
    #: The client's port: the same for requests of one connection.
    port: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def key(self) -> Optional[str]:
        return self.headers["Idempotency-Key"]


@dataclass
class Reply:
    status: int = 200
    json: Any = None
    body: Optional[bytes] = None
    headers: Optional[Dict[str, str]] = None
    #: Announce so many bytes more than are sent, and end the connection.
    missing: int = 0
    #: Send more and more spaces instead of the body, until the client ends the connection.
    stalls: bool = False
    #: Answer after so many seconds.
    delay: float = 0.0


class Drop:
    """In place of an answer: the connection ends."""


class Silence:
    """In place of an answer: nothing, until the test is over."""


class Server:
    """Answers each request with the next of ``replies``; when none is left, with 500."""

    def __init__(self) -> None:
        self.replies: List[Union[Reply, Drop, Silence]] = []
        self.received: List[Received] = []
        self._over = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_any(self) -> None:
                server._answer(self)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

            def log_message(self, *_: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"] or 0))
        self.received.append(
            Received(request.command, request.path, request.headers, body, request.client_address[1])
        )
        reply = self.replies.pop(0) if self.replies else Reply(500, {"error": "no reply is left"})
        if not isinstance(reply, Reply):
            if isinstance(reply, Silence):
                self._over.wait()
            request.close_connection = True
            return
        self._over.wait(reply.delay)
        content = reply.body if reply.body is not None else json.dumps(reply.json).encode()
        if reply.status in (204, 304):
            content = b""
        request.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **(reply.headers or {})}.items():
            request.send_header(name, value)
        if reply.status != 204:
            request.send_header("Content-Length", str(len(content) + reply.missing + (1_000_000 if reply.stalls else 0)))
        request.end_headers()
        if reply.stalls:
            request.close_connection = True
            with contextlib.suppress(OSError):
                while not self._over.wait(0.01):
                    request.wfile.write(b" ")
            return
        request.wfile.write(content)
        if reply.missing:
            request.close_connection = True


def failure(code: str, status: int, **headers: str) -> Reply:
    """An error as the API answers it."""
    error = {"code": code, "message": "No.", "details": {"user_id": "usr_def456"}, "trace_id": "a" * 32}
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, {"success": False, "error": error}, headers=fields)
