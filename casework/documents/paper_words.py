"""What an issued paper of ours says, read back from its own bytes."""

from typing import BinaryIO

import pypdfium2

from casework.errors import Unsound


def words_of_paper(source: BinaryIO, called: str) -> str:
    """The words of a paper, page after page.

    Raises:
        Unsound: it cannot be read as a PDF.
    """
    try:
        with pypdfium2.PdfDocument(source) as paper:
            pages = [paper[number].get_textpage().get_text_range() for number in range(len(paper))]
    except pypdfium2.PdfiumError as error:
        raise Unsound(f"{called} cannot be read") from error
    return "\n\n".join(each.replace("\r\n", "\n").replace("￾", "-").strip() for each in pages)
