"""Routes by stage: the file names are those of casework and web."""

from fastapi import APIRouter

from api.routes import (
    allegations,
    cases,
    clocks,
    custody,
    derived,
    documents,
    evidence,
    evidence_record,
    hearing_packs,
    hearings,
    independence,
    investigation,
    outcomes,
    people,
    policies,
    redaction,
    reports,
    trust,
)

ROUTERS: tuple[APIRouter, ...] = (
    people.router,
    reports.router,
    cases.router,
    clocks.router,
    independence.router,
    investigation.router,
    evidence.router,
    custody.router,
    redaction.router,
    evidence_record.router,
    derived.router,
    allegations.router,
    hearings.router,
    hearing_packs.router,
    documents.router,
    outcomes.router,
    policies.router,
    trust.router,
)
