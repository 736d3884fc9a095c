"""Turns a plot into a story: gives it people, moments, papers and the prose of every stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casework.demo.casting import Casting, Players
from casework.demo.circumstances import Circumstances
from casework.demo.exhibits import Exhibits, web_address
from casework.demo.people import Trust
from casework.demo.plots import Plot
from casework.demo.severity_prose import Weighing
from casework.demo.story import Account, ChildAnswer, Story, Ticked
from casework.demo.story_stages import Appeal
from casework.demo.telling_stages import Stages
from casework.demo.timeline import Timeline
from casework.reports.answers import ChildInvolved


@dataclass(frozen=True)
class Telling:
    """One plot, told on one day."""

    plot: Plot
    trust: Trust
    today: date
    turn: int

    @cached_property
    def told(self) -> Circumstances:
        players = Casting(self.trust, self.plot).players(self.turn)
        return Circumstances(self.plot, Timeline(self.plot, self.today), players)

    @property
    def timeline(self) -> Timeline:
        return self.told.timeline

    @property
    def players(self) -> Players:
        return self.told.players

    def story(self) -> Story:
        plot, evidence = self.plot, Exhibits(self.told).all()
        stages = Stages(self.told, evidence)
        return Story(
            key=plot.key,
            subject=self.players.subject.staff_number,
            reporter=self.players.reporter.staff_number,
            about=plot.about,
            reported_at=self.timeline.reported_at,
            child=self.child(),
            posted_at=self.timeline.posted_at,
            found_at=self.timeline.found_at,
            account=self.account(),
            spoken_to_employee=plot.spoken,
            own_words=" ".join(plot.own_words.split()),
            ticked=tuple(Ticked(label, answers) for label, answers in plot.ticked.items()),
            link=web_address(plot) if plot.link else "",
            still_online=plot.still_online,
            evidence=evidence,
            reaches=plot.reaches,
            triage=stages.triage(),
            case_manager=self.players.case_manager.staff_number,
            support_contact=self.players.support.staff_number,
            protected_content=plot.protected,
            screened=plot.screened,
            suspension=stages.suspension(),
            allegations=stages.allegations(),
            investigation=stages.investigation(),
            decision=stages.decision(),
            hearing=stages.hearing(),
            severity=self.severity(),
            outcome=stages.outcome(),
            appeal=self.appeal(),
            closed_at=stages.closed_at(),
        )

    def child(self) -> ChildAnswer:
        if self.plot.child is ChildInvolved.NO:
            return ChildAnswer(ChildInvolved.NO, None, None)
        told = self.players.told.staff_number
        return ChildAnswer(self.plot.child, told, self.timeline.told_lead_at)

    def account(self) -> Account:
        plot = self.plot
        shown = plot.shown_name or plot.handle
        return Account(plot.platform, plot.account, plot.handle, shown, plot.audience)

    def severity(self) -> Mapping[str, str]:
        """Empty until there is an outcome to weigh it for."""
        if self.plot.ending is None:
            return {}
        return Weighing(self.told).factors()

    def appeal(self) -> Appeal | None:
        if not self.plot.appeal:
            return None
        return Appeal(self.timeline.at("appeal", "16:20"), self.plot.appeal)
