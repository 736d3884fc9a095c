"""Papers that are not screenshots: printed with plain PDF text, so that the words can be read."""

from dataclasses import dataclass

from casework.demo.drawing import draw_post
from casework.demo.page_text import Line, body, heading, note, pdf_of
from casework.demo.post import Post


@dataclass(frozen=True)
class Email:
    """A message as printed from the mailbox it was received in."""

    sender: str
    recipient: str
    sent: str
    subject: str
    paragraphs: tuple[str, ...]

    def lines(self) -> list[Line]:
        return [
            heading(self.subject),
            note(f"From: {self.sender}"),
            note(f"To: {self.recipient}"),
            note(f"Sent: {self.sent}"),
            *map(body, self.paragraphs),
        ]


@dataclass(frozen=True)
class Statement:
    """An account in somebody's own words, signed and dated."""

    title: str
    person: str
    post_held: str
    taken: str
    paragraphs: tuple[str, ...]

    def lines(self) -> list[Line]:
        return [
            heading(self.title),
            note(f"Name: {self.person}"),
            note(f"Post: {self.post_held}"),
            note(f"Given: {self.taken}"),
            *(body(f"{number}.  {text}") for number, text in enumerate(self.paragraphs, 1)),
            body("I have read this statement. It is true to the best of my knowledge and belief."),
            note(f"Signed: {self.person}"),
        ]


@dataclass(frozen=True)
class RegisterCheck:
    """A look-up in one of the registers the policy relies on. No entry proves nothing."""

    register: str
    academy: str
    looked_up: str
    by: str
    rows: tuple[tuple[str, str], ...]
    caution: str

    def lines(self) -> list[Line]:
        return [
            heading(f"{self.register}: what was looked up"),
            note(f"Academy: {self.academy}"),
            note(f"Looked up: {self.looked_up}, by {self.by}"),
            *(body(f"{asked}: {answer}") for asked, answer in self.rows),
            note(self.caution),
        ]


@dataclass(frozen=True)
class SavedPage:
    """A page of a site as a browser printed it, with the address it was saved from."""

    post: Post
    address: str
    saved: str

    def lines(self) -> list[Line]:
        comments = (body(f"{said.author}: {said.text}") for said in self.post.comments)
        return [
            note(f"Saved {self.saved} from {self.address}"),
            heading(f"{self.post.display_name} ({self.post.handle})"),
            note(f"Posted {self.post.shown_at}"),
            body(self.post.caption),
            *comments,
        ]


Paper = Email | Statement | RegisterCheck | SavedPage


def print_paper(paper: Paper) -> bytes:
    """The paper as a PDF; a saved page also shows the page as it looked."""
    picture = draw_post(paper.post) if isinstance(paper, SavedPage) else None
    return pdf_of(paper.lines(), picture)
