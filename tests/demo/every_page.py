"""Every page of the product: who is shown it, and on which matter of the demo trust.

A new page needs its place here (`tests/demo/test_fill.py` refuses one that has none).
"""

# Who opens which pages of one matter; several matters, since no single one stands everywhere.
ON_A_CASE = (
    (
        "Leanne Dobbs",
        "secure-store-shelf",
        " acknowledge-complaint acknowledge-report activity adjustment allegations allegations/1 "
        "alternative-to-suspension appoint clocks companion companion-withdrawn "
        "conclude-safeguarding consider-duty data-breach data-question "
        "data-question-acknowledged data-question-answered employee-papers end-appointments "
        "evidence evidence/add evidence/E1 evidence/E1/pack-place evidence/E1/custody "
        "exports extend-warning give-pseudonym hearing hearing-held "
        "hearing-notice hearing-witness independence investigation lado-contact letters "
        "letters/link?document=1 low-level-concern notes-answer overlap "
        "pack-profile?kind=management pause people place-hold postponement-request "
        "prepare-referral procedure protected-content pseudonyms raise-conflict reports "
        "resignation review-suspension room room/invite settlement-rider start-clock step-off "
        "suspend suspension-letter union-representative unlock-spent warning-absence warnings "
        "witnesses",
    ),
    (
        "Priya Nair",
        "understudy-rumour",
        "adjustment-decision ask-export decide-late-appeal draft-comment follow-pack-copy "
        "give-pack-copy hearing-in-absence leave-out-of-pack pack-copy-download "
        "pack-difference paper-withdrawn postponement-decision put-back-in-pack recall-pack "
        "recall-pack-copy reinstatement-letter seal sign-off-refusal unseal",
    ),
    (
        "Priya Nair",
        "reading-corner-account",
        "ask-waiver capture-page close-room decide-lift decide-request end-referral explain-delay "
        "extend-clock hand-over hearing/compare image-reported letter-sent lift-conflict lift-hold "
        "pause-clock personnel-removal record-conflict resume-clock retention stop-weeding",
    ),
    (
        "Nasreen Baig",
        "admissions-list-on-desk",
        "anonymity conclude-investigation evidence/E1/confirm evidence/E1/copy "
        "evidence/E1/details evidence/E1/image-stop evidence/E1/online-check evidence/E1/redact "
        "evidence/E1/files invite-employee invite-witness make-allegation meeting-held plan-step "
        "share-draft signed-statement statement-form step-done witnesses/ask",
    ),
    (
        "Leanne Dobbs",
        "mentor-messages",
        "appeal-heard appeal-hearing-notice appeal-letter appeal-received close decision "
        "reasons-asked reasons-given tell-complainant",
    ),
    (
        "Rebecca Hallam",
        "harvest-assembly",
        " my-adjustment my-companion my-hearing-witness my-paper-withdrawn my-papers "
        "my-postponement-request my-statement",
    ),
    ("Keith Ormerod", "marking-for-money", "approve-disposal keep-longer stop-disposal weeding"),
    (
        "Grace Bello",
        "family-court-remark",
        "hearing/packs/1/read mitigation non-attendance order-of-proceedings",
    ),
    ("Leanne Dobbs", "network-alert-screenshot", "begin-investigation identify-employee pass-on"),
    ("Priya Nair", "admissions-list-on-desk", "resume review-pause tell-employee"),
    (
        "Priya Nair",
        "harvest-assembly",
        " move-hearing new-allegation hearing evidence evidence/E1",
    ),
    ("Ruth Adekoya", "harvest-assembly", "evidence/E1/copies/1"),
    ("Keith Ormerod", "quiz-team-name", "keep-paper propose-weeding"),
    ("Helen Ashcroft", "register-for-sale", "outcome severity"),
    ("Lynette Shore", "broken-window-film", "finding?allegation=1"),
    ("Leanne Dobbs", "nativity-casting", "appeal-window outcome-letter"),
    ("Priya Nair", "threats-to-a-neighbour", "reference reopen"),
    ("Priya Nair", "exclusion-thread", "case-to-answer conclude-after-resignation"),
    ("Edmund Sayle", "election-night-class", "appeal"),
    ("Fiona Leigh", "pay-claim-post", "decide-unlock protected-content-advice"),
    ("Keith Ormerod", "wedding-pictures", "propose-disposal"),
    ("Grace Bello", "parents-evening-bingo", "review-dismissal"),
    ("Fiona Leigh", "wedding-pictures", "approve-weeding"),
    ("Samuel Reyes", "spelling-test-joke", "looked"),
    ("Marian Coley", "front-desk-diary", "appeal-decision"),
)

