"""What is asked about an item of evidence. The same labels say it back on the item's page."""

from casework.evidence.choices import (
    AccessRoute,
    Authenticity,
    Confirms,
    Form,
    ItemType,
    LawfulBasis,
    Means,
    Metadata,
    StillOnline,
)
from web.acting.asking import choice, day, heading, line, members, prose, select, yes_no

DETAILS = (
    heading("What it is"),
    select("details.item_type", "Kind of item", members(ItemType)),
    line("details.what", "What it is, in words", "For example screenshot of a post", True),
    choice("details.form", "Is it the original?", members(Form)),
    line("details.original_kept_at", "Where the thing itself is", "For example a phone", True),
    choice(
        "details.metadata",
        "Hidden data of the file (EXIF)",
        members(Metadata),
        "Casework takes nothing out of an original.",
    ),
    heading("What it shows, and where"),
    line("details.platform", "Platform", optional=True),
    line("details.account", "Account name shown", optional=True),
    line("details.display_name", "Display name shown", optional=True),
    line("details.profile", "Profile address or number", optional=True),
    line("details.profile_picture", "Profile picture", "What it shows, if it was kept", True),
    prose(
        "details.account_link",
        "How the account is linked to the employee",
        "What shows that it is theirs. A name and a picture alone do not.",
        optional=True,
    ),
    line("details.web_address", "Web address", optional=True),
    line("details.final_address", "Address it led on to", optional=True),
    line("details.post_id", "Number or permalink of the post", optional=True),
    line("details.posted_at", "Posted, as displayed", optional=True),
    line("details.edited", "Marked as edited", optional=True),
    line("details.audience", "Who could see it", optional=True),
    line("details.privacy_setting", "Privacy setting or icon shown", optional=True),
    line("details.counts", "Reactions, shares and comments shown", optional=True),
    prose(
        "details.sequence",
        "What comes before and after it",
        "One screen out of a conversation can mislead. Say what was kept of the rest.",
        optional=True,
    ),
    line("details.page_source", "Page source and media kept", optional=True),
    heading("How it was captured"),
    day("details.captured_on", "Captured on", optional=True),
    line("details.captured_at", "Time it began", "By the clock in England, like 10:41", True),
    line("details.captured_until", "Time it ended", optional=True),
    line("details.clock", "Which clock, and how far out", "And the time zone it shows", True),
    line("details.captured_by", "Captured by", optional=True),
    line("details.captured_by_role", "Their role", optional=True),
    line("details.witnessed_by", "Watched by", optional=True),
    line("details.device", "Device, app or browser", optional=True),
    line("details.software", "Version of the app and system", optional=True),
    line("details.seen_as", "Account it was seen through", "Their own, or none", True),
    line("details.network", "Network or internet address", optional=True),
    heading("How it was come by"),
    choice("details.access_route", "How they came to see it", members(AccessRoute)),
    line("details.obtained_from", "Whom it came from", "Not printed in a pack", True),
    choice("details.means", "Was any of these used to get it?", members(Means)),
    line("details.dpia_reference", "Impact assessment (DPIA)", "For monitoring only", True),
    select("details.lawful_basis", "Lawful basis for keeping it", members(LawfulBasis)),
    heading("What can be said about it"),
    choice("details.authenticity", "Is it accepted?", members(Authenticity)),
    prose("details.corroborated_by", "What else supports it", optional=True),
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

CORRECTING = (
    heading("If you change what was recorded"),
    prose(
        "reason",
        "Reason for the correction",
        "Needed when something that was recorded changes. It is printed on the sheet of the item.",
        optional=True,
    ),
)

CONFIRMING = (
    choice("confirms", "What do you confirm?", members(Confirms)),
    prose("words", "Anything to add", "The employee may read this.", optional=True),
)

LOOKING = (
    day("looked_on", "Day you looked"),
    choice("found", "Is it still online?", members(StillOnline)),
    prose("note", "Anything to add", "The employee may read this.", optional=True),
)

LIFTING = (
    line("advised_by", "Who advised you, and when", "For example Norfolk police, 3 November"),
    prose("reason", "Reason", "What they said. Do not describe the image."),
)

ADMITTING = (
    line("title", "Short title", "For example post with comments"),
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
        "Needed when it is left out, or when it goes in and shows a pupil without a released "
        "redacted copy, so that the panel sees it as it is.",
        optional=True,
    ),
)
