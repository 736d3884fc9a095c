"""What each route of the API serves; `web.app` refuses to start while one does not say."""

from fastapi import Depends
from fastapi.params import Depends as Marker

from casework.access import Serves
from casework.access.serving import What


def serves(*what: What) -> list[Marker]:
    """For `dependencies=` of a route: what it serves."""
    return [Depends(Serves(what))]
