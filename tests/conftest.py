"""What all tests share: sample data read in place, and the settings of property tests.

Sample data are real files with known totals. They are too large, or not licensed, to stand in the
repository: TAKT_SAMPLES names their folder. Without it, their tests are skipped, counted and named.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from .demo_company import made
from .postgres import postgres, postgres_server, started_postgres
from .spark_connect import sail_server, spark_connect

__all__ = ["made", "postgres", "postgres_server", "sail_server", "spark_connect", "started_postgres"]

hypothesis_settings.register_profile(
    "house", deadline=None, derandomize=True, max_examples=60, suppress_health_check=list(HealthCheck)
)
hypothesis_settings.load_profile("house")

_without_samples: list[str] = []


def samples_folder() -> Path | None:
    named = os.environ.get("TAKT_SAMPLES")
    return Path(named) if named and Path(named).is_dir() else None


@pytest.fixture(scope="session")
def _samples_folder() -> Path | None:
    return samples_folder()


@pytest.fixture
def samples(_samples_folder: Path | None, request: pytest.FixtureRequest) -> Path:
    if _samples_folder is None:
        pytest.skip("NO SAMPLE DATA: set TAKT_SAMPLES to their folder")
    return _samples_folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker waits for another in the end."""
    items.sort(key=lambda item: "long" not in item.keywords)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason, what in (
        ("NO SAMPLE DATA", "sample data (TAKT_SAMPLES)"),
        ("NO CHROMIUM", "Chromium"),
        ("NO POSTGRESQL", "PostgreSQL"),
        ("NO SAIL", "Sail (pysail)"),
    ):
        missed = [r for r in terminalreporter.stats.get("skipped", []) if reason in str(r.longrepr)]
        if missed:
            terminalreporter.write_line(f"*** {len(missed)} tests were skipped for want of {what} ***", red=True)
    for line in getattr(terminalreporter.config, "stale_verification", []):
        terminalreporter.write_line(line)
