#!/usr/bin/env python3
"""The one tool of this checkout: `python3 dev.py run` and `python3 dev.py test` from nothing but Python 3.11.

Standard library only, because it runs before anything is installed. It brings the Debian libraries that
are missing, keeps a virtual environment true to the hashed lock, and then hands over.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
MARKER = ENVIRONMENT / "installed"
REQUIREMENTS = ROOT / "packaging"
INTERRUPTED = 130
MOST_CORES = 4
PROGRAMS_FOLDER = "Scripts" if os.name == "nt" else "bin"

# The lock of each purpose. The second contains the first, so an environment for tests can also run.
LOCKS = {"run": "requirements.txt", "test": "requirements-dev.txt"}

# What Qt and its printing load at run time: Debian 12 package by soname. Newer releases renamed
# some packages but still answer to these names. Asking Qt instead would not do: with any of these missing it
# aborts and names libxcb-cursor0 whichever it is.
LIBRARIES = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libatomic1": "libatomic.so.1",
    "libcups2": "libcups.so.2",
    "libpulse0": "libpulse.so.0",
}

# Programs by Debian package: what prints; and for tests a print server of their own, a reader of papers, and
# what drives a real window.
TO_RUN = {"cups-client": "lp"}
WINDOW_DRIVERS = {
    "xvfb": "Xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dbus-daemon": "dbus-daemon",
    "fcitx5": "fcitx5",
    "ibus": "ibus-daemon",
}
TO_TEST = {"cups": "cupsd", "poppler-utils": "pdftotext", **WINDOW_DRIVERS}
PROGRAMS = {"run": TO_RUN, "test": TO_RUN | TO_TEST}
# Servers stand in folders that are on the PATH of root alone.
PROGRAM_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"])

# The pinyin of both input methods is no program of its own: known by a file it brings.
PINYIN = {
    "fcitx5-pinyin": Path("/usr/share/fcitx5/addon/pinyin.conf"),
    "ibus-libpinyin": Path("/usr/share/ibus/component/libpinyin.xml"),
}
FILES: dict[str, dict[str, Path]] = {"run": {}, "test": PINYIN}

CHINESE_FONT_PACKAGE = "fonts-wqy-microhei"
CHINESE_FONTS = ("wqy-", "NotoSansCJK", "NotoSerifCJK", "SourceHan", "LXGWWenKai", "DroidSansFallback")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


class Stop(Exception):
    """The work cannot go on; the message says what to do, in one line."""


def main(words: Sequence[str]) -> int:
    """Do what the first word says with the rest as its arguments; return the exit code."""
    name, arguments = (words[0], words[1:]) if words else ("help", [])
    try:
        require_python(sys.version_info[:2])
        return COMMANDS.get(name, usage)(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


# The commands, each: arguments in, exit code out.


def run(arguments: Sequence[str]) -> int:
    """Run the program from the caller's folder, so that file names mean what the caller means."""
    prepare("run")
    return call(python_of_environment(), "-P", "-m", "app", *(arguments or default_arguments(os.environ)))


def test(arguments: Sequence[str]) -> int:
    """Run the tests off-screen, all of them on every core; arguments go to pytest."""
    prepare("test")
    os.chdir(ROOT)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # A file stays on one core, for what its tests share: a display, a printer, an opened window. Where one
    # core's process dies the run is over and has failed: what another would make of the rest is no proof.
    cores = str(min(os.cpu_count() or 1, MOST_CORES))
    shared_out = () if arguments else ("-n", cores, "--dist", "loadfile", "--max-worker-restart", "0")
    return call(python_of_environment(), "-m", "pytest", *shared_out, *arguments)


def simulate(arguments: Sequence[str]) -> int:
    """Run the long simulations that `test` leaves out."""
    return test(["-m", "simulation", *arguments])


