"""Drawing lots for everything about the trust that no story decides. The same lots every time."""

from collections.abc import Set
from datetime import date, timedelta
from random import Random

from casework.demo.cast import Part
from casework.demo.establishment import Post
from casework.demo.names import POOLS

POLICY_READ_FROM = date(2025, 9, 1)
NEVER_ACKNOWLEDGED = 0.05
LEAVES = 0.03


class Lots:
    """A seeded draw of names, start dates and signatures, without a name or address twice."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.names: set[str] = set()
        self.emails: set[str] = set()

    def stranger(self, post: Post, spoken_for: Set[str]) -> Part:
        """A person nobody has told a story about."""
        name = self.name()
        while name in spoken_for or name in self.names:
            name = self.name()
        self.names.add(name)
        return Part(name, post.academy.code, post.title, self.start_day(post))

    def name(self) -> str:
        pool = self.chance.choices(POOLS, [pool.weight for pool in POOLS])[0]
        return f"{self.chance.choice(pool.given)} {self.chance.choice(pool.family)}"

    def start_day(self, post: Post) -> date:
        """Teachers start with a term; everybody else on any Monday."""
        year = self.chance.randint(2008, 2025)
        if post.worker_type in {"teacher", "leader"}:
            month, day = self.chance.choice(((1, 5), (4, 20), (9, 1), (9, 1), (9, 1)))
            return date(year, month, day)
        any_day = date(year, 1, 4) + timedelta(self.chance.randrange(340))
        return any_day - timedelta(any_day.weekday())

    def email(self, given: str, family: str, domain: str) -> str:
        """Initial and surname, with a number where somebody already has that address."""
        plain = f"{given[0]}.{family}".lower().replace(" ", "")
        address, second = f"{plain}@{domain}", 2
        while address in self.emails:
            address, second = f"{plain}{second}@{domain}", second + 1
        self.emails.add(address)
        return address

    def acknowledged(self, post: Post, part: Part) -> date | None:
        """The day the policy was signed for: mostly in the first fortnight of term."""
        if post.worker_type == "trustee" or self.chance.random() < NEVER_ACKNOWLEDGED:
            return None
        signed = POLICY_READ_FROM + timedelta(self.chance.choice((0, 1, 1, 2, 2, 2, 3, 4, 8, 10)))
        return max(signed, part.employed_from + timedelta(1))

    def leaving_day(self, employed_from: date) -> date | None:
        if self.chance.random() >= LEAVES:
            return None
        last_day = self.chance.choice((date(2025, 12, 31), date(2026, 4, 30), date(2026, 8, 31)))
        return last_day if last_day > employed_from else None
