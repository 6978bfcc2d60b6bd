"""Prints through CUPS: lp takes the paper, IPP tells what became of it."""
