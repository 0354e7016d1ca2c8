"""Two towns with everything in them and a person for every role: what doors and hostile input are tried on."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from django.utils import timezone
from PIL import Image

from budgets.actions.ballots import BallotInput, cast_ballot
from budgets.actions.closing import confirm_early_closing, propose_early_closing
from budgets.actions.counting import count_round
from budgets.actions.opening import confirm_opening, propose_opening
from budgets.actions.projects import adopt_proposal, cost_project
from budgets.actions.rounds import EnvelopeDetails, add_envelope, configure_round, create_round
from budgets.models import Envelope, Feasibility, Project, Round
from participation.actions.moderation import decide_case
from participation.actions.pictures import add_picture
from participation.actions.proposals import draft_proposal, submit_proposal
from participation.lifecycle import PhaseKind, ProposalState
from participation.models import (
    Account,
    District,
    Municipality,
    Outcome,
    Person,
    Picture,
    Process,
    Proposal,
    ReasonCode,
    Role,
)
from tests.factories import (
    a_category,
    a_comment,
    a_district,
    a_draft,
    a_municipality,
    a_person,
    a_phase,
    a_process,
    a_residency,
    staff,
)

A_DAY = timedelta(days=1)
# Who comes to the doors; "stranger" holds every role, but in the other town.
VISITORS = ("visitor", "account", "resident", *(role.value for role in Role), "stranger")


@dataclass(frozen=True, kw_only=True)
class Town:
    """One municipality; `things` are the ids that addresses name, by the kind of thing."""

    municipality: Municipality
    things: Mapping[str, Mapping[str, str]]
    people: Mapping[str, Person]

    def ids(self, stage: str = "") -> dict[str, str]:
        """What addresses and bodies name in this town: the usual things, or those of a stage."""
        return {
            "municipality": self.municipality.slug,
            "municipality_id": self.municipality.pk,
            **self.things["usual"],
            **self.things.get(stage, {}),
        }

    def account(self, who: str) -> Account:
        """The account of one of its people."""
        account = self.people[who].account
        assert account is not None
        return account


def a_picture_file(size: tuple[int, int] = (40, 30)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "green").save(file, "PNG")
    return file.getvalue()


class Builder:
    """Furnishes one town through the actions, with one person who may do everything."""

    def __init__(self, name: str, *, published: bool = True) -> None:
        self.now: datetime = timezone.now()
        self.municipality = a_municipality(name)
        self.district: District = a_district(self.municipality, name="Mitte")
        self.all_roles = staff(*Role, within=self.municipality, now=self.now, name="Alle Rollen")
        self.second_officer = staff(Role.RETURNING_OFFICER, within=self.municipality, now=self.now)
        self.process: Process = a_process(self.municipality, title="Bürgerbudget", published=published)
        for kind in (PhaseKind.INTAKE, PhaseKind.BALLOT):
            a_phase(self.process, kind, closes_at=None)
        self.category = a_category(self.process, "Grün")
        self.author = a_person("Ada Autorin")

    def proposal(self, title: str, state: ProposalState = ProposalState.PUBLISHED) -> Proposal:
        """A proposal of the town's author, brought into its state."""
        draft = a_draft(title=title, category=self.category, district=self.district)
        made = draft_proposal(author=self.author, process=self.process, draft=draft, now=self.now)
        self.picture(made)
        if state == ProposalState.DRAFT:
            return made
        made = submit_proposal(author=self.author, proposal=made, now=self.now)
        if state == ProposalState.PUBLISHED:
            decide_case(
                moderator=self.all_roles,
                case=made.moderation_cases.get(),
                outcome=Outcome.PUBLISH,
                reason=ReasonCode.COMPLETE,
                explanation="",
                now=self.now,
            )
            made.refresh_from_db()
        return made

    def picture(self, proposal: Proposal) -> Picture:
        """A green picture."""
        return add_picture(
            author=self.author, proposal=proposal, content=a_picture_file(), alt_text="Ein grünes Feld", now=self.now
        )

    def round(self, title: str, *, opened: bool = False) -> tuple[Round, Envelope, Project]:
        """A round with one envelope and one costed project; opened by two officers where asked for."""
        made = create_round(clerk=self.all_roles, process=self.process, title=title, now=self.now)
        details = EnvelopeDetails(name="Für alle", amount_cents=50_000_00, district=None, max_choices=None)
        envelope = add_envelope(clerk=self.all_roles, round_=made, details=details, now=self.now)
        project = self.project(envelope, title)
        configure_round(clerk=self.all_roles, round_=made, changes={"closes_at": self.now + 30 * A_DAY}, now=self.now)
        if opened:
            propose_opening(officer=self.all_roles, round_=made, now=self.now)
            confirm_opening(officer=self.second_officer, round_=made, now=self.now)
        made.refresh_from_db()
        return made, envelope, project

    def project(self, envelope: Envelope, title: str) -> Project:
        """A feasible project."""
        proposal = self.proposal(f"Bänke für {title}")
        project = adopt_proposal(clerk=self.all_roles, envelope=envelope, proposal=proposal, now=self.now)
        return cost_project(
            officer=self.all_roles,
            project=project,
            cost_cents=10_000_00,
            feasibility=Feasibility.FEASIBLE,
            reason="",
            now=self.now,
        )

    def counted_round(self, title: str) -> tuple[Round, Envelope, Project]:
        """A round with one ballot, closed early by two officers and counted."""
        made, envelope, project = self.round(title, opened=True)
        voter = a_person("Vera Wahl")
        a_residency(voter, self.municipality, district=self.district)
        ballot = BallotInput(choices={envelope.pk: [project.code]}, idempotency_key="einmal", client_nonce="")
        cast_ballot(voter=voter, round_=made, ballot=ballot, now_after_lock=lambda: self.now)
        propose_early_closing(officer=self.all_roles, round_=made, reason="Alle haben abgestimmt.", now=self.now)
        confirm_early_closing(officer=self.second_officer, round_=made, now=self.now)
        count_round(officer=self.all_roles, round_=made, now=self.now)
        made.refresh_from_db()
        return made, envelope, project

    def things(self, own: Proposal) -> dict[str, dict[str, str]]:
        """Everything that an address of this town may name, by stage; `own` is the draft of somebody who comes."""
        published, draft = self.proposal("Mehr Bänke"), self.proposal("Noch geheim", ProposalState.DRAFT)
        submitted = self.proposal("Wartet auf Prüfung", ProposalState.SUBMITTED)
        comment = a_comment(published, by=self.author)
        secret = a_process(self.municipality, title=f"Geheimes Verfahren {self.municipality.slug}", published=False)
        secret_phase = a_phase(secret, PhaseKind.INFORMATION, opens_at=None, closes_at=None)
        prepared = _round_ids(*self.round("Runde in Vorbereitung"))
        usual = {
            "process": self.process.slug,
            "process_id": self.process.pk,
            "phase": self.process.phases.all()[0].pk,
            "kind": "vorschlag",
            "person": self.author.pk,
            "email": self.author.account.email if self.author.account else "",
            "today": self.now.date().isoformat(),
            "next_year": (self.now + 365 * A_DAY).isoformat(),
            "next_month": (self.now + 30 * A_DAY).isoformat(),
            "grant": self.second_officer.role_grants.get().pk,
            "category": self.category.pk,
            "district": self.district.pk,
            "body": self.process.deciding_body_id or "",
            "comment": comment.pk,
            **_proposal_ids(published),
            **_round_ids(*self.round("Offene Runde", opened=True)),
            "case": submitted.moderation_cases.get().pk,
        }
        hidden = {
            "process": secret.slug,
            "process_id": secret.pk,
            "phase": secret_phase.pk,
            "case": usual["case"],
            "grant": usual["grant"],
            **_proposal_ids(submitted),
            **prepared,
        }
        return {
            "usual": usual,
            "prepared": prepared,
            "counted": {**_round_ids(*self.counted_round("Ausgezählte Runde")), "kind": "json"},
            "own draft": _proposal_ids(own),
            # What nobody but its author may see, and what nobody outside the office may see.
            "draft": _proposal_ids(draft),
            "hidden": hidden,
        }


def _proposal_ids(proposal: Proposal) -> dict[str, str]:
    picture = proposal.pictures.all()[0].pk
    return {"proposal": proposal.pk, "subject": proposal.pk, "picture": picture}


def _round_ids(round_: Round, envelope: Envelope, project: Project) -> dict[str, str]:
    return {"round": round_.pk, "envelope": envelope.pk, "project": project.pk, "code": project.code}


def a_furnished_town(name: str = "Heimstadt") -> Town:
    """A town with everything in it and one person of each kind."""
    builder = Builder(name)
    people = {"account": a_person("Karl Konto"), "resident": a_person("Rita Rath")}
    a_residency(people["resident"], builder.municipality, district=builder.district)
    people |= {role.value: staff(role, within=builder.municipality, now=builder.now) for role in Role}
    # One of those who come has a draft too, which is then nobody else's.
    builder.author, author = people["account"], builder.author
    own = builder.proposal("Mein Entwurf", ProposalState.DRAFT)
    builder.author = author
    return Town(
        municipality=builder.municipality,
        things=MappingProxyType(builder.things(own)),
        people=MappingProxyType({**people, "everything": builder.all_roles}),
    )
