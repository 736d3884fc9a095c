"""Having a public web page captured, where the trust has switched that on."""

from fastapi import APIRouter

from casework.evidence.capturing.commands import CaptureWebPage
from web.acting.acts import ActPage, add_acts
from web.acting.asking import line, yes_no

router = APIRouter()

add_acts(
    router,
    ActPage(
        slug="capture-page",
        command=CaptureWebPage,
        title="Capture a public web page",
        button="Capture this page",
        lead="Casework opens the page as anybody would, without an account, and keeps it as a "
        "picture, a PDF, an MHTML and a WARC file, with a record of what was asked for.",
        what="It takes about a minute. The files then appear under “Not admitted yet”; when the "
        "page cannot be captured, Activity says why.",
        asks=(
            yes_no("suspected_image", "Could any of it be a nude or sexual image of a child?"),
            line("url", "Web address", "Begins with https:// or http://. Public pages only"),
        ),
        back="/evidence",
        listed=False,
    ),
)
