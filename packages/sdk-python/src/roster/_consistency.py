"""So that reads show what the same client has changed, also when a replica serves them."""

from __future__ import annotations

import itertools
import threading
from typing import List, Optional, Tuple

HEADER = "consistency-token"
#: As many as the API takes in one request.
MOST_TOKENS = 100


class ConsistencyTokens:
    """
    The tokens of a client's writes that no later write covers. They are several only when writes of several threads
    overlap.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clock = itertools.count(1)
        self._held: List[Tuple[str, int]] = []

    def begin(self) -> int:
        """The moment at which a request is sent, for ``learn``."""
        return next(self._clock)

    def learn(self, token: Optional[str], sent_at: int) -> None:
        """Keeps the token of an answer. It covers everything that was answered before its request was sent."""
        if token is None:
            return
        with self._lock:
            uncovered = [held for held in self._held if held[1] > sent_at]
            self._held = (uncovered + [(token, next(self._clock))])[-MOST_TOKENS:]

    @property
    def header(self) -> Optional[str]:
        """What reads send; ``None`` before the first write."""
        with self._lock:
            return ", ".join(token for token, _ in self._held) or None
