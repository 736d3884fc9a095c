"""How each kind of place lays out a post."""

from casework.demo.canvas import GREY, INK, PALE
from casework.demo.post import Comment, Post
from casework.demo.scenes import draw_scene
from casework.demo.screen import Screen, framed, tool_row

BUBBLE, OWN_BUBBLE = "#e9edf0", "#cfe5dc"
ACCENT = "#2d6a78"


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def picture(screen: Screen, post: Post, height: float, *, inset: bool = False) -> None:
    """The drawing that stands for a photograph, if the post had one."""
    if post.scene is None:
        return
    margin = screen.px(16) if inset else 0
    low = screen.top + screen.px(height)
    area = (screen.left + margin, screen.top, screen.right - margin, low)
    draw_scene(screen.canvas, area, post.scene)
    screen.top = low + screen.px(12)


def heart(screen: Screen, at: tuple[int, int], size: float, colour: str) -> None:
    x, y = at
    r = screen.px(size / 4)
    screen.canvas.disc((x + r, y + r), r, colour)
    screen.canvas.disc((x + 3 * r, y + r), r, colour)
    low = ((x, y + round(r * 1.4)), (x + 4 * r, y + round(r * 1.4)), (x + 2 * r, y + 4 * r))
    screen.canvas.pen.polygon(low, fill=colour)


def photo_feed(post: Post) -> Screen:
    """A photograph across the screen, its caption, and the comments under it."""
    screen = framed(post, "Posts")
    screen.author(post.handle, post.subtitle or post.display_name)
    picture(screen, post, 300)
    heart(screen, (screen.inner, screen.top + screen.px(2)), 20, "#b5403d")
    left = screen.inner + screen.px(30)
    screen.canvas.bold((left, screen.top), counted(post.likes, "like", "likes"), screen.px(15))
    screen.skip(30)
    screen.named(post.handle, post.caption)
    screen.skip(6)
    screen.quiet(post.shown_at)
    screen.skip(8)
    for said in post.comments:
        screen.named(said.author, said.text)
        screen.skip(5)
    return screen


def microblog(post: Post) -> Screen:
    """A short text in large letters, its counts, and the replies."""
    screen = framed(post, "Post")
    screen.author(post.display_name, f"@{post.handle}", 21)
    screen.words(post.caption, 19)
    screen.skip(8)
    picture(screen, post, 200, inset=True)
    screen.quiet(post.shown_at, 14)
    screen.skip(6)
    screen.rule()
    screen.skip(10)
    shares = counted(post.shares, "share", "shares")
    screen.quiet(f"{shares}   {counted(post.likes, 'like', 'likes')}", 14)
    screen.skip(6)
    replies(screen, post)
    return screen


def replies(screen: Screen, post: Post) -> None:
    for said in post.comments:
        screen.rule()
        screen.skip(12)
        screen.author(said.author, "reply", 14)
        screen.words(said.text)
        screen.skip(10)


def community(post: Post) -> Screen:
    """A post in a local group, with boxed comments."""
    screen = framed(post, post.subtitle or "Community")
    screen.author(post.display_name, post.shown_at, 20)
    screen.words(post.caption, 16)
    screen.skip(10)
    picture(screen, post, 210, inset=True)
    heart(screen, (screen.inner, screen.top + screen.px(1)), 15, ACCENT)
    screen.canvas.text(
        (screen.inner + screen.px(24), screen.top),
        f"{post.likes}   {counted(len(post.comments), 'comment', 'comments')}   "
        f"{counted(post.shares, 'share', 'shares')}",
        screen.px(13),
        GREY,
    )
    screen.skip(28)
    tool_row(screen, ("Like", "Comment", "Share"))
    for said in post.comments:
        boxed(screen, said)
    return screen


def boxed(screen: Screen, said: Comment) -> None:
    """A comment in a pale box beside its author's picture."""
    canvas, px = screen.canvas, screen.px
    left, top = screen.inner + px(40), screen.top
    room = screen.right - px(16) - left - px(20)
    lines = canvas.lines(said.text, px(14), room)
    low = top + px(34) + round(len(lines) * px(14) * 1.42)
    canvas.account_picture((screen.inner + px(15), top + px(15)), px(15), said.author)
    canvas.box((left, top, screen.right - px(16), low), PALE, px(12))
    canvas.bold((left + px(10), top + px(7)), said.author, px(13.5))
    canvas.paragraph((left + px(10), top + px(26)), said.text, px(14), room)
    screen.top = low + px(10)


