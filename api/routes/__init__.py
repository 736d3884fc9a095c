"""Routes by stage: the folder names are those of web/pages, the file names those of casework."""

from fastapi import APIRouter

from api.routes.cases import (
    beside_the_stages,
    cases,
    clocks,
    custody,
    desk,
    duties,
    exports,
    independence,
    interruptions,
    lists,
    procedure,
    references,
)
from api.routes.evidence import derived, evidence, evidence_record, evidence_within, redaction
from api.routes.hearings import hearing_packs, hearings, pack_copies, pack_tables
from api.routes.investigation import allegations, investigation, registers, suspension
from api.routes.outcomes import appeals, documents, letters, letters_sent, outcomes, warnings
from api.routes.reports import reports
from api.routes.retention import (
    data_protection,
    data_requests,
    disposals,
    retention,
    retention_queue,
    weeding,
)
from api.routes.room import room, room_papers
from api.routes.running import backups, operations, past
from api.routes.trust import (
    academies,
    acknowledgements,
    insights,
    letter_wording,
    people,
    policies,
    recipes,
    rulebook,
    staff,
    trust,
)

ROUTERS: tuple[APIRouter, ...] = (
    people.router,
    academies.router,
    staff.router,
    reports.router,
    cases.router,
    clocks.router,
    independence.router,
    suspension.router,
    duties.router,
    investigation.router,
    evidence.router,
    custody.router,
    redaction.router,
    evidence_record.router,
    evidence_within.router,
    derived.router,
    allegations.router,
    hearings.router,
    procedure.router,
    hearing_packs.router,
    pack_copies.router,
    pack_tables.router,
    exports.router,
    documents.router,
    operations.router,
    outcomes.router,
    appeals.router,
    warnings.router,
    insights.router,
    interruptions.router,
    letters.router,
    letters_sent.router,
    lists.router,
    letter_wording.router,
    beside_the_stages.router,
    room.router,
    room_papers.router,
    policies.router,
    registers.router,
    acknowledgements.router,
    past.router,
    trust.router,
    rulebook.router,
    desk.router,
    data_protection.router,
    data_requests.router,
    retention.router,
    recipes.router,
    retention_queue.router,
    weeding.router,
    references.router,
    disposals.router,
    backups.router,
)
