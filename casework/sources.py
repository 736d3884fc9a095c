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
    Source("ACAS-01", ACAS, "para 1", "What the Code is about: misconduct and performance"),
    Source("ACAS-02", ACAS, "para 2", "Rules are written, specific and clear"),
    Source("ACAS-03", ACAS, "para 3", "Try to settle matters informally first where that will do"),
    Source("ACAS-04a", ACAS, "para 4", "Act promptly and do not delay without good reason"),
    Source("ACAS-04b", ACAS, "para 4", "Act consistently"),
    Source("ACAS-04c", ACAS, "para 4", "Establish the facts before deciding"),
    Source("ACAS-04d", ACAS, "para 4", "Tell the employee the problem and hear them first"),
    Source("ACAS-04e", ACAS, "para 4", "Allow the employee to be accompanied"),
    Source("ACAS-04f", ACAS, "para 4", "Allow an appeal against any formal decision"),
    Source("ACAS-05", ACAS, "para 5", "Investigate without unreasonable delay"),
    Source("ACAS-06", ACAS, "para 6", "Different people investigate and hear, where practicable"),
    Source(
        "ACAS-07", ACAS, "para 7", "An investigation meeting does not itself lead to a sanction"
    ),
    Source("ACAS-08", ACAS, "para 8", "Suspension is on full pay, brief, reviewed, no sanction"),
    Source("ACAS-09a", ACAS, "para 9", "Give the allegations and possible consequences in writing"),
    Source("ACAS-09b", ACAS, "para 9", "Provide the written evidence with the notice"),
    Source("ACAS-10", ACAS, "para 10", "The notice gives time, place and the right to a companion"),
    Source("ACAS-11", ACAS, "para 11", "Leave reasonable time to prepare"),
    Source("ACAS-12a", ACAS, "para 12", "Everyone makes every effort to attend"),
    Source("ACAS-12b", ACAS, "para 12", "The employee can answer, ask and bring evidence"),
    Source("ACAS-13", ACAS, "para 13", "The right to a companion where a sanction may follow"),
    Source("ACAS-14", ACAS, "para 14", "Any companion of the three categories is accepted"),
    Source("ACAS-15", ACAS, "para 15", "A companion may be asked for in any reasonable way"),
    Source(
        "ACAS-16", ACAS, "para 16", "Postpone for a companion who cannot come, within five days"
    ),
    Source("ACAS-12c", ACAS, "para 12", "Either side says beforehand which witnesses it calls"),
    Source("ACAS-17", ACAS, "para 17", "What a companion may and may not do"),
    Source("ACAS-18", ACAS, "para 18", "Decide after the meeting and confirm in writing"),
    Source("ACAS-19", ACAS, "para 19", "Usually a written warning, then a final written warning"),
    Source("ACAS-20", ACAS, "para 20", "A serious first act may go straight to a final warning"),
    Source("ACAS-21", ACAS, "para 21", "What a warning must say"),
    Source("ACAS-22", ACAS, "para 22", "Only someone with authority dismisses"),
    Source("ACAS-23", ACAS, "para 23", "A fair process always comes before summary dismissal"),
    Source("ACAS-24", ACAS, "para 24", "Rules give examples of gross misconduct"),
    Source("ACAS-25", ACAS, "para 25", "Decide on the evidence when somebody will not attend"),
    Source("ACAS-26", ACAS, "para 26", "The employee may appeal, stating grounds in writing"),
    Source("ACAS-27", ACAS, "para 27", "Someone not involved before hears the appeal"),
    Source("ACAS-28", ACAS, "para 28", "The right to a companion at an appeal"),
    Source("ACAS-29", ACAS, "para 29", "Give the result of an appeal in writing"),
    Source("ACAS-30", ACAS, "para 30", "Ask a union official when a representative is accused"),
    Source("ACAS-31", ACAS, "para 31", "A criminal charge is not by itself a reason"),
    Source("ACAS-46", ACAS, "para 46", "A grievance may pause the procedure or run beside it"),
    Source("ACAS-REC", ACAS, "foreword", "Keep written records, in confidence"),
    Source("MCMILLAN", "McMillan v Airedale [2014] EWCA Civ 1031", "", "No appeal makes it worse"),
    Source("PATEL", "Patel v Folkestone [2018] EWCA Civ 1689", "", "An appeal ends a dismissal"),
    Source("TAYLOR", "Taylor v OCS [2006] EWCA Civ 702", "", "A full appeal can cure a defect"),
    Source("AIRBUS", "Airbus v Webb [2008] EWCA Civ 49", "", "A spent warning rarely counts"),
    Source("WINCANTON", "Wincanton v Stone [2012]", "", "Weigh a live warning as it stands"),
    Source("KCSIE-CONC", KCSIE, "concluding", "Leaving does not end an allegation about a child"),
    Source("TRA-1", "Education Act 2002", "s.141D", "Consider referring a teacher to the TRA"),
    Source("DBS-1", "Safeguarding Vulnerable Groups Act 2006", "s.35", "Refer to the DBS"),
    Source("POLICE", "Criminal law", "possible crime", "Do nothing that prejudices the police"),
    Source(
        "MAND-REP", "Crime and Policing Act", "duty to report", "Report sexual offences on children"
    ),
    Source("PREV", "Counter-Terrorism and Security Act 2015", "s.26", "The Prevent duty"),
    Source("ICO-REP", "UK GDPR", "art 33", "Report a data breach within 72 hours"),
    Source("OFSTED-EY", "Early years foundation stage", "notifications", "Tell Ofsted in 14 days"),
    Source("ERA99-10", "Employment Relations Act 1999", "s.10", "The right to be accompanied"),
    Source("ERA99-10-4", "Employment Relations Act 1999", "s.10(4)-(5)", "Accept another day"),
    Source("TALON", "Talon Engineering v Smith [2018] IRLR 1104", "", "A longer wait may be fair"),
    Source("EQA-20", "Equality Act 2010", "s.20", "Make reasonable adjustments"),
    Source("RAMPHAL", "Ramphal v DfT UKEAT/0352/14", "", "HR advises; it does not find the facts"),
    Source("LINFOOD", "Linfood v Thomson [1989] ICR 518", "", "How to weigh an unnamed witness"),
    Source("GUIDE-INV", "Acas guide to investigations", "", "Terms, plan and report of an inquiry"),
    Source("SCOPE", "The Trust’s disciplinary policy", "scope", "The procedure is for employees"),
    Source("KCSIE-HARM", KCSIE, "harm threshold", "Four questions decide whether it may be met"),
    Source("KCSIE-LADO", KCSIE, "LADO", "Contact the LADO before investigating"),
    Source("KCSIE-OUT", KCSIE, "outcomes", "One of five outcomes, apart from any finding"),
    Source("KCSIE-REC2", KCSIE, "records", "Keep a clear summary of what was alleged and done"),
    Source("KCSIE-REC1", KCSIE, "records", "Malicious or false: taken off the personnel file"),
    Source("KCSIE-REC3", KCSIE, "records", "Kept to pension age or for ten years, if longer"),
    Source("KCSIE-CM", KCSIE, "case manager", "Somebody without a conflict runs it"),
    Source("KCSIE-LLC", KCSIE, "low-level concerns", "Any concern below the threshold is recorded"),
    Source("KCSIE-LLC-REC", KCSIE, "low-level concerns", "The record, and a look for patterns"),
    Source("KCSIE-REF2", KCSIE, "references", "No reference holds a low-level concern by itself"),
    Source("KCSIE-REF1", KCSIE, "references", "Only what was substantiated is in references"),
    Source("KCSIE-CONF", KCSIE, "confidentiality", "Say nothing in public of an accused teacher"),
    Source("KCSIE-PAR", KCSIE, "parents", "Parents are told the outcome, not what was weighed"),
    Source("KCSIE-SETT", KCSIE, "settlement", "No agreement stops a referral or a true reference"),
    Source("KCSIE-SUSP1", KCSIE, "suspension", "Consider every alternative to suspension"),
    Source("KCSIE-SUSP2", KCSIE, "suspension", "Record the rationale, and the LADO’s view"),
    Source("KCSIE-SUSP3", KCSIE, "suspension", "Confirm it in writing within one working day"),
    Source("GUIDE-SUSP", "Acas guidance on suspension", "", "Suspend only where nothing less does"),
    Source("KCSIE-TELL", KCSIE, "LADO", "Tell the employee only when the LADO agrees"),
    Source("IMG", "UKCIS guidance on nude images", "overview", "Never copy such images of a child"),
    Source("JHUTI", "Royal Mail v Jhuti [2019] UKSC 55", "", "A hidden reason can be the reason"),
    Source("CHARGE", "Strouthos v London Underground [2004]", "", "Decide only what was alleged"),
    Source("A-v-B", "A v B [2003] IRLR 405", "", "Look as hard for what helps the employee"),
    Source("GDPR-MIN", "UK GDPR", "art 5(1)(c)", "Use no more personal data than is needed"),
    Source("HIGGS", "Higgs v Farmor's School [2025] EWCA Civ 109", "", "Respond in proportion"),
    Source("ATHERTON", "Atherton v Bensons Vending", "", "Gross misconduct must exist in fact"),
    Source("GDPR-FAIR", "UK GDPR", "art 5(1)(a)", "Collect personal data lawfully and fairly"),
    Source("GDPR-32", "UK GDPR", "art 32", "Keep personal data secure against whoever may want it"),
    Source("GDPR-35", "UK GDPR", "art 35", "Assess the impact before monitoring people"),
    Source("CMA90-1", "Computer Misuse Act 1990", "s.1", "Use no access one was not given"),
    Source("ACPO-1", ACPO, "principle 1", "Change nothing that may be relied on"),
    Source("ACPO-3", ACPO, "principle 3", "Record what was done, so that others can follow it"),
    Source("ISO-27037", "ISO/IEC 27037:2012", "", "Identify, collect, acquire, preserve"),
    Source("BERKELEY", "Berkeley Protocol (OHCHR)", "", "Keep what shows that an item is genuine"),
    Source("BURCHELL", "BHS v Burchell [1978]", "", "Believe on reasonable grounds, after inquiry"),
    Source("BANK-MELLAT", "Bank Mellat v HM Treasury (No 2) [2013] UKSC 39", "", "Four questions"),
    Source("BAND", "Iceland v Jones [1983] ICR 17", "", "Within the band of reasonable responses"),
    Source("PARITY", "Hadjioannou v Coral [1981] IRLR 352", "", "Treat truly like cases alike"),
    Source("ERA96-92", "Employment Rights Act 1996", "s.92", "Written reasons within 14 days"),
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
    Source("GDPR-12", "UK GDPR", "art 12(3)", "A request for data is answered within a month"),
    Source("DPA-164A", "Data Protection Act 2018", "s.164A", "A complaint is acknowledged first"),
    Source("GDPR-12A", "UK GDPR", "art 12A", "The month waits for proof of identity, or clarity"),
    Source("GDPR-12-5", "UK GDPR", "art 12(5)", "Only an unfounded or excessive one is refused"),
    Source("GDPR-16", "UK GDPR", "art 16", "What is wrong is put right, or noted beside it"),
    Source("GDPR-17", "UK GDPR", "art 17", "Delete what is needed no longer, unless law keeps it"),
    Source(
        "GDPR-33", "UK GDPR", "art 33", "Tell the Commissioner within 72 hours; record every one"
    ),
    Source("GDPR-34", "UK GDPR", "art 34", "Tell the people where the risk to them is high"),
    Source("DPA18-16", "Data Protection Act 2018", "Sch 2 para 16", "Weigh what is about others"),
    Source("DPA18-EX", "Data Protection Act 2018", "Schs 2 and 3", "Withhold only by an exemption"),
    Source("GDPR-5E", "UK GDPR", "art 5(1)(e)", "Keep personal data no longer than is needed"),
    Source("DPA18-173", "Data Protection Act 2018", "s.173", "Destroy nothing that was asked for"),
    Source("KCSIE-RET", KCSIE, "records", "Keep allegations about children as long as it says"),
    Source("HOUSE", "The case record", "", "The order in which a case can be handled"),
)

SOURCES: dict[str, Source] = {each.id: each for each in _ALL}


def cited(source: str) -> str:
    """A citation as it is printed: instrument and place."""
    found = SOURCES[source]
    return f"{found.instrument}, {found.place}" if found.place else found.instrument
