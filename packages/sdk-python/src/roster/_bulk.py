"""Adding any number of people to a department."""

from __future__ import annotations

import csv
import io
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, Literal, Optional, Sequence

from ._deadline import Deadline
from ._operations import operation_error, settled
from .types import Operation, OperationItem

if TYPE_CHECKING:
    from ._resources import Resources

#: The largest bulk that the API takes.
MAX_ITEMS = 10_000
#: The largest file, in bytes; the API takes a little more.
MAX_FILE_BYTES = 1_900_000


@dataclass(frozen=True)
class BulkProgress:
    """How far a bulk is."""

    total: int
    #: How many have their result.
    done: int
    added: int
    rejected: int


@dataclass(frozen=True)
class BulkResult(BulkProgress):
    """What came of a bulk."""

    #: How many were neither added nor rejected, because an operation was cancelled.
    cancelled: int
    #: The operations that carried it out, as they were when they had ended.
    operations: List[Operation]
    _resources: Resources = field(repr=False, compare=False)
    _organization_id: str = field(repr=False, compare=False)

    def items(
        self, state: Optional[Literal["pending", "added", "rejected", "cancelled"]] = None
    ) -> Iterator[OperationItem]:
        """The results, in the order in which the users were given: of all, or of those in one state."""
        for operation in self.operations:
            yield from self._resources.operations.list_items(
                organization_id=self._organization_id, operation_id=operation["id"], state=state, limit=1_000
            )


def bulk_add(
    resources: Resources,
    *,
    organization_id: str,
    department_id: str,
    user_ids: Optional[Iterable[str]],
    emails: Optional[Iterable[str]],
    mode: Literal["partial", "atomic"],
    on_progress: Optional[Callable[[BulkProgress], object]],
    idempotency_key: Optional[str],
    timeout: Optional[float],
) -> BulkResult:
    """See ``Roster.bulk_add``."""
    given = _collect(user_ids=user_ids, emails=emails)
    bodies = [{"user_ids": chunk} for chunk in _chunks(given)] if emails is None else _files(given)
    if mode == "atomic" and len(bodies) > 1:
        raise ValueError(f"an atomic bulk is one request, of at most {MAX_ITEMS} people")
    deadline = Deadline(timeout)
    key = idempotency_key or str(uuid.uuid4())
    ended: List[Operation] = []

    def report(operation: Operation) -> None:
        if on_progress is not None:
            on_progress(BulkProgress(**_counts(len(given), [*ended, operation])))

    for number, body in enumerate(bodies, start=1):
        sent = resources.departments.bulk_add_members(
            organization_id=organization_id,
            department_id=department_id,
            mode=mode,
            # Each request has a key of its own, which follows from the key of the whole.
            idempotency_key=f"{key}-{number}",
            timeout=deadline.left(),
            **body,
        )
        operation = settled(resources._api, organization_id, sent["id"], deadline, report)
        if operation["error"] is not None:
            raise operation_error(operation, operation["error"])
        ended.append(operation)
        if operation["state"] == "cancelled":
            break

    counts = _counts(len(given), ended)
    return BulkResult(
        **counts,
        cancelled=counts["total"] - counts["done"],
        operations=ended,
        _resources=resources,
        _organization_id=organization_id,
    )


def _collect(**sources: Optional[Iterable[str]]) -> List[str]:
    """:raises TypeError: when not exactly one of them was given, or it is no collection of texts"""
    given = {name: source for name, source in sources.items() if source is not None}
    if len(given) != 1:
        raise TypeError(f"give exactly one of {', '.join(sources)}")
    [(name, source)] = given.items()
    items = [] if isinstance(source, (str, bytes)) else list(source)
    if isinstance(source, (str, bytes)) or not all(isinstance(item, str) for item in items):
        raise TypeError(f"{name} must be several texts, such as a list of str")
    return items


def _counts(total: int, operations: Sequence[Operation]) -> Dict[str, int]:
    progress = [operation["progress"] for operation in operations if operation["progress"] is not None]
    return {
        "total": total,
        "done": sum(counts["done"] for counts in progress),
        "added": sum(counts["added"] for counts in progress),
        "rejected": sum(counts["rejected"] for counts in progress),
    }


def _chunks(given: Sequence[str]) -> List[Sequence[str]]:
    return [given[at : at + MAX_ITEMS] for at in range(0, len(given), MAX_ITEMS)]


def _files(emails: Sequence[str]) -> List[Dict[str, Any]]:
    """CSV files (RFC 4180) with a column of addresses, none too large."""
    files: List[List[str]] = []
    size = 0
    for email in emails:
        line = _csv_line(email)
        size += len(line.encode())
        if not files or len(files[-1]) == MAX_ITEMS or size > MAX_FILE_BYTES:
            files.append([])
            size = len(line.encode())
        files[-1].append(line)
    return [{"csv": "".join(["email\r\n", *lines])} for lines in files]


def _csv_line(value: str) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([value])
    return line.getvalue()
