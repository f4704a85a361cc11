"""`python -m tests.mutate 20 SEED`: small faults in the code behind SECURITY.md, each of which a test must find.

The faults are picked at random and made in a copy of the tree, one at a time. First the tests must pass in the copy as
it is: else each fault would seem to be found. One that no test finds is printed with its line: a promise there may have
no teeth. A person reads them, since some faults change nothing that anybody sees.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
TESTS = {
    "search/store/builds.py": "tests/store/test_builds.py tests/test_disks_and_clocks.py",
    "search/store/checksums.py": "tests/store/test_check.py tests/store/test_checksums.py tests/store/test_builds.py",
    "search/store/live.py": "tests/store/test_live.py tests/test_faults.py",
    "search/sealed_rows.py": "tests/store/test_every_bit.py tests/reading/test_parse_cache.py",
    "search/regular_file.py": "tests/test_regular_file.py tests/reading/test_file.py tests/test_hostile_files.py",
    "search/folder/standing.py": "tests/test_disks_and_clocks.py",
    "search/build/previous.py": "tests/test_disks_and_clocks.py tests/build/test_build.py",
    "search/entities/corrections_file.py": "tests/entities/test_corrections_file.py tests/entities/test_corrections.py",
    "search/terminal.py": "tests/test_terminal.py",
    "web/edge/token.py": "tests/web/edge/test_token.py",
    "web/edge/hosts.py": "tests/web/edge/test_hosts.py",
    "web/edge/cors.py": "tests/web/edge/test_cors.py",
    "web/edge/proxies.py": "tests/web/edge/test_started.py",
    "web/edge/security.py": "tests/web/edge/test_security.py",
}
"""The tests of each module, as pytest takes them."""
OTHERWISE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SECONDS = 600
"""After which a fault is taken as found: it hangs the tests."""


def changed(node: ast.AST) -> ast.AST | None:
    """The same with a fault; None where there is none to be made."""
    match node:
        case ast.Compare(left, [sign], [right]) if type(sign) in OTHERWISE:
            return ast.Compare(left, [OTHERWISE[type(sign)]()], [right])
        case ast.BoolOp(op, values):
            return ast.BoolOp(ast.And() if isinstance(op, ast.Or) else ast.Or(), values)
        case ast.UnaryOp(ast.Not(), operand):
            return operand
        case ast.If(test, body, orelse):
            return ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Expr(ast.Call()) | ast.Raise():
            return ast.Pass()
        case ast.Constant(bool(value)):
            return ast.Constant(not value)
    return None


class _At(ast.NodeTransformer):
    """Puts a fault in the place of the node with a number."""

    def __init__(self, number: int) -> None:
        self.left, self.line, self.made = number, 0, ""

    def visit(self, node: ast.AST) -> ast.AST:
        new = changed(node)
        self.left -= new is not None
        if new is not None and self.left < 0 and not self.line:
            self.line, self.made = getattr(node, "lineno", 0), ast.unparse(ast.fix_missing_locations(new))
            return ast.copy_location(new, node)
        return self.generic_visit(node)


def mutants() -> Iterator[tuple[str, int]]:
    """Every module with the number of a fault in it."""
    for name in TESTS:
        count = sum(changed(node) is not None for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))))
        yield from ((name, number) for number in range(count))


def tested(copy: Path, tests: str) -> subprocess.CompletedProcess[str]:
    """The tests, run in the copy up to the first that fails. Raises TimeoutExpired."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests.split()]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, timeout=SECONDS)


def failing(copy: Path, names: Iterable[str]) -> str:
    """What the tests of these modules say in the copy as it is, "" where all pass."""
    for tests in sorted({TESTS[name] for name in names}):
        try:
            done = tested(copy, tests)
        except subprocess.TimeoutExpired:
            return f"{tests}: not done after {SECONDS} s; try again while the machine does nothing else"
        if done.returncode:
            return f"{tests}:\n{done.stdout}{done.stderr}"
    return ""


def survives(copy: Path, name: str, number: int) -> str:
    """Where the fault is and what it says, if all tests pass with it; else ""."""
    at = _At(number)
    whole = (copy / name).read_text("utf-8")
    (copy / name).write_text(ast.unparse(ast.fix_missing_locations(at.visit(ast.parse(whole)))), "utf-8")
    try:
        ended = tested(copy, TESTS[name]).returncode
    except subprocess.TimeoutExpired:
        ended = 1
    finally:
        (copy / name).write_text(whole, "utf-8")
    return "" if ended else f"{name}:{at.line}: {whole.splitlines()[at.line - 1].strip()} -> {at.made}"


def main(count: int, seed: int) -> int:
    """Make so many faults and print what is left; the exit status is 1 where the tests fail without any."""
    everything = [*mutants()]
    sample = Random(seed).sample(everything, min(count, len(everything)))
    left = 0
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".cache", "index", "__pycache__"))
        if said := failing(copy, {name for name, _ in sample}):
            os.write(1, f"without any fault these tests fail: {said}\n".encode())
            return 1
        for name, number in sample:
            if found := survives(copy, name, number):
                left += 1
                os.write(1, f"survived  {found}\n".encode())
    os.write(1, f"{len(sample)} of {len(everything)} faults made, {left} found by no test\n".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 0))
