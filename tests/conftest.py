"""What all tests share: the folder of real records, where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("kg", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("kg")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records beside the checkout; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real records of ../shared/data are not here")
    return folder
