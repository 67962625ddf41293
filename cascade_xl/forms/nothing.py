"""A form without content."""


class NothingError(ValueError):
    """There is nothing to print; the message says to the officer which sheet to fill."""
