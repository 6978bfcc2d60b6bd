"""Starts the program: reads the command line and hands over to bootstrap."""

import sys
from collections.abc import Sequence

from app.bootstrap.commands.run import run


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    return int(run(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
