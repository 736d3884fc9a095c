"""What is known of the social media policy fits its words, and the words on the page."""

import re
from pathlib import Path

import pytest

from casework.policies.catalogue import (
    BREACH_CODES,
    ENTRIES,
    INTAKE_LABELS,
    SOCIAL_MEDIA,
    ClauseKind,
    IntakeGroup,
    breach_code_of,
    catalogue_for,
    kind_of,
    printed_number,
    strength_of,
)
from casework.policies.parsing import parse_policy
from tests.rules.written_policies import DIGEST, NEEDS_TRUSTS_OWN, TRUSTS_OWN, WORDINGS

COPIED = 7  # words in a row


def test_the_kinds_are_the_ones_agreed() -> None:
    agreed = {
        ClauseKind.RULE: "2.1 2.4a 2.4b 2.5 2.6 2.7 3.1 3.2 3.3 3.4 3.8 3.10 3.12 3.13 "
        "4.1a 4.1b 4.1c 4.1d 4.1e 4.1f 4.1g 4.1h 5.5",
        ClauseKind.DUTY_TO_TELL: "3.7 3.9",
        ClauseKind.STANDARD: "2.3 2.4 3.5 4.1",
        ClauseKind.INFORMATION: "1.1 1.2 1.3 1.4 2.2 2.2a 2.2b 2.2c 2.2d 3.6 3.11 5.1 5.2 5.2a "
        "5.2b 5.2c 5.2d 5.2e 5.2f 5.2g 5.3 5.4 5.6 5.7",
    }
    for kind, numbers in agreed.items():
        assert [entry.number for entry in ENTRIES if entry.kind is kind] == numbers.split()


@pytest.mark.parametrize(
    ("kind", "alone", "beside"),
    [
        (ClauseKind.RULE, True, False),
        (ClauseKind.DUTY_TO_TELL, True, False),
        (ClauseKind.STANDARD, False, True),
        (ClauseKind.INFORMATION, False, False),
    ],
)
def test_a_standard_is_named_only_beside_a_rule_and_information_never(
    kind: ClauseKind, alone: bool, beside: bool
) -> None:
    assert (kind.can_be_alleged, kind.needs_a_rule) == (alone, beside)
    assert kind.label
    assert kind.sentence.endswith(".")


@WORDINGS
def test_every_statement_of_the_policy_is_in_the_catalogue_and_is_about_its_subject(
    path: Path,
) -> None:
    statements = parse_policy(path.read_text(encoding="utf-8")).statements
    assert [each.number for each in statements] == [entry.number for entry in ENTRIES]
    known = [SOCIAL_MEDIA.entry_for(each.number, each.text) for each in statements]
    assert known == list(ENTRIES)


@WORDINGS
def test_every_rule_with_a_word_of_strength_is_known_by_it(path: Path) -> None:
    statements = parse_policy(path.read_text(encoding="utf-8")).statements
    strengths = {each.number: strength_of(each.text) for each in statements}
    assert strengths["2.4a"] == "should not"
    assert strengths["2.4b"] == "must not"
    assert strengths["2.6"] == "can only"
    assert strengths["3.13"] == "should never"
    assert strengths["4.1e"] is None


def test_a_revision_that_moves_a_number_to_other_words_leaves_its_kind_to_hr() -> None:
    catalogue = catalogue_for("Social media policy")
    assert catalogue.kind_of("2.6", "Photos need a release slip.") is ClauseKind.RULE
    assert catalogue.kind_of("2.6", "The academy owns its accounts.") is ClauseKind.STANDARD


@pytest.mark.parametrize(
    "title", ["Social Media Policy", "Staff social-media policy", "SOCIAL MEDIA"]
)
def test_the_social_media_policy_is_known_by_its_title(title: str) -> None:
    assert catalogue_for(title) is SOCIAL_MEDIA


def test_nothing_in_another_policy_can_be_alleged_until_hr_says_what_is_a_rule() -> None:
    dignity = catalogue_for("Dignity at work policy")
    assert dignity.kind_of("2.6", "Staff must not share photos.") is ClauseKind.STANDARD
    assert not dignity.intake_labels


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("4.1e", "4.1, 5th point"),
        ("2.2b", "2.2, 2nd point"),
        ("2.4a", "2.4 (first part)"),
        ("2.4b", "2.4 (second part)"),
        ("3.10", "3.10"),
    ],
)
def test_a_number_is_printed_without_letters_the_policy_does_not_have(
    number: str, printed: str
) -> None:
    assert printed_number(number) == printed


@WORDINGS
def test_a_number_prints_the_same_from_the_catalogue_and_from_the_file(path: Path) -> None:
    for each in parse_policy(path.read_text(encoding="utf-8")).statements:
        assert printed_number(each.number) == each.printed


def test_the_page_asks_in_four_groups_in_the_agreed_order() -> None:
    by_group = {
        group: [each.key for each in INTAKE_LABELS if each.group is group] for group in IntakeGroup
    }
    assert by_group == {
        IntakeGroup.PUPILS: ["2.6", "2.5", "2.4b", "2.4a"],
        IntakeGroup.ACADEMY_OR_TRUST: ["2.7", "3.1", "3.4", "3.8", "2.1"],
        IntakeGroup.PEOPLE: ["3.3", "4.1e", "3.2", "3.10"],
        IntakeGroup.SOMETHING_ELSE: ["3.13", "3.9", "none"],
    }
    assert [each for keys in by_group.values() for each in keys] == [
        each.key for each in INTAKE_LABELS
    ]


def test_what_a_reporter_ticks_can_be_alleged_and_says_what_the_catalogue_says() -> None:
    for each in INTAKE_LABELS[:-1]:
        assert each.clause is not None
        assert kind_of(each.clause).can_be_alleged
        assert SOCIAL_MEDIA.entries[each.clause].label == each.label


def test_a_reporter_who_ticks_none_must_use_their_own_words() -> None:
    none = INTAKE_LABELS[-1]
    assert none.clause is None
    assert [each.required for each in none.follow_ups] == [True]


def test_each_follow_up_question_has_a_key_of_its_own() -> None:
    keys = [each.key for label in INTAKE_LABELS for each in label.follow_ups]
    assert len(keys) == len(set(keys))


def test_whatever_can_be_alleged_has_exactly_one_breach_code() -> None:
    numbers = [number for each in BREACH_CODES for number in each.clauses]
    assert len(numbers) == len(set(numbers))
    for entry in ENTRIES:
        assert (breach_code_of(entry.number) is not None) or not entry.kind.can_be_alleged
    assert set(numbers) <= {entry.number for entry in ENTRIES}


def test_bands_run_from_the_lowest_without_a_gap() -> None:
    order = list(type(BREACH_CODES[0].bands[0]))
    for each in BREACH_CODES:
        places = [order.index(band) for band in each.bands]
        assert places == list(range(min(places, default=0), min(places, default=0) + len(places)))


@NEEDS_TRUSTS_OWN
@pytest.mark.policy
def test_the_digest_does_not_copy_the_policy() -> None:
    assert not _runs(DIGEST) & _runs(TRUSTS_OWN)


def _runs(path: Path) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())
    return {tuple(words[at : at + COPIED]) for at in range(len(words) - COPIED + 1)}
