"""Which files are begun first when several processes share them: those that take longest.

A process is given one file after another; were a long one given last, the rest would wait for it.
"""

import pytest

# In seconds of a core where there are two, as measured; every other file takes less.
LONGEST = {
    "tests/procedure/test_machine.py": 240,
    "tests/demo/test_fill.py": 200,
    "tests/access/test_sections.py": 150,
    "tests/access/test_acts.py": 120,
    "tests/web/test_markers.py": 110,
    "tests/hostile/test_hostile_files.py": 100,
    "tests/journeys/test_dismissed_and_reinstated.py": 70,
    "tests/access/test_recorded.py": 70,
    "tests/journeys/test_trust_sign_in.py": 70,
    "tests/journeys/test_held_for_the_lado.py": 70,
    "tests/journeys/test_the_first_case.py": 70,
    "tests/worker/test_building_packs.py": 65,
    "tests/running/test_scale_out.py": 65,
    "tests/web/test_nothing_inline.py": 65,
    "tests/hostile/test_capturing.py": 60,
    "tests/web/test_in_chromium.py": 60,
    "tests/journeys/test_cleared_by_a_register.py": 60,
    "tests/access/test_pages.py": 60,
    "tests/access/test_fuzz.py": 60,
    "tests/journeys/test_accounts_and_witnesses.py": 60,
    "tests/access/test_hidden.py": 50,
    "tests/access/test_api.py": 50,
    "tests/web/test_redacting_in_chromium.py": 50,
    "tests/web/test_session_end.py": 45,
    "tests/journeys/test_passkeys.py": 40,
}


def longest_first(items: list[pytest.Item]) -> None:
    """Sort tests so; within a file, and among files that take little, they stay as they were."""
    items.sort(key=lambda each: -LONGEST.get(file_of(each), 0))


def file_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
