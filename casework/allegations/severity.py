"""The 24 factors a severity assessment must record. They inform; a person decides. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Factor:
    """One thing to weigh: its id, its name, what to record, and where it was drawn from."""

    id: str
    name: str
    record: str
    drawn_from: str


FACTORS: tuple[Factor, ...] = (
    Factor("F-01", "Clause and version", "The clause as worded on the day", "Acas Code para 2"),
    Factor("F-02", "Knowledge of the policy", "Acknowledged, trained, reminded, when", "Plant"),
    Factor("F-03", "Authorship", "Own words, re-post, like, tagged, account misused", "Higgs"),
    Factor("F-04", "Content and tone", "What was said and how, gross or mild", "Higgs (EAT)"),
    Factor("F-05", "Platform and privacy", "Who could see it, settings at the time", "Game"),
    Factor("F-06", "Reach", "Who saw it, for how long, shares and reactions", "Game"),
    Factor("F-07", "Identifiable as staff", "Employer, title, uniform, place, name", "Trafford"),
    Factor("F-08", "Disclaimer", "Could a reasonable reader think the Trust said it", "Trafford"),
    Factor("F-09", "Link to work", "On duty, Trust device, about pupils or colleagues", "Preece"),
    Factor("F-10", "Target and harm", "Who was hurt, actual harm or only a risk", "Teggart"),
    Factor("F-11", "Pupils and safeguarding", "Harm questions, images, contact", "KCSIE Part Four"),
    Factor("F-12", "Role and power", "Seniority, pastoral trust, Teachers’ Standards", "Higgs"),
    Factor("F-13", "Reputation", "Evidence of actual damage, or speculation", "Whitham"),
    Factor("F-14", "Personal and confidential data", "Whose data, what kind", "Elliott"),
    Factor("F-15", "Repetition", "How often, after what advice, live warnings", "Weeks"),
    Factor("F-16", "Intent and context", "Spur of the moment, provocation, health", "Preece"),
    Factor("F-17", "Response", "Removed when, apology, insight, co-operation", "Whitham"),
    Factor("F-18", "Mitigation", "Length of service, record, personal events", "Whitham"),
    Factor("F-19", "What the employer knew", "When, and what was tolerated before", "Smith"),
    Factor("F-20", "Consistency", "Truly comparable cases and their outcomes", "Hadjioannou"),
    Factor("F-21", "Protected content", "Belief, politics, whistleblowing, union", "Higgs"),
    Factor("F-22", "Proportionality", "Aim, link to it, least intrusive step, balance", "Higgs"),
    Factor("F-23", "Alternatives to dismissal", "Each lesser step, and why not", "Iceland v Jones"),
    Factor("F-24", "Quality of the evidence", "Authenticity, completeness, disputes", "Burchell"),
)