def chat(post: Post) -> Screen:
    """A conversation in bubbles; the account's own messages stand on the right."""
    screen = framed(post, post.subtitle or post.display_name)
    screen.canvas.text(
        (screen.left + screen.px(140), screen.top), post.shown_at, screen.px(12), GREY
    )
    screen.skip(28)
    for said in (Comment(post.handle, post.caption), *post.comments):
        bubble(screen, said, own=said.author == post.handle)
    return screen


def bubble(screen: Screen, said: Comment, *, own: bool) -> None:
    canvas, px = screen.canvas, screen.px
    lines = canvas.lines(said.text, px(15), px(240))
    low = screen.top + px(38) + round(len(lines) * px(15) * 1.42)
    left = screen.right - px(282) if own else screen.left + px(16)
    canvas.box((left, screen.top, left + px(266), low), OWN_BUBBLE if own else BUBBLE, px(16))
    canvas.bold((left + px(13), screen.top + px(8)), said.author, px(12.5), ACCENT)
    canvas.paragraph((left + px(13), screen.top + px(27)), said.text, px(15), px(240))
    screen.top = low + px(9)


def professional(post: Post) -> Screen:
    """A post or reference on a working network, under a person's headline."""
    screen = framed(post, "Activity")
    screen.author(post.display_name, post.subtitle, 24)
    screen.quiet(post.shown_at)
    screen.skip(6)
    screen.words(post.caption, 16)
    screen.skip(10)
    picture(screen, post, 190)
    screen.quiet(f"{counted(post.likes, 'reaction', 'reactions')}", 13)
    screen.skip(6)
    tool_row(screen, ("React", "Comment", "Repost", "Send"))
    for said in post.comments:
        boxed(screen, said)
    return screen


def video(post: Post) -> Screen:
    """A still of a film with its button and bar, its title and its comments."""
    screen = framed(post, "Video")
    top = screen.top
    picture(screen, post, 225)
    middle = ((screen.left + screen.right) // 2, (top + screen.top) // 2)
    screen.canvas.disc(middle, screen.px(27), "#22292f")
    x, y, px = *middle, screen.px
    play = ((x - px(8), y - px(12)), (x - px(8), y + px(12)), (x + px(13), y))
    screen.canvas.pen.polygon(play, fill="#ffffff")
    low = screen.top - px(16)
    screen.canvas.box((screen.left, low, screen.right, low + px(4)), "#c9ced2")
    screen.canvas.box((screen.left, low, screen.left + px(120), low + px(4)), "#b5403d")
    screen.skip(4)
    screen.words(post.caption, 18)
    screen.quiet(f"{counted(post.likes, 'view', 'views')} · {post.shown_at}")
    screen.skip(12)
    screen.author(post.display_name, f"@{post.handle}")
    for said in post.comments:
        boxed(screen, said)
    return screen


def profile(post: Post) -> Screen:
    """The front page of an account: who it says it is, and its last posts as tiles."""
    screen = framed(post, post.handle)
    canvas, px = screen.canvas, screen.px
    centre = (screen.inner + px(40), screen.top + px(44))
    canvas.account_picture(centre, px(40), post.display_name)
    left = screen.inner + px(100)
    for place, (count, of) in enumerate(((post.shares, "posts"), (post.likes, "followers"))):
        canvas.bold((left + px(place * 110), screen.top + px(20)), str(count), px(18))
        canvas.text((left + px(place * 110), screen.top + px(44)), of, px(14), GREY)
    screen.skip(104)
    canvas.bold((screen.inner, screen.top), post.display_name, px(16), INK)
    screen.skip(24)
    screen.quiet(post.subtitle, 14)
    screen.words(post.caption, 15)
    screen.quiet(post.shown_at, 13)
    screen.skip(14)
    tiles(screen, post)
    return screen


def tiles(screen: Screen, post: Post) -> None:
    """Nine squares, some with the account's picture, the rest in quiet colours."""
    side = (screen.right - screen.left - screen.px(4)) // 3
    for place in range(9):
        left = screen.left + place % 3 * (side + screen.px(2))
        top = screen.top + place // 3 * (side + screen.px(2))
        area = (left, top, left + side, top + side)
        if post.scene is not None and place % 4 == 0:
            draw_scene(screen.canvas, area, post.scene)
        else:
            screen.canvas.box(area, ("#d8e0df", "#e6ddcf", "#cfd8e0")[place % 3])
