"""What an exhibit is and what it shows, in words for people who cannot see it."""

from casework.demo.papers import Email, RegisterCheck, SavedPage, Statement
from casework.demo.post import Post, Shape
from casework.demo.story import Evidence


def what_it_is(item: Evidence) -> str:
    source = item.source
    if isinstance(source, Post):
        return f"Screenshot of a {'phone' if source.shape is Shape.PHONE else 'computer'}"
    if isinstance(source, SavedPage):
        return "Web page, saved and printed"
    return {
        Email: "Message, printed from a mailbox",
        Statement: "Signed statement",
        RegisterCheck: "Note of a look-up in a register",
    }[type(source)]


def what_it_shows(item: Evidence) -> str:
    """Everything that can be read on it, and that pupils can be seen where they can."""
    source = item.source
    if isinstance(source, Post):
        said = on_screen(source)
    elif isinstance(source, SavedPage):
        said = f"{on_screen(source.post)} Saved from {source.address}."
    elif isinstance(source, RegisterCheck):
        rows = " ".join(f"{asked}: {answer}." for asked, answer in source.rows)
        said = f"{source.register}. {rows}"
    else:
        said = " ".join(source.paragraphs)
    return f"{said} A pupil can be seen, or can be recognised." if item.shows_a_pupil else said


def on_screen(post: Post) -> str:
    picture = "A picture, and under it the words: " if post.scene else ""
    said = f"{picture}“{post.caption}”, by {post.display_name}, shown as posted {post.shown_at}."
    answers = " ".join(f"{each.author}: “{each.text}”" for each in post.comments)
    return f"{said} Below it: {answers}" if answers else said


def counts_on(post: Post) -> str | None:
    """Reactions, shares and answers as the screen shows them."""
    counted = (("reactions", post.likes), ("shares", post.shares), ("comments", len(post.comments)))
    return ", ".join(f"{number:,} {what}" for what, number in counted if number) or None
