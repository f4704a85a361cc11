import pytest

from tests.fragments import KEPT, STATES, fragment


@pytest.mark.parametrize("state", STATES)
def test_a_fragment_is_as_it_is_kept(client, state):
    kept = (KEPT / f"{state}.html").read_text(encoding="utf-8")
    assert fragment(client, state) == kept, "if this is meant, run python -m tests.fragments and read the difference"


def test_nothing_is_kept_that_is_not_compared():
    assert {file.stem for file in KEPT.iterdir()} == set(STATES)
