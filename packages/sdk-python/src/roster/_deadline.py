"""When a call ends at the latest."""

from __future__ import annotations

import time
from typing import Optional


class Deadline:
    """
    So many seconds from now; ``None``: never.

    :raises ValueError: when it would be over already
    """

    def __init__(self, seconds: Optional[float]) -> None:
        if seconds is not None and not seconds > 0:
            raise ValueError("timeout must be more than 0 seconds")
        self._at = None if seconds is None else time.monotonic() + seconds

    def left(self) -> Optional[float]:
        """
        The seconds that are left; ``None``: without end.

        :raises TimeoutError: when none are left
        """
        if self._at is None:
            return None
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError("The time for the call is over.")
        return left

    def allows(self, seconds: float) -> bool:
        """Is there more time left than this?"""
        return self._at is None or self._at - time.monotonic() > seconds
