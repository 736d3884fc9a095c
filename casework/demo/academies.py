"""The six invented academies, the central team, and the posts each of them has."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Academy:
    """A workplace of the trust: an academy, or the central team."""

    code: str
    name: str
    domain: str
    phase: str


@dataclass(frozen=True)
class Posts:
    """So many posts of one kind, and the title of the post that manages them."""

    title: str
    worker_type: str
    count: int
    managed_by: str


MILLBROOK = Academy("MLP", "Millbrook Lane Primary Academy", "millbrooklane.example", "primary")
STONECROFT = Academy("STO", "Stonecroft Academy", "stonecroft.example", "secondary")
LARKFIELD = Academy("LRK", "Larkfield Academy", "larkfield.example", "secondary")
ASHDENE = Academy("ASH", "Ashdene Primary School", "ashdene.example", "primary")
HARROWBY = Academy("HVA", "Harrowby Vale Academy", "harrowbyvale.example", "primary")
FERNHILL = Academy("FER", "Fernhill Special School", "fernhill.example", "special")
CENTRAL = Academy("TVT", "Tansley Vale Learning Trust", "tansleyvale.example", "central")

ACADEMIES = (MILLBROOK, STONECROFT, LARKFIELD, ASHDENE, HARROWBY, FERNHILL)
WORKPLACES = (*ACADEMIES, CENTRAL)

SITE_AND_KITCHEN = (
    Posts("Site manager", "support", 1, "Office manager"),
    Posts("Caretaker", "support", 1, "Site manager"),
    Posts("Cleaner", "support", 2, "Site manager"),
    Posts("Catering lead", "support", 1, "Office manager"),
    Posts("Catering assistant", "support", 2, "Catering lead"),
    Posts("Midday supervisor", "support", 3, "Catering lead"),
)
PRIMARY_YEARS = ("Reception", *(f"Year {year}" for year in range(1, 7)))
PRIMARY = (
    Posts("Principal", "leader", 1, "Chief Executive"),
    Posts("Vice Principal", "leader", 1, "Principal"),
    Posts("Assistant Principal and SENCO", "leader", 1, "Principal"),
    *(Posts(f"Class teacher, {year}", "teacher", 2, "Vice Principal") for year in PRIMARY_YEARS),
    *(
        Posts(f"Teaching assistant, {year}", "support", 2, "Assistant Principal and SENCO")
        for year in PRIMARY_YEARS
    ),
    Posts("Higher level teaching assistant", "support", 2, "Assistant Principal and SENCO"),
    Posts("Pastoral lead", "support", 1, "Vice Principal"),
    Posts("Office manager", "support", 1, "Principal"),
    Posts("Office administrator", "support", 2, "Office manager"),
    *SITE_AND_KITCHEN,
)

SUBJECTS = ("English", "Mathematics", "Science", "Humanities", "Languages")
PRACTICAL_SUBJECTS = ("Physical education", "Performing arts", "Design and technology", "Computing")
SECONDARY = (
    Posts("Principal", "leader", 1, "Chief Executive"),
    Posts("Vice Principal", "leader", 2, "Principal"),
    Posts("Assistant Principal", "leader", 3, "Principal"),
    Posts("SENCO", "leader", 1, "Vice Principal"),
    *(Posts(f"Head of {subject}", "teacher", 1, "Vice Principal") for subject in SUBJECTS),
    *(Posts(f"Teacher of {subject}", "teacher", 7, f"Head of {subject}") for subject in SUBJECTS),
    *(
        Posts(f"Teacher of {subject}", "teacher", 3, "Assistant Principal")
        for subject in PRACTICAL_SUBJECTS
    ),
    *(Posts(f"Head of Year {year}", "teacher", 1, "Assistant Principal") for year in range(7, 12)),
    Posts("Pastoral manager", "support", 3, "Vice Principal"),
    Posts("Teaching assistant", "support", 9, "SENCO"),
    Posts("Cover supervisor", "support", 3, "Assistant Principal"),
    Posts("Science technician", "support", 2, "Head of Science"),
    Posts("IT technician", "support", 2, "Office manager"),
    Posts("Librarian", "support", 1, "Head of English"),
    Posts("Exams officer", "support", 1, "Assistant Principal"),
    Posts("Office manager", "support", 1, "Principal"),
    Posts("Office administrator", "support", 5, "Office manager"),
    *SITE_AND_KITCHEN,
)
SPECIAL = (
    Posts("Principal", "leader", 1, "Chief Executive"),
    Posts("Vice Principal", "leader", 1, "Principal"),
    Posts("Assistant Principal", "leader", 1, "Principal"),
    Posts("Class teacher", "teacher", 9, "Vice Principal"),
    Posts("Specialist teaching assistant", "support", 18, "Assistant Principal"),
    Posts("Family liaison officer", "support", 2, "Assistant Principal"),
    Posts("Minibus driver and escort", "support", 3, "Office manager"),
    Posts("Office manager", "support", 1, "Principal"),
    Posts("Office administrator", "support", 2, "Office manager"),
    *SITE_AND_KITCHEN,
)
CENTRAL_TEAM = (
    Posts("Chair of trustees", "trustee", 1, ""),
    Posts("Trustee", "trustee", 7, "Chair of trustees"),
    Posts("Chief Executive", "leader", 1, "Chair of trustees"),
    Posts("Director of HR", "central", 1, "Chief Executive"),
    Posts("HR case manager", "central", 3, "Director of HR"),
    Posts("Employee relations adviser", "central", 2, "Director of HR"),
    Posts("Staff wellbeing lead", "central", 1, "Director of HR"),
    Posts("Payroll officer", "central", 2, "Director of HR"),
    Posts("Data protection officer", "central", 1, "Chief Executive"),
    Posts("Trust safeguarding lead", "central", 1, "Chief Executive"),
    Posts("Director of Finance", "central", 1, "Chief Executive"),
    Posts("Finance officer", "central", 3, "Director of Finance"),
    Posts("IT systems administrator", "central", 1, "Director of Finance"),
    Posts("Communications officer", "central", 1, "Chief Executive"),
    Posts("Estates manager", "central", 1, "Director of Finance"),
    Posts("Internal auditor", "central", 1, "Chief Executive"),
    Posts("Records officer", "central", 1, "Chief Executive"),
    Posts("Deputy IT systems administrator", "central", 1, "Director of Finance"),
)

POSTS_BY_PHASE = {
    "primary": PRIMARY,
    "secondary": SECONDARY,
    "special": SPECIAL,
    "central": CENTRAL_TEAM,
}
