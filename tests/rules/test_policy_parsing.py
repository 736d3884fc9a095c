"""A policy is read whole or not at all."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.policies.numbering import Form, lettered, position_of, printed_as
from casework.policies.parsing import ParsedPolicy, PolicyUnreadable, parse_policy
from tests.rules.written_policies import EXAMPLE, WORDINGS, Layout, policies

IDS_WITH_LETTERS = [
    *(f"2.2{letter}" for letter in "abcd"),
    "2.4a",
    "2.4b",
    *(f"4.1{letter}" for letter in "abcdefgh"),
    *(f"5.2{letter}" for letter in "abcdefg"),
]

LAYOUTS = st.builds(
    Layout,
    mark=st.sampled_from(["·", "•", "*", "o", "\uf0b7"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    space=st.sampled_from([" ", "\u00a0", "  ", "\t"]),
    indent=st.sampled_from(["", " ", "\u00a0\u00a0", "\t"]),
    start=st.sampled_from(["", "\ufeff"]),
)


def problems_of(text: str) -> list[str]:
    with pytest.raises(PolicyUnreadable) as refused:
        parse_policy(text)
    return [str(problem) for problem in refused.value.problems]


@given(policies(), LAYOUTS)
@settings(deadline=None)
def test_every_word_comes_back_however_it_was_written_down(
    policy: ParsedPolicy, layout: Layout
) -> None:
    assert parse_policy(layout.write(policy)) == policy


@given(policies(), st.integers(min_value=2, max_value=9))
@settings(deadline=None)
def test_wrapped_lines_are_joined_with_one_space(policy: ParsedPolicy, wrap: int) -> None:
    assert parse_policy(Layout(wrap=wrap).write(policy)) == policy


@given(st.text(alphabet="12.· \n\tAbo-:\x00\x0c"))
@settings(deadline=None)
def test_any_text_is_read_with_all_its_letters_or_refused_with_reasons(text: str) -> None:
    try:
        policy = parse_policy(text)
    except PolicyUnreadable as refused:
        reasons = [problem.says for problem in refused.problems]
        return _require_sentences(reasons)
    read = "".join(_words(policy))
    assert sorted(re.findall("[Ab]", read)) == sorted(re.findall("[Ab]", text))


def _require_sentences(reasons: list[str]) -> None:
    assert reasons
    assert all(reason.endswith(".") for reason in reasons)


def test_bullets_are_kept_apart_from_their_clause_and_numbered() -> None:
    clause = parse_policy(EXAMPLE).clauses[1]
    assert clause.text == "Employees must not post:"
    assert [(each.letter_id, each.text, each.position) for each in clause.bullets] == [
        ("2.1a", "Names", 1),
        ("2.1b", "Photographs or videos", 2),
    ]


def test_every_statement_knows_its_section_and_the_clause_it_is_part_of() -> None:
    statements = {each.number: each for each in parse_policy(EXAMPLE).statements}
    assert list(statements) == ["1.1", "2.1", "2.1a", "2.1b", "2.2"]
    assert statements["2.1b"].part_of == "2.1"
    assert statements["2.1b"].printed == "2.1, 2nd point"
    assert statements["2.2"].part_of is None
    assert (statements["2.2"].section, statements["2.2"].section_heading) == ("2", "Pupils")


def test_a_hyphen_is_a_bullet_in_a_list_and_a_dash_in_a_sentence() -> None:
    policy = parse_policy(
        "1. One\n1.1 Sites, personal\n- and academy - alike:\n- blogs\n- films\n1.2 End."
    )
    assert policy.clauses[0].text == "Sites, personal - and academy - alike:"
    assert [bullet.text for bullet in policy.clauses[0].bullets] == ["blogs", "films"]


def test_a_number_in_the_middle_of_a_wrapped_sentence_is_not_a_clause() -> None:
    policy = parse_policy("1. One\n1.1 Words.\n1.2 As said in clause\n1.1 above, and in\n7.3, too.")
    assert [clause.number for clause in policy.clauses] == ["1.1", "1.2"]
    assert policy.clauses[1].text == "As said in clause 1.1 above, and in 7.3, too."


def test_a_number_on_a_line_of_its_own_takes_the_words_below_it() -> None:
    policy = parse_policy("1.\nOne\n1.1\nFirst words.\n1.2\nMore.")
    assert policy.sections[0].heading == "One"
    assert [clause.text for clause in policy.clauses] == ["First words.", "More."]


def test_a_long_heading_may_wrap() -> None:
    policy = parse_policy("1. Other policies\nand agreements\n1.1 Words.")
    assert policy.sections[0].heading == "Other policies and agreements"


def test_a_clause_of_two_duties_can_be_named_by_either() -> None:
    text = "Employees must not befriend pupils, and information must not be posted about them."
    earlier = "".join(f"2.{place} Words.\n" for place in range(1, 4))
    policy = parse_policy(f"1. One\n1.1 Words.\n2. Two\n{earlier}2.4 {text}")
    clause = policy.clauses[-1]
    assert " ".join(clause.parts) == clause.text == text
    assert [(each.number, each.printed) for each in policy.statements[-3:]] == [
        ("2.4", "2.4"),
        ("2.4a", "2.4 (first part)"),
        ("2.4b", "2.4 (second part)"),
    ]


@pytest.mark.parametrize(
    "wording",
    [
        "Employees should not accept pupils as friends.",
        "Keep names safe, and information must not:\n· be sold\n· be shared",
    ],
)
def test_a_clause_without_a_clear_second_duty_is_not_split(wording: str) -> None:
    earlier = "".join(f"2.{place} Words.\n" for place in range(1, 4))
    policy = parse_policy(f"1. One\n1.1 Words.\n2. Two\n{earlier}2.4 {wording}")
    assert policy.clauses[-1].parts == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. A\n1.1 X.\n1.3 Y.", "Line 3: 1.2 is missing before this line."),
        ("1. A\n1.1 X.\n1.5 Y.", "Line 3: 1.2 to 1.4 are missing before this line."),
        ("1. A\n1.1 X.\n1.1 Y.", "Line 3: 1.1 is already on line 2."),
        ("1. A\n1.1 X.\n1.3 Y.\n1.2 Z.", "Line 4: 1.2 comes after 1.3."),
        ("1. A\n1.1 X.\n3. C\n3.1 Z.", "Line 3: section 2 is missing before this line."),
        ("1. A\n1.1 X.\n1. B\n1.2 Y.", "Line 3: section 1 is already on line 1."),
        ("1. A\n1.1 X.\n2.1 Y.", "Line 3: 2.1 stands in section 1."),
        ("1.1 X.\n1. A\n1.2 Y.", "Line 1: 1.1 has no heading above it."),
        ("Our policy\n1. A\n1.1 X.", "Line 1: this text stands before the first section."),
        ("1. A\n\nPreamble\n1.1 X.", "Line 3: this text follows the heading of section 1"),
        ("1. A\n1.1 X.\n2. B", "Line 3: section 2 has no clauses."),
        ("1. A\n1.1\n1.2 Y.", "Line 2: 1.1 has no words."),
        ("1. A\n1.1 X:\n·\n· Y", "Line 3: a bullet of 1.1 has no words."),
        ("1.\n1.1 X.", "Line 1: section 1 has no heading."),
        ("1. A\n1.1 X:\n· Y\n\nMore.", "Line 5: this text follows the bullets of 1.1."),
        ("1. A\n1.1 X.\n1.1.1 Y.", "Line 3: 1.1.1 is a part of a clause."),
        ("1. A\n1.1 X.\n7\n1.2 Y.", "Line 3: a number stands alone."),
        ("1. A\n1.1 X\x00.", "Line 2: this line holds a character that cannot be stored."),
        ("", "No numbered clauses were found."),
        ("Be nice online.\nAlways.", "No numbered clauses were found."),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_line(text: str, said: str) -> None:
    assert any(problem.startswith(said) for problem in problems_of(text))


def test_every_problem_is_named_at_once_in_the_order_of_the_lines() -> None:
    text = "Title\n1. A\n1.1 X.\n1.3 Y.\n1.3 Z\x00.\n3.1 W."
    assert [problem.split(":")[0] for problem in problems_of(text)] == [
        "Line 1",
        "Line 4",
        "Line 5",
        "Line 5",
        "Line 6",
    ]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        ("4.1e", Form.POINT, "4.1, 5th point"),
        ("4.1u", Form.POINT, "4.1, 21st point"),
        ("4.1k", Form.POINT, "4.1, 11th point"),
        ("2.4b", Form.PART, "2.4 (second part)"),
        ("2.5", Form.CLAUSE, "2.5"),
    ],
)
def test_letters_print_the_place_of_a_point_not_a_letter_the_policy_does_not_have(
    number: str, form: Form, printed: str
) -> None:
    assert printed_as(number, form) == printed


@given(st.integers(min_value=1, max_value=2000))
def test_a_letter_stands_for_one_position_even_in_a_long_list(position: int) -> None:
    assert position_of(lettered(position)) == position


@WORDINGS
def test_the_policy_keeps_every_word_of_its_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = re.sub(r"(?m)^\s*(·|\d+\.\d+|\d+\.)\s", "", text).split()
    assert _words(parse_policy(text)) == written


def _words(policy: ParsedPolicy) -> list[str]:
    texts: list[str] = []
    for section in policy.sections:
        texts.append(section.heading)
        for clause in section.clauses:
            texts += [clause.text, *(bullet.text for bullet in clause.bullets)]
    return " ".join(texts).split()


@WORDINGS
def test_the_policy_has_5_sections_32_clauses_and_19_bullets(path: Path) -> None:
    policy = parse_policy(path.read_text(encoding="utf-8"))
    assert [len(section.clauses) for section in policy.sections] == [4, 7, 13, 1, 7]
    assert sum(len(clause.bullets) for clause in policy.clauses) == 19
    numbers = [each.number for each in policy.statements]
    assert [number for number in numbers if number[-1].isalpha()] == IDS_WITH_LETTERS
    assert len(numbers) == len(set(numbers)) == 53


@WORDINGS
def test_the_two_duties_of_2_4_are_friends_and_identity(path: Path) -> None:
    policy = parse_policy(path.read_text(encoding="utf-8"))
    clause = next(each for each in policy.clauses if each.number == "2.4")
    friends, identity = clause.parts
    assert f"{friends} {identity}" == clause.text
    assert "friend" in friends
    assert identity.startswith("and information must not")
