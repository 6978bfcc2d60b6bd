"""A real CUPS scheduler of the tests' own, with a backend that plays faults."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from app.adapters.print_cups.cups_printer import CupsPrinter
from app.adapters.print_cups.ipp import Attributes, Operation, Scheduler, Tag
from app.domain.print_job import SpoolId

Seen = TypeVar("Seen")

CUPSD = "/usr/sbin/cupsd"
SYSTEM_BIN = Path("/usr/lib/cups")

FILES_CONF = """
ServerRoot {home}/etc
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/run
ServerBin {home}/bin
ErrorLog {home}/error_log
AccessLog {home}/access_log
PageLog {home}/page_log
SystemGroup root
Sandboxing relaxed
"""

# Failing jobs are retried after an hour: within a test they stay as they are.
CUPSD_CONF = """
Listen {home}/run/cups.sock
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
DefaultAuthType None
ErrorPolicy retry-job
JobRetryInterval 3600
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

# The device URI is play:/WHAT/REASONS; "hold" reports REASONS until the file WHAT is gone from the stage.
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
what=$(echo "$DEVICE_URI" | cut -d/ -f2); reasons=$(echo "$DEVICE_URI" | cut -d/ -f3)
cat > /dev/null
case $what in
  hold) echo "STATE: +$reasons" >&2; read -r nothing < {home}/stage/refilled; echo "STATE: -$reasons" >&2 ;;
  fail) echo "STATE: +$reasons" >&2; echo "ERROR: offline" >&2; exit 1 ;;
esac
exit 0
"""


@dataclass(frozen=True)
class PrintHall:
    """The running scheduler, its administration commands and a way to wait for a state."""

    home: Path
    scheduler: Scheduler

    @property
    def printer(self) -> CupsPrinter:
        return CupsPrinter(self.scheduler)

    def add(self, name: str, device: str) -> None:
        self.administer("lpadmin", "-p", name, "-E", "-v", device)

    def administer(self, *command: str) -> None:
        environment = {**os.environ, "CUPS_SERVER": self.scheduler.address, "LC_ALL": "C"}
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=20)

    def until(self, look: Callable[[], Seen], wanted: Callable[[Seen], bool]) -> Seen:
        return until(look, wanted)

    def scheduler_says(self, printer: str, spool_id: SpoolId) -> Attributes:
        """Every attribute of a job, as the scheduler tells it."""
        uri = (Tag.URI, "printer-uri", f"ipp://localhost/printers/{printer}")
        return self.scheduler.ask(Operation.GET_JOB_ATTRIBUTES, uri, (Tag.INTEGER, "job-id", spool_id.job))[0]

    def refill(self) -> None:
        """Let one holding backend go on; opening the pipe waits until it listens."""
        (self.home / "stage" / "refilled").write_text("\n")


@pytest.fixture(scope="session")
def hall() -> Iterator[PrintHall]:
    if not Path(CUPSD).exists() or shutil.which("lpadmin") is None:
        pytest.fail("These tests need a real CUPS: apt-get install cups cups-client (dev.py does so).")
    if os.geteuid() != 0:
        pytest.fail("These tests start their own cupsd, which only root may do.")
    # The path of a Unix socket may have 107 bytes at most, so not below pytest's own long folders.
    home = Path(tempfile.mkdtemp(prefix="cups"))
    port = lay_out(home)
    command = [CUPSD, "-f", "-c", str(home / "cupsd.conf"), "-s", str(home / "cups-files.conf")]
    with (home / "out").open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as cupsd:
        hall = PrintHall(home, Scheduler(f"127.0.0.1:{port}"))
        until(lambda: accepts(port), bool)
        yield hall
        cupsd.terminate()
        cupsd.wait(timeout=20)
    shutil.rmtree(home)


def lay_out(home: Path) -> int:
    home.chmod(0o755)
    for folder in ("etc", "spool", "cache", "run", "bin/backend", "stage"):
        (home / folder).mkdir(parents=True)
    for part in SYSTEM_BIN.iterdir():
        if part.name != "backend":
            (home / "bin" / part.name).symlink_to(part)
    os.mkfifo(home / "stage" / "refilled")
    backend = home / "bin/backend/play"
    backend.write_text(BACKEND.replace("{home}", str(home)))
    # Backends that only root may run are run as root (and may read the pipe).
    backend.chmod(0o700)
    shutil.copy(SYSTEM_BIN / "backend/socket", home / "bin/backend/socket")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    (home / "cups-files.conf").write_text(FILES_CONF.format(home=home))
    (home / "cupsd.conf").write_text(CUPSD_CONF.format(home=home, port=port))
    return port


def accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(look: Callable[[], Seen], wanted: Callable[[Seen], bool]) -> Seen:
    """Look until what is seen is wanted; fails with the last sight after some thousand looks."""
    seen = look()
    for _ in range(4000):
        if wanted(seen):
            return seen
        seen = look()
    raise AssertionError(f"never came; last seen {seen}")
