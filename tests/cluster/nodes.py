"""Starts nodes, kills them, and starts them again. What is needed is fetched once: Maven, a JDK, Maven Central.

`python -m tests.cluster.nodes 3` keeps a cluster running to try things on, until Enter or Ctrl-C.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from urllib.request import urlopen

from tests.cluster.java import compiled

HERE = Path(__file__).parent
START_SECONDS = 600.0
"""How long nodes may take to find each other: on a busy machine Java alone takes minutes."""
HEAP = "512m"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Nodes:
    """A cluster of some nodes on this machine, in a temporary folder."""

    def __init__(self, count: int) -> None:
        self._jars = compiled(HERE / "TestNode.java")
        self.folder = Path(mkdtemp(prefix="clippings-cluster-"))
        self.repository = self.folder / "repository"
        self.names = [f"n{number}" for number in range(1, count + 1)]
        self.http = {name: _free_port() for name in self.names}
        self._transport = {name: _free_port() for name in self.names}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        try:
            for name in self.names:
                self.start(name)
            self.wait(count)
        except BaseException:
            self.stop()
            raise

    @property
    def addresses(self) -> str:
        """What SEARCH_CLUSTER is to be."""
        return ",".join(f"http://127.0.0.1:{port}" for port in self.http.values())

    def pid(self, name: str) -> int:
        """The process of a node."""
        return self._running[name].pid

    def start(self, name: str) -> None:
        """Start a node, with what it had before."""
        home = self.folder / name
        (home / "config").mkdir(parents=True, exist_ok=True)
        alone = len(self.names) == 1
        seeds = ",".join(f"127.0.0.1:{port}" for port in self._transport.values())
        together = [f"cluster.initial_cluster_manager_nodes={','.join(self.names)}", f"discovery.seed_hosts={seeds}"]
        settings = [
            f"path.home={home}", f"path.data={home / 'data'}", f"path.repo={self.repository}",
            f"cluster.name={self.folder.name}", f"node.name={name}", "network.host=127.0.0.1",
            f"http.port={self.http[name]}", f"transport.port={self._transport[name]}",
            "transport.type=netty4", "http.type=netty4", "indices.query.bool.max_clause_count=65536",
            # Disks of test machines are full, and a cluster that waits for space says nothing of the program.
            "cluster.routing.allocation.disk.threshold_enabled=false", "action.auto_create_index=false",
            # Every build of a test is two more, until its module ends.
            "cluster.max_shards_per_node=10000",
            *(["discovery.type=single-node"] if alone else together),
        ]  # fmt: skip
        # The first compiler alone: tests end before the second one has paid for itself.
        command = [
            "java", f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}", "-Dlog4j2.disable.jmx=true",
            "-cp", f"{self._jars / 'lib'}/*:{self._jars}", "TestNode", *settings,
        ]  # fmt: skip
        with (home / "log").open("ab") as log:
            self._running[name] = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)

    def wait(self, count: int) -> None:
        """Wait until so many nodes are one cluster. Raises RuntimeError with the end of a log."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            for name, process in self._running.items():
                if process.poll() is not None:
                    raise RuntimeError(f"node {name} ended:\n{(self.folder / name / 'log').read_text()[-3000:]}")
                with suppress(OSError, ValueError):
                    health = f"http://127.0.0.1:{self.http[name]}/_cluster/health"
                    with urlopen(health, timeout=5) as answer:
                        if json.load(answer)["number_of_nodes"] == count:
                            return
            time.sleep(0.3)
        raise RuntimeError(f"no cluster of {count} nodes after {START_SECONDS:.0f} s; see {self.folder}/*/log")

    def kill(self, name: str) -> None:
        """End a node as a power cut does."""
        process = self._running.pop(name)
        with process:  # which also lets go of its standard input
            process.kill()

    def stop(self) -> None:
        """End all nodes, and remove what they had."""
        for process in self._running.values():
            assert process.stdin
            process.stdin.close()
        for process in self._running.values():
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()
        shutil.rmtree(self.folder, ignore_errors=True)


if __name__ == "__main__":
    nodes = Nodes(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    try:
        sys.stdout.write(f"SEARCH_CLUSTER={nodes.addresses}  (Enter or Ctrl-C ends it)\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            sys.stdin.readline()
    finally:
        nodes.stop()
