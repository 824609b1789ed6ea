"""What the fuzzer found: each was a fault once."""

from corpus import case


def add():
    pass
