"""Screenshots of posts that were never posted, drawn with Pillow alone."""

from collections.abc import Callable

from casework.demo import looks
from casework.demo.post import Look, Post
from casework.demo.screen import Screen

LAYOUTS: dict[Look, Callable[[Post], Screen]] = {
    Look.PHOTO_FEED: looks.photo_feed,
    Look.MICROBLOG: looks.microblog,
    Look.COMMUNITY: looks.community,
    Look.CHAT: looks.chat,
    Look.PROFESSIONAL: looks.professional,
    Look.VIDEO: looks.video,
    Look.PROFILE: looks.profile,
}


def draw_post(post: Post) -> bytes:
    """The post as a PNG of the screen it was seen on; the same post is always the same picture."""
    return LAYOUTS[post.look](post).canvas.png()