def bench(arguments: Sequence[str]) -> int:
    """Print the speed figures, each beside its bare limit."""
    # Off-screen Qt warns of each window it cannot size; between the rows that is noise.
    os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")
    return test(["-m", "bench", "-s", "-q", "-p", "no:randomly", *arguments])


def lint(_arguments: Sequence[str]) -> int:
    """Run every check of style, types and imports, and say at the end whether one of them complained."""
    prepare("test")
    os.chdir(ROOT)
    checks = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["lint-imports"])
    codes = [call(program_of_environment(name), *options) for name, *options in checks]
    return max(codes)


def lock(_arguments: Sequence[str]) -> int:
    """Resolve packaging/*.in again; the locks hold hashes for every platform and name no host."""
    resolver = shutil.which("uv")
    if resolver is None:
        raise Stop("`lock` needs the resolver: pip install uv, and have it on the PATH")
    os.chdir(REQUIREMENTS)
    outputs = (["requirements.in"], ["requirements-dev.in", "-c", LOCKS["run"]])
    return max(
        call(resolver, *resolution(sources, output))
        for sources, output in zip(outputs, LOCKS.values(), strict=True)
    )


def fonts(arguments: Sequence[str]) -> int:
    """Build the fonts under resources/fonts again."""
    prepare("test")
    return call(python_of_environment(), str(REQUIREMENTS / "build_fonts.py"), *arguments)


def draw_map(_arguments: Sequence[str]) -> int:
    """Write the generated part of ARCHITECTURE.md again from the docstrings."""
    return call(sys.executable, str(REQUIREMENTS / "architecture_map.py"))


def usage(_arguments: Sequence[str]) -> int:
    """Say which commands there are."""
    print("usage: python3 dev.py COMMAND [ARGUMENTS…]\n")
    for name, command in COMMANDS.items():
        print(f"  {name:<10}{(command.__doc__ or '').splitlines()[0]}")
    return 2


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "simulate": simulate,
    "lock": lock,
    "fonts": fonts,
    "map": draw_map,
}


# Command lines.


def default_arguments(environ: Mapping[str, str]) -> list[str]:
    """Return what `run` alone means: the window, or the demo day where no window can open."""
    return [] if has_display(environ) else ["demo", "--headless"]


