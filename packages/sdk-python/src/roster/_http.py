"""HTTP/1.1 with connections that are kept and used again; safe to use from several threads."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Tuple
from urllib.parse import urlsplit

from ._deadline import Deadline

#: A connection that was idle for longer is not used again, in seconds. Common load balancers drop it after 60.
IDLE_SECONDS = 50.0
#: At most so many connections are kept while they are idle.
KEPT_CONNECTIONS = 16
CHUNK_BYTES = 65_536


@dataclass(frozen=True)
class Response:
    """What a server answered. The names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The value in the body; ``None`` when there is none."""
        return json.loads(self.body) if self.body else None


class Connections:
    """The connections to one server."""

    def __init__(self, base_url: str, ssl_context: Optional[ssl.SSLContext]) -> None:
        url = urlsplit(base_url)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise ValueError(f"base_url must look like https://roster.example.com, not {base_url!r}")
        if url.query or url.fragment or url.username is not None:
            raise ValueError("base_url must have no query, fragment or user")
        self._host, self._port = url.hostname, url.port
        self._prefix = url.path.rstrip("/")
        self._ssl = (ssl_context or ssl.create_default_context()) if url.scheme == "https" else None
        self._lock = threading.Lock()
        self._idle: List[Tuple[http.client.HTTPConnection, float]] = []

    def exchange(
        self, method: str, target: str, headers: Mapping[str, str], body: Optional[bytes], deadline: Deadline
    ) -> Response:
        """
        Sends one request and reads its answer.

        :raises OSError: when there is no connection, it fails, or the time is over
        :raises http.client.HTTPException: when the answer breaks off, or is not HTTP
        """
        try:
            return self._exchange(method, target, headers, body, deadline)
        except socket.timeout as error:
            # Before Python 3.10 it is no TimeoutError.
            raise TimeoutError(str(error)) from error

    def close(self) -> None:
        """Closes what is idle. A later request opens a new connection."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection, _ in idle:
            connection.close()

    def _exchange(
        self, method: str, target: str, headers: Mapping[str, str], body: Optional[bytes], deadline: Deadline
    ) -> Response:
        kept = self._take()
        if kept is not None:
            try:
                return self._exchange_on(kept, method, target, headers, body, deadline)
            except ConnectionError:
                # Most likely the server closed it while it was idle. A write has its key, so it may be sent again.
                pass
        return self._exchange_on(self._open(deadline), method, target, headers, body, deadline)

    def _open(self, deadline: Deadline) -> http.client.HTTPConnection:
        timeout = deadline.left()
        if self._ssl is None:
            return http.client.HTTPConnection(self._host, self._port, timeout=timeout)
        return http.client.HTTPSConnection(self._host, self._port, timeout=timeout, context=self._ssl)

    def _exchange_on(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: Optional[bytes],
        deadline: Deadline,
    ) -> Response:
        done = False
        try:
            if connection.sock is not None:
                connection.sock.settimeout(deadline.left())
            connection.request(method, self._prefix + target, body, dict(headers))
            # The answer may end the connection, which then forgets its socket.
            sock = connection.sock
            sock.settimeout(deadline.left())
            answer = connection.getresponse()
            body_read = _read(answer, sock, deadline)
            # Before Python 3.12 an answer does not notice by itself that it was read to its end.
            answer.close()
            done = not answer.will_close
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Response(answer.status, fields, body_read)
        finally:
            self._put_back(connection) if done else connection.close()

    def _take(self) -> Optional[http.client.HTTPConnection]:
        with self._lock:
            while self._idle:
                connection, since = self._idle.pop()
                if time.monotonic() - since < IDLE_SECONDS:
                    return connection
                connection.close()
        return None

    def _put_back(self, connection: http.client.HTTPConnection) -> None:
        with self._lock:
            if len(self._idle) < KEPT_CONNECTIONS:
                self._idle.append((connection, time.monotonic()))
                return
        connection.close()


def _read(answer: http.client.HTTPResponse, sock: socket.socket, deadline: Deadline) -> bytes:
    chunks: List[bytes] = []
    missing = answer.length
    while missing is None or missing > 0:
        sock.settimeout(deadline.left())
        chunk = answer.read1(CHUNK_BYTES)
        if not chunk:
            break
        chunks.append(chunk)
        if missing is not None:
            missing -= len(chunk)
    if missing:
        raise http.client.IncompleteRead(b"".join(chunks), missing)
    return b"".join(chunks)
