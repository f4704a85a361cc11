"""Under load, while the index is rebuilt again and again, every answer is right and memory does not grow.

`make soak` does it as it is meant, for ten minutes over 100,000 documents.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import load
from tests.web.edge.test_hostile_requests import Times


def test_many_clients_get_right_answers_while_the_index_is_rebuilt(
    tmp_path: Path, times: Times, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(times(2, 1_000)):
        load.put(folder, number, number * load.IN_A_FILE)
    load.rebuild(folder, tmp_path / "index")
    seconds = times(5, 600)
    seen = load.run(folder, tmp_path / "index", seconds, connections=32, every=times(1, 60))
    with capsys.disabled():
        print(f"\n{seen}")  # noqa: T201  # the figures are what one runs it for
    assert seen.wrong == []
    assert len(seen.builds) >= 3
    settled = seen.megabytes[len(seen.megabytes) // 3 :]
    assert settled[-1] < 1.25 * settled[0] + 20
