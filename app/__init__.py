"""The window program of a township service counter: what it does, without Qt and without SQL."""

__version__ = "0.1.0"
