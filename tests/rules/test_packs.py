"""What stops a final hearing pack."""

from dataclasses import replace
from typing import Any

import pytest

from casework.cases.stages import Stage
from casework.hearing_packs.rules import PACK_RULES, PackFacts
from tests.rules.asking import broken

READY = PackFacts(
    stage=Stage.HEARING,
    notified=True,
    reported=True,
    exhibits_in_pack=1,
    pupil_exhibits_without_reason=0,
    unsound=(),
)


def test_a_prepared_pack_can_be_final() -> None:
    assert broken(PACK_RULES, READY) == []


@pytest.mark.parametrize(
    ("without", "rule"),
    [
        ({"notified": False}, "G-PACK-3"),
        ({"stage": Stage.DECISION}, "G-PACK-3"),
        ({"reported": False}, "G-PACK-4"),
        ({"exhibits_in_pack": 0}, "G-PACK-5"),
        ({"pupil_exhibits_without_reason": 1}, "G-PACK-6"),
        ({"unsound": ("E1",)}, "G-PACK-7"),
        ({"held_exhibits": 1}, "G-PACK-SCAN"),
        ({"videos_without_words": 1}, "G-PACK-VIDEO"),
        ({"undecided_exhibits": 1}, "G-PACK-FLAG"),
        ({"papers_not_looked_at": 1}, "G-PACK-13"),
        ({"only_copies": True, "pupil_exhibits_without_copy": 1}, "G-PACK-17"),
    ],
)
def test_a_pack_without_one_part_is_not_final(without: dict[str, Any], rule: str) -> None:
    assert broken(PACK_RULES, replace(READY, **without)) == [rule]
