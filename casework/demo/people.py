"""The invented trust: about four hundred people in their posts, and the file HR would import."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from io import StringIO

from casework.demo.academies import Academy
from casework.demo.cast import CAST, Part
from casework.demo.establishment import Post, all_posts
from casework.demo.lots import Lots

TRUST_NAME = "Tansley Vale Learning Trust"
COLUMNS = (
    "staff_number",
    "given_name",
    "family_name",
    "email",
    "phone",
    "academy_code",
    "academy_name",
    "job_title",
    "worker_type",
    "manager",
    "employed_from",
    "left_on",
    "roles",
    "acknowledged_policy_on",
)
ROLES_OF_TITLE = {
    "Principal": ("principal",),
    "Chief Executive": ("chief_executive",),
    "Chair of trustees": ("chair_of_trustees", "panel_member"),
    "Trustee": ("panel_member",),
    "Director of HR": ("hr_director",),
    "HR case manager": ("hr_case_manager",),
    "Data protection officer": ("dpo",),
    "Trust safeguarding lead": ("safeguarding_lead",),
    "Internal auditor": ("auditor",),
    "Records officer": ("records_officer",),
    "IT systems administrator": ("it_admin",),
    "Deputy IT systems administrator": ("it_admin",),
}


@dataclass(frozen=True)
class Person:
    """One invented person in one post."""

    staff_number: str
    given_name: str
    family_name: str
    email: str
    phone: str
    academy: Academy
    job_title: str
    worker_type: str
    manager: str
    employed_from: date
    left_on: date | None
    roles: tuple[str, ...]
    acknowledged_policy_on: date | None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def short_name(self) -> str:
        return f"{self.given_name[0]}. {self.family_name}"

    def row(self) -> tuple[str, ...]:
        """This person as one line of the staff file."""
        return (
            self.staff_number,
            self.given_name,
            self.family_name,
            self.email,
            self.phone,
            self.academy.code,
            self.academy.name,
            self.job_title,
            self.worker_type,
            self.manager,
            self.employed_from.isoformat(),
            self.left_on.isoformat() if self.left_on else "",
            ";".join(self.roles),
            self.acknowledged_policy_on.isoformat() if self.acknowledged_policy_on else "",
        )


@dataclass(frozen=True)
class Trust:
    """Everybody who works for the trust or sits on its board."""

    people: tuple[Person, ...]

    @cached_property
    def by_number(self) -> Mapping[str, Person]:
        return {person.staff_number: person for person in self.people}

    @cached_property
    def by_name(self) -> Mapping[str, Person]:
        return {person.name: person for person in self.people}

    def named(self, name: str) -> Person:
        """The person of that full name. Raises KeyError when the trust has nobody so called."""
        return self.by_name[name]

    def manager_of(self, person: Person) -> Person:
        return self.by_number[person.manager]

    def principal_of(self, academy: Academy) -> Person:
        """The academy's own; the chief executive for the central team."""
        return self._only(academy, "chief_executive" if academy.phase == "central" else "principal")

    def safeguarding_lead_of(self, academy: Academy) -> Person:
        """The academy's own lead; the trust's for the central team."""
        role = "safeguarding_lead" if academy.phase == "central" else "dsl"
        return self._only(academy, role)

    def _only(self, academy: Academy, role: str) -> Person:
        return next(p for p in self.people if p.academy == academy and role in p.roles)


@cache
def invented_trust() -> Trust:
    """The same trust every time it is asked for."""
    lots = Lots(seed=2026)
    posts = all_posts()
    parts = parts_in_posts(posts)
    spoken_for = {part.name for part in CAST}
    people = tuple(
        appoint(post, parts.get(post.staff_number) or lots.stranger(post, spoken_for), lots)
        for post in posts
    )
    return Trust(tuple(with_leaving_day(person, lots) for person in people))


def parts_in_posts(posts: tuple[Post, ...]) -> dict[str, Part]:
    """Which named person fills which post. Raises LookupError when a part has no such post."""
    free = list(posts)
    filled: dict[str, Part] = {}
    for part in CAST:
        post = next(
            (p for p in free if (p.academy.code, p.title) == (part.academy, part.title)), None
        )
        if post is None:
            raise LookupError(f"{part.academy} has no free post of {part.title} for {part.name}")
        free.remove(post)
        filled[post.staff_number] = part
    return filled


def appoint(post: Post, part: Part, lots: Lots) -> Person:
    """Put a person into a post, with the address, number and roles that go with it."""
    given, family = part.name.rsplit(" ", 1)
    return Person(
        staff_number=post.staff_number,
        given_name=given,
        family_name=family,
        email=lots.email(given, family, post.academy.domain),
        phone=f"01632 960{post.position:03d}",
        academy=post.academy,
        job_title=post.title,
        worker_type=part.worker_type or post.worker_type,
        manager=post.manager,
        employed_from=part.employed_from,
        left_on=None,
        roles=roles_in(post, part),
        acknowledged_policy_on=lots.acknowledged(post, part),
    )


def roles_in(post: Post, part: Part) -> tuple[str, ...]:
    """What a post makes its holder in the trust."""
    manages = ("line_manager",) if post.manages_others and post.worker_type != "trustee" else ()
    return (*manages, *ROLES_OF_TITLE.get(post.title, ()), *part.roles)


def with_leaving_day(person: Person, lots: Lots) -> Person:
    """A few people without a part in any story have left, or are working their notice."""
    named = any(part.name == person.name for part in CAST)
    if named or "line_manager" in person.roles:
        return person
    return replace(person, left_on=lots.leaving_day(person.employed_from))


def staff_csv(left: Mapping[str, date] | None = None) -> str:
    """The staff file of the trust; `left` gives the last day of more leavers by staff number."""
    last_days = left or {}
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for person in invented_trust().people:
        last_day = last_days.get(person.staff_number, person.left_on)
        writer.writerow(replace(person, left_on=last_day).row())
    return file.getvalue()