# Pages beside cases, by whom they are shown to.
BESIDE = {
    "Nasreen Baig": "/report /sign-in/confirm?to=/account /sign-in/confirmed /account "
    "/account/password /account/registers /account/tokens/new /policy /accessibility "
    "/second-factor /tasks",
    "Priya Nair": "/work /cases /reports /hearings /search /break-glass /registers "
    "/registers/new /registers/import /registers/acknowledged /retention /retention/disposals "
    "/retention/weeding /warnings /help "
    "/lists/cases/print /lists/hearings/print /lists/reports/print /lists/warnings/print "
    "/lists/hearings/views /lists/reports/views /lists/warnings/views "
    "/lists/cases/views/new?show=closed /lists/hearings/views/new?show=all "
    "/lists/reports/views/new?pupil=yes /lists/warnings/views/new?show=all",
    "Daniel Okafor": "/registers/decide",
    "Fiona Leigh": "/register /insights /insights/equality /references /approvals "
    "/settings /settings/procedure /settings/law /settings/delegation /settings/letters "
    "/settings/retention /settings/packs /settings/past /settings/journal /settings/backups "
    "/settings/timescales/triage /settings/particulars/help_phone /retention/night "
    "/approvals/webhooks /team /academies /closed-days /acknowledgements /policy/compare "
    "/policy/import /lists/cases/views /lists/retention/views /lists/retention/print "
    "/lists/retention/views/new?show=soon",
    "Samuel Reyes": "/oversight /data-requests /data-requests/new /data-protection "
    "/data-protection/policy /data-protection/breaches/new "
    "/data-requests/1/acknowledge /data-requests/1/answer /data-requests/1/ask-release "
    "/data-requests/1/decide?items=1 /data-requests/1/end /data-requests/1/extend "
    "/data-requests/1/identity /data-requests/1/refuse /data-requests/1/release "
    "/data-requests/1/resume /data-requests/1/search /data-requests/1/stop",
    "Callum Rigby": "/accounts /accounts/new /connections /connections/webhooks/new "
    "/connections/sign-in /operations /operations/work /roles /roles/new /staff",
    "": "/sign-in /room",  # somebody who has not signed in
}

# Pages whose address holds an id: who follows a link to them, and from where.
FOLLOWED = (
    ("Nasreen Baig", "/report", "/report/drafts/{draft_id}/delete"),
    ("Nasreen Baig", "/report", "/report/drafts/{draft_id}"),
    ("Nasreen Baig", "/report/drafts/{draft_id}", "/report/drafts/{draft_id}/{step}"),
    ("Nasreen Baig", "/report", "/report/sent/{reference}"),
    ("Nasreen Baig", "/report/sent/{reference}", "/report/sent/{reference}/add"),
    ("Nasreen Baig", "/policy", "/policy/{version_id}"),
    ("Nasreen Baig", "/policy/{version_id}", "/policy/{version_id}/{number}"),
    ("Fiona Leigh", "/policy", "/policy/{version_id}"),
    ("Fiona Leigh", "/policy/{version_id}", "/policy/{version_id}/kinds"),
    ("Priya Nair", "/reports", "/reports/{reference}"),
    ("Priya Nair", "/lists/cases/views", "/lists/cases/views/{view_id}"),
    ("Fiona Leigh", "/academies", "/academies/{academy_id}"),
    ("Fiona Leigh", "/acknowledgements", "/acknowledgements/{round_id}"),
    ("Nasreen Baig", "/help", "/help/{guide}"),
    ("Daniel Okafor", "/registers/decide", "/registers/decide/{entry_id}"),
    ("Fiona Leigh", "/settings/delegation", "/settings/delegation/{group}/{what}"),
    ("Fiona Leigh", "/settings/law", "/settings/law/{key}/{since}"),
    ("Fiona Leigh", "/settings/letters", "/settings/letters/{code}"),
    ("Fiona Leigh", "/settings/packs", "/settings/packs/{kind}"),
    ("Fiona Leigh", "/settings/retention", "/settings/retention/{code}"),
    ("Samuel Reyes", "/oversight", "/oversight/openings/{id}"),
    ("Marian Coley", "/oversight", "/oversight/waivers/{id}"),
    ("Samuel Reyes", "/data-requests", "/data-requests/{number}"),
    ("Samuel Reyes", "/data-protection", "/data-protection/breaches/{number}"),
    ("Callum Rigby", "/accounts", "/accounts/{account_id}"),
    ("Ruth Adekoya", "harvest-assembly:pseudonyms", "/cases/{reference}/correct-pseudonym"),
    ("Edmund Sayle", "election-night-class:", "/cases/{reference}/my-notes-answer"),
)
# Addresses that no link leads to: who has them, after which page found before, and what follows.
TYPED = (
    ("Nasreen Baig", "/report/drafts/{draft_id}/delete", "pupil yourself check evidence policy"),
)
# What is found by words, which no address holds: who asks, of which kind, for what.
NOT_THERE = "zzyzx"
SEARCHED = (
    ("Priya Nair", "", "assembly"),
    ("Priya Nair", "names", "hallam"),
    ("Priya Nair", "reports", "photos"),
    ("Priya Nair", "allegations", "2.6"),
    ("Priya Nair", "evidence", "post"),
    ("Priya Nair", "statements", "account"),
    ("Priya Nair", "hearing", "presented"),
    ("Priya Nair", "decisions", "warning"),
    ("Priya Nair", "letters", "outcome"),
    ("Nasreen Baig", "", "pupils"),
    ("Priya Nair", "", NOT_THERE),
)
# Pages about a person: who looks, where, and at whom; found by a name, which no address holds.
ABOUT = (("Fiona Leigh", "/references/{person_id}", "Rebecca Hallam"),)
# Without a link of somebody’s own, this is what whoever comes here sees.
OF_NOBODY = ("/task/over", "/room/over", "/letter/over", "/way-back/over")

