"""Routes by stage: the file names are those of casework and web."""

from fastapi import APIRouter

from api.routes import (
    allegations,
    cases,
    custody,
    derived,
    documents,
    duties,
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
    registers,
    reports,
    suspension,
    trust,
)

ROUTERS: tuple[APIRouter, ...] = (
    people.router,
    reports.router,
    cases.router,
    independence.router,
    suspension.router,
    duties.router,
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
    registers.router,
    trust.router,
)
