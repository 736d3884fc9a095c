"""What goes on beside a case, pausing and resuming it, a resignation, and reopening, over JSON."""

from fastapi import APIRouter

from api.acting import add_act
from casework.interruptions.overlapping import RecordOverlap
from casework.interruptions.pausing import PauseCase, ResumeCase, ReviewPause
from casework.interruptions.reopening import ReopenCase
from casework.interruptions.resigning import ConcludeAfterResignation, RecordResignation

router = APIRouter(tags=["interruptions"])
add_act(router, "overlap", RecordOverlap)
add_act(router, "pause", PauseCase)
add_act(router, "review-pause", ReviewPause)
add_act(router, "resume", ResumeCase)
add_act(router, "resignation", RecordResignation)
add_act(router, "conclude-after-resignation", ConcludeAfterResignation)
add_act(router, "reopen", ReopenCase)
