"""Hearings: the written notice, and the meeting at which the employee answers the allegations."""
