"""
The samples of the README, one after the other, on a running API with the demo organization.

usage: ROSTER_URL=… ACCESS_TOKEN=… python3 -m unittest tests.readme
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import unittest
from pathlib import Path
from typing import Any, Dict
from unittest import mock

README = Path(__file__).resolve().parent.parent / "README.md"


class Readme(unittest.TestCase):
    def test_its_samples_run(self) -> None:
        samples = re.findall(r"^```python\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        self.assertEqual(len(samples), 5)
        names: Dict[str, Any] = {}
        output = io.StringIO()
        with mock.patch.dict(os.environ, ROSTER_API_KEY=os.environ["ACCESS_TOKEN"]):
            with contextlib.redirect_stdout(output):
                for number, sample in enumerate(samples, start=1):
                    exec(compile(sample, f"{README.name}, sample {number}", "exec"), names)
        names["client"].close()
        printed = output.getvalue()
        self.assertRegex(printed, r"^(Jane Smith was added at 20|a member already; trace [0-9a-f]{32})")
        for line in ("person001@company.com\n", "done {", "3 of 3\n", "2 added, 1 rejected\n", "Roster\n"):
            self.assertIn(line, printed)
        self.assertRegex(printed, r"nobody@company.com \{'code': 'MEMBER_NOT_FOUND'")