# What answers to somebody who only looks, and is no page: files, parts of a page, and doors.
_FILE, _PART = "a file", "a part of a page, fetched by it"
NO_PAGES = {
    "/": "leads home",
    "/blank": "shows nothing, on purpose",
    "/calendar/{token}.ics": _FILE,
    "/cases/{reference}/evidence/{item}/content": _FILE,
    "/cases/{reference}/evidence/{item}/copies/{number}/pages/{page}": _FILE,
    "/cases/{reference}/evidence/{item}/pages/{number}": _FILE,
    "/cases/{reference}/evidence/{item}/redact/job": _PART,
    "/cases/{reference}/hearing/chronology.csv": _FILE,
    "/cases/{reference}/hearing/job": _PART,
    "/cases/{reference}/hearing/packs/{edition}.pdf": _FILE,
    "/cases/{reference}/hearing/packs/{edition}/index.csv": _FILE,
    "/cases/{reference}/hearing/packs/{edition}/pages/{number}": _FILE,
    "/cases/{reference}/letters/L{number}.pdf": _FILE,
    "/data-protection/processing.csv": _FILE,
    "/data-protection/processing.pdf": _FILE,
    "/data-requests/{number}/letters/{letter}.pdf": _FILE,
    "/health": "a word for what watches",
    "/insights/trustee-paper.pdf": _FILE,
    "/insights/{slug}.csv": _FILE,
    "/insights/{slug}.svg": _FILE,
    "/reports/new": _PART,
    "/acknowledgements/{round_id}/missing.csv": _FILE,
    "/lists/cases.csv": _FILE,
    "/lists/hearings.csv": _FILE,
    "/lists/reports.csv": _FILE,
    "/lists/retention.csv": _FILE,
    "/lists/warnings.csv": _FILE,
    "/metrics": "counts for Prometheus",
    "/ready": "a word for what stands before it",
    "/retention/disposals/{disposal_id}/certificate.pdf": _FILE,
    "/retention/weeding/{weeding_id}/certificate.pdf": _FILE,
    "/session": "how long a session lasts, for a script",
    "/settings/past/example.csv": _FILE,
    "/settings/past/example.xlsx": _FILE,
    "/sign-in/trust": "leads to the identity provider",
    "/sign-in/trust/back": "leads on from it",
}

# Pages that nothing in the demo trust leads to, and the tests that open each.
LOOKED_AT_ELSEWHERE = {
    "/cases/{reference}/evidence/{item}/admit": "tests/web/test_evidence_acts.py",
    "/cases/{reference}/evidence/{item}/image-stop-lift": "tests/web/test_evidence_record.py",
    "/cases/{reference}/separate-report": "tests/web/test_triage_desk.py",
    "/lists/hearings/views/{view_id}": "the page of a view of cases",
    "/lists/reports/views/{view_id}": "the page of a view of cases",
    "/lists/retention/views/{view_id}": "the page of a view of cases",
    "/lists/warnings/views/{view_id}": "the page of a view of cases",
    "/connections/webhooks/{webhook_id}": "tests/web/test_webhooks.py",
    "/data-requests/{number}/cases/{row_id}": "tests/data_rights",
    "/retention/disposals/{disposal_id}": "tests/retention",
    "/settings/packs/decide/{recipe_id}": "tests/web/test_recipes.py",
    "/settings/retention/decide/{amendment_id}": "tests/retention",
    "/sign-in/code": "tests/web/test_second_factor.py",
}
