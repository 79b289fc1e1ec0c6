"""
usage: python3 -m tests.report --list MODULE…    the names of the tests, as a JSON list
       python3 -m tests.report MODULE…           runs them; each ends with a line of JSON: name and problem, or null

For those who start the tests from another program, such as Jest.
"""

from __future__ import annotations

import json
import sys
import unittest
from typing import Any, Dict, Iterator


class Report(unittest.TestResult):
    """Notes what is wrong with each test. A skipped one counts as wrong: nothing here may be skipped."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: Dict[str, str] = {}

    def addError(self, test: unittest.TestCase, err: Any) -> None:
        super().addError(test, err)
        self._problems[test.id()] = self.errors[-1][1]
        if not isinstance(test, unittest.TestCase) or not hasattr(test, "_testMethodName"):
            # It was not a test that failed, but what prepares a class or a module.
            self.stopTest(test)

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:
        super().addFailure(test, err)
        self._problems[test.id()] = self.failures[-1][1]

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        super().addSkip(test, reason)
        self._problems[test.id()] = f"skipped: {reason}"

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            where = [*self.errors, *self.failures]
            text = next(text for of, text in reversed(where) if of is subtest)
            self._problems[test.id()] = f"{self._problems.get(test.id(), '')}{subtest}\n{text}\n"

    def stopTest(self, test: unittest.TestCase) -> None:
        super().stopTest(test)
        print(json.dumps({"name": test.id(), "problem": self._problems.get(test.id())}), flush=True)


def tests_of(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests_of(test)
        else:
            yield test


def main() -> None:
    modules = [argument for argument in sys.argv[1:] if argument != "--list"]
    suite = unittest.defaultTestLoader.loadTestsFromNames(modules)
    if "--list" in sys.argv:
        print(json.dumps([test.id() for test in tests_of(suite)]))
        return
    suite.run(Report())


if __name__ == "__main__":
    main()
