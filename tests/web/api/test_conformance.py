"""Whatever a client may send that reads `/openapi.json`, the answer is as described there.

Schemathesis makes the requests out of the description: right ones, which must be answered, and wrong ones. Some of
those are right as well, since every number is a text in an address, so they need not be refused.
"""

from __future__ import annotations

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.web.edge.test_hostile_requests import Times
from web.api.openapi import document


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("path", document()["paths"])
def test_every_answer_is_as_described(client: FlaskClient, times: Times, path: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_wsgi("/openapi.json", client.application)

    @seed(1)
    @settings(max_examples=times(12, 1_000), deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate(excluded_checks=[negative_data_rejection])

    ask()
