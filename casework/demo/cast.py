"""The people of the trust who have a name in a story, a panel or a post of their own.

Everybody else in the trust is named by lot. A part fills the first free post of its title.
"""

from dataclasses import dataclass
from datetime import date

LEADERS_SINCE = date(2019, 9, 2)


@dataclass(frozen=True)
class Part:
    """A named person, the workplace and post they fill, and since when."""

    name: str
    academy: str
    title: str
    employed_from: date
    roles: tuple[str, ...] = ()
    worker_type: str = ""  # where it is not the one of the post


def part(name: str, academy: str, title: str, since: str, *roles: str) -> Part:
    return Part(name, academy, title, date.fromisoformat(since), roles)


CENTRAL = (
    part("Peter Lindqvist", "TVT", "Chair of trustees", "2018-09-01"),
    part("Helen Ashcroft", "TVT", "Trustee", "2019-01-14"),
    part("Grace Bello", "TVT", "Trustee", "2020-03-02"),
    part("Imran Rauf", "TVT", "Trustee", "2021-11-08"),
    part("Moira Kilbride", "TVT", "Trustee", "2017-09-04"),
    part("Tunde Alabi", "TVT", "Trustee", "2022-02-07"),
    part("Sarah Whitlock", "TVT", "Trustee", "2020-09-07"),
    part("Anil Deshpande", "TVT", "Trustee", "2022-09-05"),
    part("Marian Coley", "TVT", "Chief Executive", "2017-01-03"),
    part("Fiona Leigh", "TVT", "Director of HR", "2018-04-16"),
    part("Priya Nair", "TVT", "HR case manager", "2021-01-11"),
    part("Gareth Pugsley", "TVT", "HR case manager", "2019-06-03"),
    part("Leanne Dobbs", "TVT", "HR case manager", "2022-08-22"),
    part("Tom Whitworth", "TVT", "Employee relations adviser", "2020-10-05"),
    part("Chidinma Eze-Ward", "TVT", "Employee relations adviser", "2021-06-14"),
    part("Asha Mistry", "TVT", "Staff wellbeing lead", "2020-01-06"),
    part("Dawn Lister", "TVT", "Payroll officer", "2018-11-05"),
    part("Samuel Reyes", "TVT", "Data protection officer", "2018-05-21"),
    part("Ruth Adekoya", "TVT", "Trust safeguarding lead", "2018-09-03"),
    part("Callum Rigby", "TVT", "IT systems administrator", "2021-04-19"),
    part("Winifred Sole", "TVT", "Internal auditor", "2019-10-07"),
    part("Keith Ormerod", "TVT", "Records officer", "2017-05-15"),
    part("Nadia Farouk", "TVT", "Deputy IT systems administrator", "2022-01-10"),
)
LEADERS = (
    part("Daniel Okafor", "MLP", "Principal", "2018-09-03"),
    part("Joanne Pickering", "MLP", "Vice Principal", "2016-09-01", "dsl"),
    part("Nasreen Baig", "MLP", "Assistant Principal and SENCO", "2017-09-04"),
    part("Catriona Heald", "STO", "Principal", "2019-09-02"),
    part("Marcus Adair", "STO", "Vice Principal", "2018-09-03", "dsl"),
    part("Bethan Rowlands", "STO", "Vice Principal", "2020-09-01"),
    part("Victor Amadi", "LRK", "Principal", "2017-09-01"),
    part("Rosalind Tarrant", "LRK", "Vice Principal", "2015-09-01", "dsl"),
    part("Jeevan Gahir", "LRK", "Vice Principal", "2021-09-01"),
    part("Lynette Shore", "ASH", "Principal", "2016-09-01"),
    part("Omar Farid", "ASH", "Vice Principal", "2019-09-02", "dsl"),
    part("Alastair Venning", "HVA", "Principal", "2019-09-02"),
    part("Mina Chowdhury-Hale", "HVA", "Vice Principal", "2018-09-03", "dsl"),
    part("Bernadette Quill", "FER", "Principal", "2014-09-01"),
    part("Yaw Darko", "FER", "Vice Principal", "2019-01-07", "dsl"),
)
PRIMARY_STAFF = (
    part("Rebecca Hallam", "MLP", "Teaching assistant, Year 4", "2019-09-02"),
    part("Olivia Penrose", "MLP", "Class teacher, Year 4", "2020-09-01"),
    part("Simon Egerton", "MLP", "Class teacher, Year 2", "2018-09-03"),
    part("Cheryl Fenn", "MLP", "Office administrator", "2017-04-18"),
    part("Maureen Tyldesley", "MLP", "Catering lead", "2013-09-02"),
    part("Hannah Sefton", "MLP", "Class teacher, Year 6", "2021-09-01"),
    part("Jamila Noor", "MLP", "Teaching assistant, Reception", "2020-01-06"),
    part("Gemma Stainforth", "MLP", "Pastoral lead", "2019-04-23"),
    part("Kemi Adeyemi", "ASH", "Class teacher, Year 5", "2021-09-01"),
    part("Declan Moran", "ASH", "Site manager", "2016-02-15"),
    part("Shelley Cartmell", "ASH", "Office administrator", "2019-09-02"),
    part("Isobel Farrant", "ASH", "Class teacher, Reception", "2018-09-03"),
    part("Robyn Ashworth", "ASH", "Teaching assistant, Year 3", "2020-09-01"),
    part("Pauline Greatorex", "ASH", "Midday supervisor", "2015-09-01"),
    part("Luke Hesketh", "ASH", "Class teacher, Year 6", "2019-09-02"),
    part("Tessa Lowry", "ASH", "Teaching assistant, Year 1", "2018-01-08"),
    part("Lisa Moorhouse", "ASH", "Office administrator", "2018-06-11"),
    part("Bryony Catterall", "HVA", "Teaching assistant, Year 6", "2019-09-02"),
    part("Noreen Asif", "HVA", "Pastoral lead", "2017-09-04"),
    part("Janice Tolley", "HVA", "Midday supervisor", "2014-01-06"),
    part("Ben Oakeshott", "HVA", "Class teacher, Year 3", "2020-09-01"),
    part("Sunita Bhandari", "HVA", "Office manager", "2016-09-01"),
    part("Kyle Entwistle", "HVA", "Caretaker", "2021-02-22"),
    Part("Imogen Sayle", "HVA", "Class teacher, Year 4", date(2025, 9, 1), worker_type="agency"),
    part("Freya Lomax", "HVA", "Class teacher, Year 1", "2021-09-01"),
)
SECONDARY_STAFF = (
    part("Jonathan Castell", "STO", "Cover supervisor", "2020-09-01"),
    part("Parveen Sandhu", "STO", "Teacher of Science", "2017-09-04"),
    part("Owen Tranter", "STO", "Teacher of Physical education", "2022-09-01"),
    part("Craig Malham", "STO", "Teacher of Physical education", "2016-09-01"),
    part("Judith Alderson", "STO", "Librarian", "2012-09-03"),
    part("Colin Braithwell", "STO", "Exams officer", "2015-01-05"),
    part("Michael Osei", "STO", "Teacher of Computing", "2019-09-02"),
    part("Stephen Garrick", "STO", "Caretaker", "2018-03-12"),
    part("Lorna Fitch", "STO", "Pastoral manager", "2017-09-04"),
    part("Amir Zaman", "STO", "Teacher of Mathematics", "2020-09-01"),
    part("Rhiannon Pryce-Gray", "STO", "Teacher of Performing arts", "2018-09-03"),
    part("Kelly Anne Dyson", "STO", "Teaching assistant", "2019-01-07"),
    part("Nathan Ackroyd", "STO", "IT technician", "2021-09-06"),
    part("Phillipa Wray", "STO", "Head of Year 9", "2014-09-01"),
    part("Angela Whyte", "LRK", "Science technician", "2016-09-01"),
    part("Lukas Brandt", "LRK", "Teacher of Languages", "2019-09-02"),
    part("Neil Calderbank", "LRK", "Teacher of Mathematics", "2015-09-01"),
    part("Ravi Thind", "LRK", "IT technician", "2020-11-02"),
    part("Donna Prestwich", "LRK", "Teaching assistant", "2017-09-04"),
    part("Carys Munro-Bell", "LRK", "Head of Year 8", "2016-09-01"),
    part("Edmund Sayle", "LRK", "Teacher of Humanities", "2018-09-03"),
    part("Monique Delaware", "LRK", "Teacher of Performing arts", "2020-09-01"),
    part("Patrick Hanley-Moss", "LRK", "Cover supervisor", "2019-09-02"),
    part("Sobia Rehman", "LRK", "Teacher of English", "2021-09-01"),
    part("Graham Tindall", "LRK", "Site manager", "2011-05-03"),
    part("Jade Winstanley", "LRK", "Office administrator", "2020-02-24"),
    part("Vincent Hardacre", "LRK", "Teacher of Science", "2016-09-01"),
    part("Paulette Simms", "LRK", "Teaching assistant", "2016-01-04"),
    part("Duncan Fairhurst", "STO", "Teacher of English", "2018-09-03"),
    part("Rehana Sattar", "STO", "Teaching assistant", "2019-09-02"),
    part("Hugo Lassiter", "LRK", "Teacher of Design and technology", "2017-09-04"),
)
SPECIAL_STAFF = (
    part("Dean Prowse", "FER", "Specialist teaching assistant", "2021-01-05"),
    part("Trevor Skelding", "FER", "Minibus driver and escort", "2018-09-03"),
    part("Naomi Thackeray-Shah", "FER", "Class teacher", "2017-09-04"),
    part("Alice Brearton", "FER", "Class teacher", "2020-09-01"),
    part("Mandy Cruse", "FER", "Specialist teaching assistant", "2015-09-01"),
    part("Joel Asamoah", "FER", "Family liaison officer", "2019-09-02"),
    part("Stella Whitcombe", "FER", "Specialist teaching assistant", "2018-04-16"),
    part("Ryan Holdgate", "FER", "Specialist teaching assistant", "2021-09-01"),
)
CAST = (*CENTRAL, *LEADERS, *PRIMARY_STAFF, *SECONDARY_STAFF, *SPECIAL_STAFF)
