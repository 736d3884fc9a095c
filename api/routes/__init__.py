"""Routes by stage: the file names are those of casework and web."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
