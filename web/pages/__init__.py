"""Pages by stage: the file names are those of casework and api."""

from fastapi import APIRouter

from web.pages import signing_in

ROUTERS: tuple[APIRouter, ...] = (signing_in.router,)
