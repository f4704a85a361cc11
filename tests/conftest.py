"""What several test files ask for."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.sites import site


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Asks the application over the small corpus of `tests.sites`."""
    return site(tmp_path_factory.mktemp("index")).test_client()
