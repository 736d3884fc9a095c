"""Policies for the tests to write down and read back, and where the trust's own file is."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import strategies as st

from casework.policies.parsing import ParsedBullet, ParsedClause, ParsedPolicy, ParsedSection

ROOT = Path(__file__).parents[2]
DIGEST = ROOT / "casework/policies/digest/social-media-policy.txt"
TRUSTS_OWN = Path(
    os.environ.get("CASEWORK_POLICY_FILE", ROOT.parent / "shared/policy/social-media-policy.txt")
)
NEEDS_TRUSTS_OWN = pytest.mark.skipif(
    not TRUSTS_OWN.exists(), reason="the trust's own policy file is not here"
)
WORDINGS = pytest.mark.parametrize(
    "path",
    [
        pytest.param(DIGEST, id="digest"),
        pytest.param(TRUSTS_OWN, id="trust", marks=[pytest.mark.policy, NEEDS_TRUSTS_OWN]),
    ],
)

EXAMPLE = """\
1. Introduction

1.1 This policy covers what employees post, at work
and at home – pupils’ names included.

2. Pupils

2.1 Employees must not post:

· Names
· Photographs
  or videos

2.2 See clause 2.1 for pre-existing permissions.
"""


@dataclass(frozen=True)
class Layout:
    """One way of writing a policy down."""

    mark: str = "·"
    line_end: str = "\n"
    space: str = " "
    indent: str = ""
    start: str = ""
    wrap: int = 0

    def write(self, policy: ParsedPolicy) -> str:
        lines = [self._wrapped(line) for line in lines_of(policy, self.mark)]
        return self.start + (self.line_end * 2).join(lines)

    def _wrapped(self, line: str) -> str:
        words = line.split(" ")
        size = self.wrap or len(words)
        rows = [words[at : at + size] for at in range(0, len(words), size)]
        return self.line_end.join(self.indent + self.space.join(row) for row in rows)


def lines_of(policy: ParsedPolicy, mark: str = "·") -> list[str]:
    """One line for each heading, clause and bullet."""
    lines: list[str] = []
    for section in policy.sections:
        lines.append(f"{section.number}. {section.heading}")
        for clause in section.clauses:
            lines.append(f"{clause.number} {clause.text}")
            lines.extend(f"{mark} {bullet.text}" for bullet in clause.bullets)
    return lines


FIRST = st.sampled_from(["Employees", "The", "A", "Pupils", "“Friends”", "‘Likes’", "No"])
WORDS = (
    "must not post about pupils, whom–they teach; niece/nephew (i.e. family) academy’s "
    "e-safety pre-existing 2026 100% naïve “own” views. and: or"
)
WORD = st.sampled_from(WORDS.split(" "))
SENTENCE = st.tuples(FIRST, st.lists(WORD, min_size=1, max_size=25)).map(
    lambda drawn: " ".join([drawn[0], *drawn[1]])
)
HEADING = st.lists(st.sampled_from(["Pupils", "Work", "Monitoring"]), min_size=1, max_size=3).map(
    " ".join
)


WRITTEN_CLAUSE = st.tuples(SENTENCE, st.lists(SENTENCE, max_size=4))
WRITTEN_SECTION = st.tuples(HEADING, st.lists(WRITTEN_CLAUSE, min_size=1, max_size=4))


def policies() -> st.SearchStrategy[ParsedPolicy]:
    """Any sound policy: sections and clauses run on from 1, bullets stand where they like."""
    return st.lists(WRITTEN_SECTION, min_size=1, max_size=4).map(_policy)


def _policy(written: list[tuple[str, list[tuple[str, list[str]]]]]) -> ParsedPolicy:
    return ParsedPolicy(
        tuple(
            ParsedSection(str(section), heading, _clauses(section, clauses))
            for section, (heading, clauses) in enumerate(written, start=1)
        )
    )


def _clauses(section: int, written: list[tuple[str, list[str]]]) -> tuple[ParsedClause, ...]:
    return tuple(
        ParsedClause(f"{section}.{place}", text, _bullets(f"{section}.{place}", bullets))
        for place, (text, bullets) in enumerate(written, start=1)
    )


def _bullets(clause: str, texts: list[str]) -> tuple[ParsedBullet, ...]:
    return tuple(
        ParsedBullet(clause + "abcdefgh"[at], text, at + 1) for at, text in enumerate(texts)
    )
