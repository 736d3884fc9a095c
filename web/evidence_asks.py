"""What is asked about an item of evidence. The same labels say it back on the item's page."""

from casework.evidence.details import AccessRoute, Authenticity, StillOnline
from web.asking import choice, day, heading, line, members, prose, yes_no

DETAILS = (
    heading("What it is"),
    line("details.what", "What it is", "For example: screenshot of a post", optional=True),
    line("details.platform", "Platform", optional=True),
    line("details.account", "Account name shown", optional=True),
    prose(
        "details.account_link",
        "How the account is linked to the employee",
        "What shows that it is theirs. A name and a picture alone do not.",
        optional=True,
    ),
    line("details.web_address", "Web address", optional=True),
    choice("details.still_online", "Still online", members(StillOnline)),
    day("details.last_checked_on", "Last checked on", optional=True),
    line("details.posted_at", "Posted, as displayed", optional=True),
    line("details.edited", "Marked as edited", optional=True),
    heading("How it was captured"),
    day("details.captured_on", "Captured on", optional=True),
    line("details.captured_at", "Time of capture", "Say which clock it is from", optional=True),
    line("details.captured_by", "Captured by", optional=True),
    line("details.witnessed_by", "Watched by", optional=True),
    line("details.device", "Device, app or browser", optional=True),
    choice("details.access_route", "How they came to see it", members(AccessRoute)),
    heading("What can be said about it"),
    line("details.audience", "Who could see it", optional=True),
    line("details.counts", "Reactions, shares and comments shown", optional=True),
    choice("details.authenticity", "Is it accepted?", members(Authenticity)),
    prose("details.dispute", "What is disputed", optional=True),
    prose(
        "details.third_parties",
        "Other people who can be seen",
        "Say pupil A or a parent. Do not name pupils.",
        optional=True,
    ),
    prose(
        "details.transcript",
        "What is said and seen, for a video",
        "With the time of each thing. A pack refers to a video only when this is written.",
        optional=True,
    ),
    line("details.special_category", "Sensitive personal data it shows", optional=True),
    prose("details.relevance", "Why it matters", optional=True),
)

ADMITTING = (
    line("title", "Short title", "For example: post with comments"),
    prose(
        "description",
        "Description for people who cannot see it",
        "What it shows, without saying what to think of it. Do not name pupils.",
    ),
    yes_no("shows_pupil", "Does it show or name a pupil?", "If so, it stays covered until opened."),
)

PLACING = (
    yes_no("in_pack", "Does it go in the hearing pack?"),
    prose(
        "reason",
        "Reason",
        "Needed when it is left out, or when it goes in and shows a pupil: files are not redacted, "
        "so the panel sees it as it is.",
        optional=True,
    ),
)
