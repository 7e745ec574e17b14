"""What all tests share: the invented literature as a graph, and the folder of real records, where it is present."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.workspace import Workspace
from tests import world as invented

settings.register_profile("kg", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("kg")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records beside the checkout; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real records of ../shared/data are not here")
    return folder


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace of the invented literature, built once for all tests that only read it."""
    return invented.make(tmp_path_factory.mktemp("world") / "g")
