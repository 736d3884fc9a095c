"""Paper is made only of what it was given and of our own fonts, in one language, for everyone."""

import io
from dataclasses import replace

import pikepdf
import pytest

from casework.documents.completeness import PaperIncomplete
from casework.documents.investigation_report import print_report
from casework.documents.printing import FONTS, _press, printed, template_version
from casework.documents.sheets import NoteSheet
from tests.documents.reading import bare, words_in
from tests.documents.reported import REPORT


def a_note(text: str) -> bytes:
    sheet = NoteSheet(title="A note", text=text)
    return printed("pack/note.html", sheet=sheet, reference="TVLT-2026-014").pdf


def test_paper_is_tagged_in_british_english_with_every_font_inside() -> None:
    with pikepdf.Pdf.open(io.BytesIO(a_note("Zoë’s note, naïve and exact."))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        faces = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        descriptors = [each for each in faces if each.get("/Type") == pikepdf.Name.FontDescriptor]
        assert descriptors
        assert all("/FontFile2" in each for each in descriptors)


@pytest.mark.parametrize(
    "address", ["https://example.test/a.css", "file:///etc/hostname", f"{FONTS.as_uri()}/OFL.txt"]
)
def test_paper_fetches_nothing_but_its_fonts(address: str) -> None:
    with pytest.raises(BaseException, match="A paper may not fetch"):
        _press()["url_fetcher"].fetch(address)


def test_a_template_version_follows_the_template() -> None:
    assert template_version("pack/note.html") != template_version("pack/people.html")


def test_the_investigation_report_has_its_parts_in_order() -> None:
    words = words_in(print_report(REPORT).pdf)
    parts = (
        "1. Introduction",
        "2. Terms of reference",
        "3. Process followed",
        "4. People spoken to",
        "5. Evidence considered",
        "6. Facts not in dispute",
        "7. Facts in dispute",
        "8. The employee’s account",
        "9. Evidence looked for that might help the employee",
        "10. Mitigation",
        "11. Conclusions",
        "There is a case to answer.",
        "There is no case to answer.",
    )
    places = [words.find(bare(part)) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_report_without_the_search_for_what_helps_the_employee_is_refused() -> None:
    with pytest.raises(PaperIncomplete, match="might help the employee is missing"):
        print_report(replace(REPORT, exculpatory_evidence=""))
