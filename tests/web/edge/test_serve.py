from __future__ import annotations

import socket

import pytest
from click.testing import CliRunner

from search.build.build import build as build_index
from search.config import Config
from tests.faults import put
from tests.sites import site
from web.__main__ import main


def run(*arguments: str):
    return CliRunner().invoke(main, arguments)


def test_without_an_index_it_says_how_to_build_one(tmp_path):
    result = run("--index", str(tmp_path / "none"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: there is no index in {tmp_path / 'none'}")
    assert "python -m search.index" in result.stderr


def test_a_port_in_use_is_named(tmp_path):
    site(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("--index", str(tmp_path), "--port", port)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"port {port}" in result.stderr
    assert "--port" in result.stderr


@pytest.mark.parametrize("host", ["300.1.1.1", "no such host", "203.0.113.7"])
def test_an_address_that_is_not_ours_is_named(tmp_path, host):
    site(tmp_path)
    result = run("--index", str(tmp_path), "--host", host, "--port", "0", "--public")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"cannot listen on {host}" in result.stderr


@pytest.mark.parametrize("name", ["MAIN_0.lists", "MAIN.columns", "ledger.sqlite"])
def test_it_does_not_say_that_it_serves_what_it_cannot_open(tmp_path, name):
    put(tmp_path / "in", 0)
    build_index(tmp_path / "in", Config(index=tmp_path / "index", entities="none", workers=0))
    [file] = (tmp_path / "index" / "builds").glob(f"*/{name}")
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
    result = run("--index", str(tmp_path / "index"), "--port", "0")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is damaged" in result.stderr
    assert "python -m search.index FOLDER" in result.stderr


@pytest.mark.parametrize("arguments", [["--port", "http"], ["--port", "70000"], ["--nonsense"], ["extra"]])
def test_wrong_usage_is_told_apart(arguments):
    assert run(*arguments).exit_code == 2
