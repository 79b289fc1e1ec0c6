"""When a request is sent again, and after which pause."""

from __future__ import annotations

import email.utils
import random
import time
from dataclasses import dataclass
from http.client import HTTPException
from ssl import SSLCertVerificationError
from typing import Callable, Optional

from ._deadline import Deadline
from ._http import Response

#: Too many requests, and answers of a service or a proxy that cannot do its work now.
RETRYABLE = frozenset({429, 502, 503, 504})

sleep = time.sleep


@dataclass(frozen=True)
class Retry:
    """How often a request is sent again, and how long the pauses are."""

    #: How often a request is sent at most, the first time included; 1 switches retries off.
    attempts: int = 4
    #: The first pause at most, in seconds; it doubles each time and is jittered.
    first_pause: float = 0.2
    #: A ``Retry-After`` beyond this is not waited for, in seconds: the answer is given to the caller. So it is when
    #: the pause would outlast the timeout of the call.
    longest_pause: float = 60.0

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError("attempts must be 1 or more")
        if self.first_pause < 0 or self.longest_pause < 0:
            raise ValueError("pauses must not be negative")


def send_with_retries(send: Callable[[], Response], retry: Retry, deadline: Deadline) -> Response:
    """
    Sends a request again when that can help. It may have been carried out already: send it with an
    ``Idempotency-Key``.

    :raises OSError, http.client.HTTPException: what the last attempt raised
    """
    attempt = 1
    while True:
        last = attempt >= retry.attempts
        pause = random.random() * min(retry.first_pause * 2 ** (attempt - 1), retry.longest_pause)
        try:
            response = send()
        except SSLCertVerificationError:
            # It will not become valid by trying again.
            raise
        except (OSError, HTTPException):
            if last or not deadline.allows(pause):
                raise
        else:
            pause = max(retry_after(response) or 0.0, pause)
            if last or response.status not in RETRYABLE or pause > retry.longest_pause or not deadline.allows(pause):
                return response
        sleep(pause)
        attempt += 1


def retry_after(response: Response) -> Optional[float]:
    """The seconds of ``Retry-After`` (RFC 9110, section 10.2.3), which has a number or a date."""
    value = response.headers.get("retry-after")
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(email.utils.parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None
