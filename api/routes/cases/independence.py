"""Keeping people apart over JSON. Leave is given, and break-glass opened, only in a browser."""

from fastapi import APIRouter

from api.acting import add_act
from casework.cases.approvals import DecideRequest
from casework.cases.conflicts import LiftConflict, RaiseConflict, RecordConflict, StepOff
from casework.cases.sealing import SealCase, UnsealCase
from casework.cases.waivers import AskForWaiver

router = APIRouter(tags=["independence"])
add_act(router, "step-off", StepOff)
add_act(router, "raise-conflict", RaiseConflict)
add_act(router, "record-conflict", RecordConflict)
add_act(router, "lift-conflict", LiftConflict)
add_act(router, "ask-waiver", AskForWaiver)
add_act(router, "decide-request", DecideRequest)
add_act(router, "seal", SealCase)
add_act(router, "unseal", UnsealCase)
