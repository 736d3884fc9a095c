"""Pages by stage: the file names are those of casework and api."""

from fastapi import APIRouter

from web.pages import (
    appeals,
    appointments,
    cases,
    hearing_packs,
    hearings,
    investigation,
    outcomes,
    signing_in,
    work,
)

ROUTERS: tuple[APIRouter, ...] = (
    signing_in.router,
    work.router,
    appointments.router,
    investigation.router,
    hearings.router,
    hearing_packs.router,
    outcomes.router,
    appeals.router,
    cases.router,
)
