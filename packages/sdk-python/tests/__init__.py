"""Run with ``python3 -m unittest`` in the folder above. The package need not be installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
