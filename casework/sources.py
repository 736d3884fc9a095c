"""Where each demand of the procedure comes from. Ids follow the procedure's own rule tables.

Paragraph numbers are those of the Acas Code of Practice 1 (2015). Statutory guidance for schools
(KCSIE) renumbers every September, so its edition is named and its paragraphs are not.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """An instrument, the place in it, and what it asks for, restated."""

    id: str
    instrument: str
    place: str
    says: str


ACAS = "Acas Code of Practice 1 (2015)"
ACPO = "ACPO Good Practice Guide for Digital Evidence v5"
KCSIE = "Keeping children safe in education, Part Four"

_ALL = (
    Source("ACAS-02", ACAS, "para 2", "Rules are written, specific and clear"),
    Source("ACAS-03", ACAS, "para 3", "Try to settle matters informally first where that will do"),
    Source("ACAS-04a", ACAS, "para 4", "Act promptly and do not delay without good reason"),
    Source("ACAS-04c", ACAS, "para 4", "Establish the facts before deciding"),
    Source("ACAS-04d", ACAS, "para 4", "Tell the employee the problem and hear them first"),
    Source("ACAS-04e", ACAS, "para 4", "Allow the employee to be accompanied"),
    Source("ACAS-04f", ACAS, "para 4", "Allow an appeal against any formal decision"),
    Source("ACAS-05", ACAS, "para 5", "Investigate without unreasonable delay"),
    Source("ACAS-06", ACAS, "para 6", "Different people investigate and hear, where practicable"),
    Source(
        "ACAS-07", ACAS, "para 7", "An investigation meeting does not itself lead to a sanction"
    ),
    Source("ACAS-09a", ACAS, "para 9", "Give the allegations and possible consequences in writing"),
    Source("ACAS-09b", ACAS, "para 9", "Provide the written evidence with the notice"),
    Source("ACAS-10", ACAS, "para 10", "The notice gives time, place and the right to a companion"),
    Source("ACAS-11", ACAS, "para 11", "Leave reasonable time to prepare"),
    Source("ACAS-12a", ACAS, "para 12", "Everyone makes every effort to attend"),
    Source("ACAS-12b", ACAS, "para 12", "The employee can answer, ask and bring evidence"),
    Source("ACAS-17", ACAS, "para 17", "What a companion may and may not do"),
    Source("ACAS-18", ACAS, "para 18", "Decide after the meeting and confirm in writing"),
    Source("ACAS-19", ACAS, "para 19", "Usually a written warning, then a final written warning"),
    Source("ACAS-20", ACAS, "para 20", "A serious first act may go straight to a final warning"),
    Source("ACAS-21", ACAS, "para 21", "What a warning must say"),
    Source("ACAS-22", ACAS, "para 22", "Only someone with authority dismisses"),
    Source("ACAS-23", ACAS, "para 23", "A fair process always comes before summary dismissal"),
    Source("ACAS-26", ACAS, "para 26", "The employee may appeal, stating grounds in writing"),
    Source("ACAS-27", ACAS, "para 27", "Someone not involved before hears the appeal"),
    Source("ERA99-10", "Employment Relations Act 1999", "s.10", "The right to be accompanied"),
    Source("KCSIE-HARM", KCSIE, "harm threshold", "Four questions decide whether it may be met"),
    Source("KCSIE-LADO", KCSIE, "LADO", "Contact the LADO before investigating"),
    Source("KCSIE-TELL", KCSIE, "LADO", "Tell the employee only when the LADO agrees"),
    Source("IMG", "UKCIS guidance on nude images", "overview", "Never copy such images of a child"),
    Source("JHUTI", "Royal Mail v Jhuti [2019] UKSC 55", "", "A hidden reason can be the reason"),
    Source("CHARGE", "Strouthos v London Underground [2004]", "", "Decide only what was alleged"),
    Source("A-v-B", "A v B [2003] IRLR 405", "", "Look as hard for what helps the employee"),
    Source("GDPR-MIN", "UK GDPR", "art 5(1)(c)", "Use no more personal data than is needed"),
    Source("HIGGS", "Higgs v Farmor's School [2025] EWCA Civ 109", "", "Respond in proportion"),
    Source("ATHERTON", "Atherton v Bensons Vending", "", "Gross misconduct must exist in fact"),
    Source("GDPR-FAIR", "UK GDPR", "art 5(1)(a)", "Collect personal data lawfully and fairly"),
    Source("GDPR-35", "UK GDPR", "art 35", "Assess the impact before monitoring people"),
    Source("CMA90-1", "Computer Misuse Act 1990", "s.1", "Use no access one was not given"),
    Source("ACPO-1", ACPO, "principle 1", "Change nothing that may be relied on"),
    Source("ACPO-3", ACPO, "principle 3", "Record what was done, so that others can follow it"),
    Source("ISO-27037", "ISO/IEC 27037:2012", "", "Identify, collect, acquire, preserve"),
    Source("BERKELEY", "Berkeley Protocol (OHCHR)", "", "Keep what shows that an item is genuine"),
    Source("BURCHELL", "BHS v Burchell [1978]", "", "Believe on reasonable grounds, after inquiry"),
    Source("ACAS-46", ACAS, "para 46", "A grievance and a disciplinary matter may overlap"),
    Source("BANK-MELLAT", "Bank Mellat v HM Treasury (No 2) [2013] UKSC 39", "", "Four questions"),
    Source("BAND", "Iceland v Jones [1983] ICR 17", "", "Within the band of reasonable responses"),
    Source("PARITY", "Hadjioannou v Coral [1981] IRLR 352", "", "Treat truly like cases alike"),
    Source("ERA96-98", "Employment Rights Act 1996", "s.98", "A fair reason, fairly acted on"),
    Source("ERA96-44", "Employment Rights Act 1996", "ss.44 and 100", "Health and safety concerns"),
    Source("ERA96-103A", "Employment Rights Act 1996", "ss.43A and 103A", "Protected disclosures"),
    Source("ERA96-108", "Employment Rights Act 1996", "s.108(4)", "Political opinion is protected"),
    Source("EQA-10", "Equality Act 2010", "s.10", "Religion and belief are protected"),
    Source("EQA-15", "Equality Act 2010", "ss.15 and 20", "What arises from a disability"),
    Source("EQA-18", "Equality Act 2010", "s.18", "Pregnancy and maternity are protected"),
    Source("EQA-27", "Equality Act 2010", "s.27", "Nobody suffers for complaining"),
    Source("EQA-77", "Equality Act 2010", "s.77", "Talk about pay may be protected"),
    Source("TULRCA-146", "TULRCA 1992", "ss.146 and 152", "Union membership and activities"),
    Source("HRA-8", "Human Rights Act 1998", "arts 8 and 10", "Private life and expression"),
    Source("GDPR-15", "UK GDPR", "art 15", "People may ask for their own data"),
    Source("HOUSE", "The case record", "", "The order in which a case can be handled"),
)

SOURCES: dict[str, Source] = {each.id: each for each in _ALL}


def cited(source: str) -> str:
    """A citation as it is printed: instrument and place."""
    found = SOURCES[source]
    return f"{found.instrument}, {found.place}" if found.place else found.instrument