def has_display(environ: Mapping[str, str]) -> bool:
    """Say whether a window can open here; on Windows and macOS it always can."""
    return not sys.platform.startswith("linux") or any(
        environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def resolution(sources: Sequence[str], output: str) -> list[str]:
    """Return the resolver's arguments for one lock: all platforms, hashed, no trace of this machine."""
    fixed = "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet"
    return ["pip", "compile", *sources, "-o", output, *fixed.split()]


def child_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of what we start: UTF-8 everywhere, and our modules found from any folder."""
    child = {**environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    if not has_display(environ):
        child.setdefault("QT_QPA_PLATFORM", "offscreen")
    return child


def call(*command: str) -> int:
    """Run a command to its end and return its exit code."""
    return subprocess.call(command, env=child_environment(os.environ))


def require_success(*command: str, purpose: str, **environment: str) -> None:
    """Run a command that must succeed, showing its output only if it does not."""
    done = subprocess.run(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise Stop(f"{purpose} ended with code {done.returncode}: {shlex.join(command)}")


# Set-up.


def prepare(purpose: str) -> None:
    """Bring everything `purpose` needs; quick when nothing is missing."""
    if sys.platform.startswith("linux"):
        bring_debian_packages(missing_packages(purpose))
    bring_environment(purpose)


def require_python(version: tuple[int, ...]) -> None:
    """Stop when this Python is older than the program can use."""
    if version < (3, 11):
        raise Stop(f"Python 3.11 or newer is needed, this is {'.'.join(map(str, version))}")


def missing_packages(purpose: str) -> list[str]:
    """Return the Debian packages that `purpose` needs and this machine does not have."""
    missing = [package for package, soname in LIBRARIES.items() if not can_load(soname)]
    missing += [package for package, program in PROGRAMS[purpose].items() if not has_program(program)]
    missing += [package for package, file in FILES[purpose].items() if not file.exists()]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if not has_chinese_font(FONT_FOLDERS):
        missing.append(CHINESE_FONT_PACKAGE)
    return missing


def has_program(name: str) -> bool:
    """Say whether a program is installed, for root or for everybody."""
    return shutil.which(name, path=PROGRAM_PATH) is not None


def can_load(soname: str) -> bool:
    """Say whether the dynamic loader finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_chinese_font(folders: Iterable[Path]) -> bool:
    """Say whether a font that can draw Chinese is installed: without one every character is a box."""
    return any(file.name.startswith(CHINESE_FONTS) for folder in folders for file in folder.rglob("*.?t?"))


def bring_debian_packages(packages: Sequence[str]) -> None:
    """Install Debian packages when we are root; otherwise stop with nothing but the one line that does it."""
    if not packages:
        return
    if not has_program("apt-get"):
        raise Stop(f"missing here, and there is no apt-get to bring it: {' '.join(packages)}")
    if os.geteuid() != 0:
        raise Stop(installation_line(packages))
    say(f"installing {len(packages)} Debian packages: {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    require_success("apt-get", "update", purpose="apt-get", **quiet)
    require_success("apt-get", *installation(packages), purpose="apt-get", **quiet)


def installation(packages: Sequence[str]) -> list[str]:
    """Return the arguments of apt-get that install packages and nothing merely recommended."""
    return ["install", "-y", "--no-install-recommends", *packages]


def installation_line(packages: Sequence[str]) -> str:
    """Return the line that another user can copy and run."""
    return shlex.join(["sudo", "apt-get", *installation(packages)])


# The virtual environment.


def bring_environment(purpose: str) -> None:
    """Make .venv true to the lock of `purpose`: as it is, grown from `run` to `test`, or built anew."""
    installed = installed_digests(MARKER)
    if digest(purpose) in installed:
        return
    if digest("run") not in installed:
        say("building the virtual environment in .venv")
        require_success(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT), purpose="venv")
    say(f"installing the locked packages of packaging/{LOCKS[purpose]}, which takes a minute")
    require_success(python_of_environment(), *package_installation(purpose), purpose="pip")
    write_marker(MARKER, [digest("run"), digest(purpose)])


def digest(purpose: str) -> str:
    """Return what an environment depends on as one hash: its lock, the Python under it, and where it lies."""
    # A link to an environment is that environment: a second checkout may share it and must not build it anew.
    facts = f"{platform.python_version()}\n{ENVIRONMENT.resolve()}\n".encode()
    return hashlib.sha256(facts + (REQUIREMENTS / LOCKS[purpose]).read_bytes()).hexdigest()


def installed_digests(marker: Path) -> set[str]:
    """Return the digests an environment was built for; none if there is no whole environment."""
    return set(marker.read_text("ascii").split()) if marker.exists() else set()


def write_marker(marker: Path, digests: Iterable[str]) -> None:
    """Write the marker in one step and last, so that a broken installation is never taken for a whole one."""
    draft = marker.with_suffix(".new")
    draft.write_text("\n".join(sorted(set(digests))) + "\n", "ascii")
    draft.replace(marker)


def package_installation(purpose: str) -> list[str]:
    """Return Python's arguments that install a lock, refusing whatever its hashes do not cover."""
    options = "-m pip install --require-hashes --disable-pip-version-check --no-input --quiet -r"
    return [*options.split(), str(REQUIREMENTS / LOCKS[purpose])]


def python_of_environment() -> str:
    """Return the Python of .venv."""
    return program_of_environment("python")


def program_of_environment(name: str) -> str:
    """Return the path of a program in .venv."""
    return str(ENVIRONMENT / PROGRAMS_FOLDER / name)


def say(message: str) -> None:
    """Tell the person at the terminal what is going on, at once."""
    print(f"dev: {message}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
