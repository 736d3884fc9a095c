"""A file of words, made linkable: read in one confined process, printed by us in another."""

import json
from typing import BinaryIO

from casework.documents.packs import ExhibitUnreadable
from casework.documents.press import NotMade
from casework.documents.printing import written
from casework.documents.wordsheets import sheet_of
from casework.evidence import apart
from casework.evidence.kinds import FileKind, reads_as
from casework.evidence.printed import printed_apart

MOST_SECONDS = 20


def unit_of_words(source: BinaryIO, kind: FileKind, name: str, called: str) -> BinaryIO:
    """What a file says as a unit. Raises ExhibitUnreadable, or what `apart.ask` raises."""
    how = reads_as(kind, name)
    told = json.loads(apart.ask("read-words", source, how, seconds=MOST_SECONDS))
    label = "Excel workbook" if how == "workbook" else kind.label
    html = written("pack/words.html", sheet=sheet_of(label, told), reference=label, in_pack=True)
    made = apart.unheld()
    try:
        made.writelines(printed_apart(html))
    except NotMade as why:
        made.close()
        raise ExhibitUnreadable(called, str(why)) from why
    made.flush()
    made.seek(0)
    return made
