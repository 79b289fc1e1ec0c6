"""Webhooks."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import time
from typing import Mapping, Optional, Sequence, Union, cast

from .types import Event

PREFIX = "whsec_"
now = time.time


class WebhookVerificationError(ValueError):
    """Why a request is not a webhook of Roster: answer it with 400."""

    #: ``headers``: one is missing or malformed; ``timestamp``: it is too old, or from the future; ``signature``: none
    #: was made with the secret; ``body``: what was signed is not an event.
    problem: str

    # The problem has a default, as `pickle` and `copy` make an exception anew from its message.
    def __init__(self, message: str, problem: str = "signature") -> None:
        super().__init__(message)
        self.problem = problem


def verify_webhook(
    body: Union[bytes, str],
    headers: Mapping[str, str],
    secret: Union[str, Sequence[str]],
    *,
    tolerance: float = 300.0,
) -> Event:
    """
    The event of a webhook, once its signature and its time are verified (Standard Webhooks 1.0). A webhook can arrive
    more than once: tell the copies by the ``id`` of the event.

    :param body: as it arrived, before anything parsed it
    :param secret: that of the endpoint, ``whsec_…``; several while it is being rotated
    :param tolerance: how many seconds the sender's clock may be apart from this one
    :raises WebhookVerificationError: when it is not from Roster, was changed, or is too old
    :raises ValueError: when a secret is none
    """
    keys = [_key(one) for one in ([secret] if isinstance(secret, str) else secret)]
    if not keys:
        raise ValueError("secret is missing")
    webhook_id = _header(headers, "webhook-id")
    timestamp = _header(headers, "webhook-timestamp")
    signatures = _header(headers, "webhook-signature")
    _assert_recent(timestamp, tolerance)
    content = body.encode("utf-8") if isinstance(body, str) else body
    signed = f"{webhook_id}.{timestamp}.".encode("utf-8") + content
    if not _is_signed(signed, signatures, keys):
        raise WebhookVerificationError("No signature of the webhook was made with the secret.", "signature")
    return _event(content)


def _key(secret: str) -> bytes:
    key = _from_base64(secret[len(PREFIX) :]) if secret.startswith(PREFIX) else None
    if not key:
        raise ValueError("secret must be the whsec_… of the endpoint")
    return key


def _header(headers: Mapping[str, str], name: str) -> str:
    """Names of headers are the same in upper and lower case."""
    for key, value in headers.items():
        if key.lower() == name and value:
            return value
    raise WebhookVerificationError(f"The header {name} is missing.", "headers")


def _assert_recent(timestamp: str, tolerance: float) -> None:
    if not re.fullmatch(r"[0-9]{1,15}", timestamp):
        raise WebhookVerificationError("The header webhook-timestamp is not a number of seconds.", "headers")
    age = now() - int(timestamp)
    if abs(age) > tolerance:
        when = "ago" if age > 0 else "in the future"
        message = f"The webhook was sent {abs(age):.0f} s {when}, and {tolerance:.0f} s are allowed."
        raise WebhookVerificationError(message, "timestamp")


def _is_signed(signed: bytes, signatures: str, keys: Sequence[bytes]) -> bool:
    """Whether one of the signatures was made with one of the keys. Those of other versions than ``v1`` are passed over."""
    expected = [hmac.new(key, signed, hashlib.sha256).digest() for key in keys]
    for signature in signatures.split(" "):
        given = _from_base64(signature[3:]) if signature.startswith("v1,") else None
        if given is not None and any(hmac.compare_digest(given, one) for one in expected):
            return True
    return False


def _event(content: bytes) -> Event:
    try:
        event = json.loads(content.decode("utf-8"))
    except ValueError:
        event = None
    if (
        isinstance(event, dict)
        and isinstance(event.get("id"), str)
        and isinstance(event.get("type"), str)
        and isinstance(event.get("data"), dict)
    ):
        return cast(Event, event)
    raise WebhookVerificationError("The body of the webhook is not an event.", "body")


def _from_base64(text: str) -> Optional[bytes]:
    """``None`` when it is not base64."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
