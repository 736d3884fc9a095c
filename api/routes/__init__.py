"""Routes by stage: the file names are those of casework and web."""

from fastapi import APIRouter

from api.routes import (
    allegations,
    appeals,
    cases,
    custody,
    derived,
    documents,
    evidence,
    evidence_record,
    hearing_packs,
    hearings,
    independence,
    interruptions,
    investigation,
    outcomes,
    people,
    policies,
    redaction,
    reports,
    trust,
    warnings,
)

ROUTERS: tuple[APIRouter, ...] = (
    people.router,
    reports.router,
    cases.router,
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
    appeals.router,
    warnings.router,
    interruptions.router,
    policies.router,
    trust.router,
)
