"""What an address names."""

from uuid import UUID

from casework.errors import NotFound


def id_in(written: str) -> UUID:
    """The id in an address; what is no id is the id of nothing.

    Raises:
        NotFound: it is no id.
    """
    try:
        return UUID(written)
    except ValueError:
        raise NotFound from None
