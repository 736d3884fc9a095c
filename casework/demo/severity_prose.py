"""The twenty-four factors of a severity assessment, as a panel wrote them down for one story."""

from datetime import date

from casework.demo.circumstances import Circumstances
from casework.demo.plots import EndingPlot, InquiryPlot, WeighingPlot
from casework.demo.timeline import long_day
from casework.reports.answers import AccountType, ChildInvolved

CURRENT_POLICY_FROM = date(2025, 9, 1)
CONFIDENTIAL = {"3.4", "4.1b", "4.1g"}
SANCTIONS = {
    "no_action": "no action",
    "first_written_warning": "a first written warning",
    "final_written_warning": "a final written warning",
    "dismissal_with_notice": "dismissal with notice",
    "summary_dismissal": "dismissal without notice",
}


class Weighing:
    """What is known of a story once it has been heard."""

    def __init__(self, told: Circumstances) -> None:
        plot = told.plot
        if plot.weighing is None or plot.ending is None or plot.inquiry is None:
            raise ValueError(f"{plot.key} is not told as far as an outcome")
        self.plot, self.timeline, self.players = plot, told.timeline, told.players
        self.filled = told.filled
        self.own: WeighingPlot = plot.weighing
        self.ending: EndingPlot = plot.ending
        self.inquiry: InquiryPlot = plot.inquiry
        self.clauses = list(dict.fromkeys(c for a in plot.allegations for c in a.clauses))

    def factors(self) -> dict[str, str]:
        """A text for each of F-01 to F-24; the plot's own words go before the usual ones."""
        written = {
            **self.about_the_policy_and_post(),
            **self.about_people(),
            **self.about_the_employee(),
            **self.about_the_decision(),
        }
        return dict(sorted((written | self.own.other).items()))

    def about_the_policy_and_post(self) -> dict[str, str]:
        posted = self.timeline.posted_at.date()
        version = "September 2025" if posted >= CURRENT_POLICY_FROM else "September 2022"
        return {
            "F-01": f"Clauses {', '.join(self.clauses)}; the version of {version} was in force.",
            "F-02": self.knowledge(posted),
            "F-03": self.authorship(),
            "F-04": self.own.tone,
            "F-05": f"{self.plot.platform}: {self.plot.audience}. The exhibit shows what was seen.",
            "F-06": self.own.reach,
            "F-07": self.identifiable(),
            "F-08": self.disclaimer(),
            "F-09": self.work_nexus(),
        }

    def knowledge(self, posted: date) -> str:
        signed = self.players.subject.acknowledged_policy_on
        if signed and signed <= posted:
            return f"The policy was acknowledged on {long_day(signed)}."
        if posted >= CURRENT_POLICY_FROM:
            return "No acknowledgement is on file. The employee says that they knew of the rule."
        return "The earlier version was given out at induction. No signature for it was found."

    def authorship(self) -> str:
        if all(each.finding == "not_upheld" for each in self.plot.allegations):
            return "Not shown to be the employee’s own act in the way alleged."
        return "The employee’s own words or pictures, as found."

    def identifiable(self) -> str:
        if self.plot.account is AccountType.ACADEMY:
            return "An account of the academy, named as such."
        return f"Those who read {self.plot.handle} knew, or could tell, where the employee works."

    def disclaimer(self) -> str:
        if "3.1" in self.clauses:
            return "There was no disclaimer, and a reader could take it for the academy’s view."
        return "Not applicable because nobody could take it for the view of the trust."

    def work_nexus(self) -> str:
        return f"About the work, the pupils or the people of {self.players.subject.academy.name}."

    def about_people(self) -> dict[str, str]:
        return {
            "F-10": self.own.target,
            "F-11": self.pupil_element(),
            "F-12": f"Employed as {self.players.subject.job_title}. The reach of that role over "
            "the people concerned was considered.",
            "F-13": self.own.reputation,
            "F-14": self.confidential(),
        }

    def pupil_element(self) -> str:
        if self.plot.child is ChildInvolved.NO:
            return "Not applicable because no pupil was involved."
        advice = self.plot.triage.lado if self.plot.triage else None
        spoken = f" The LADO advised: {advice.advice}" if advice else " The LADO was not needed."
        return f"A pupil was involved; the four harm questions were answered at triage.{spoken}"

    def confidential(self) -> str:
        if CONFIDENTIAL.isdisjoint(self.clauses):
            return "Not applicable because nothing confidential was disclosed."
        return "Confidential or personal data was disclosed. The data protection officer was told."

    def about_the_employee(self) -> dict[str, str]:
        found = long_day(self.timeline.found_at.date())
        reported = long_day(self.timeline.reported_at.date())
        return {
            "F-15": "One matter. No live warning and no request to stop that was ignored.",
            "F-16": self.own.intent,
            "F-17": self.own.response,
            "F-18": self.filled(self.inquiry.mitigation),
            "F-19": f"First known on {found}; reported on {reported}. No earlier tolerance found.",
            "F-20": "The closest outcomes in the trust’s register were read. None requires another "
            "result.",
        }

    def about_the_decision(self) -> dict[str, str]:
        return {
            "F-21": self.plot.protected or "The screen was completed. Every answer was no.",
            "F-22": self.proportionality(),
            "F-23": self.ending.alternatives,
            "F-24": "The exhibits agree with one another and with the accounts given. Each file’s "
            "fingerprint was checked before the hearing.",
        }

    def proportionality(self) -> str:
        step = SANCTIONS[self.ending.sanction]
        return (
            "Aim: to protect pupils, families and colleagues, and trust in the academy. Link: the "
            f"step serves that aim. Least intrusive: {self.ending.alternatives} Fair balance: "
            f"{step}, given what was found and the employee’s rights."
        )
