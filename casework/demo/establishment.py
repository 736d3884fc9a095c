"""The posts of the trust one by one: numbered, and each with the post it answers to."""

from dataclasses import dataclass, replace
from itertools import count

from casework.demo.academies import POSTS_BY_PHASE, WORKPLACES, Academy

CENTRAL_TITLES = frozenset({"Chief Executive", "Chair of trustees"})


@dataclass(frozen=True)
class Post:
    """One post at one workplace."""

    position: int
    academy: Academy
    title: str
    worker_type: str
    managed_by: str
    manager: str = ""
    manages_others: bool = False

    @property
    def staff_number(self) -> str:
        return f"TV{1000 + self.position}"


def all_posts() -> tuple[Post, ...]:
    """Every post, with the staff number of the post that manages it."""
    positions = count(1)
    posts = [
        Post(next(positions), academy, kind.title, kind.worker_type, kind.managed_by)
        for academy in WORKPLACES
        for kind in POSTS_BY_PHASE[academy.phase]
        for _ in range(kind.count)
    ]
    managed = [replace(post, manager=manager_number(post, posts)) for post in posts]
    managing = {post.manager for post in managed}
    return tuple(replace(p, manages_others=p.staff_number in managing) for p in managed)


def manager_number(post: Post, posts: list[Post]) -> str:
    """Posts of one kind are shared out between the managers who carry the title."""
    if not post.managed_by:
        return ""
    managers = [m for m in posts if m.title == post.managed_by and may_manage(m, post)]
    return managers[post.position % len(managers)].staff_number


def may_manage(manager: Post, post: Post) -> bool:
    return manager.title in CENTRAL_TITLES or manager.academy == post.academy
