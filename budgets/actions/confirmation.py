"""What the body makes of a count: it confirms the result, or departs from it with a public reason per project."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.errors import DepartureNeedsReasonError, NotCountedError
from budgets.events import ResultConfirmed
from budgets.lifecycle import RoundActivity, RoundState
from budgets.models import Count, CountConfirmation, ProjectDecision, Round
from budgets.permissions import require_returning_officer, require_state
from participation.actions.critical_acts import confirm_act, drop_act, propose_act
from participation.actions.journal import record
from participation.errors import WrongStateError
from participation.events import announce
from participation.locks import lock
from participation.models import Body, CriticalAct, Person, Resolution
from participation.texts import clean_line, clean_text, invalid

CONFIRMATION = "count.confirmation"
REASON_LENGTH = 2000
SHOWN = 60  # of what somebody sent, in a refusal


@dataclass(frozen=True, kw_only=True)
class ResolutionDetails:
    """What the body decided: title, day, council paper and reasons; the address of the paper where there is one."""

    body: Body
    title: str
    decided_on: date
    paper_reference: str
    reasons: str
    paper_url: str = ""


@transaction.atomic
def propose_confirmation(
    *,
    officer: Person,
    count: Count,
    resolution: ResolutionDetails,
    departures: Mapping[str, str],
    now: datetime,
) -> CriticalAct:
    """Propose to record what the body decided about a count.

    Args:
        departures: public reasons by project code, for exactly those projects where the body decided against the
            count: a funded one is then not realised, an unfunded one is.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        WrongStateError: the count is not the last of its round, or the round is not calculated.
        InvalidInputError: something about the resolution is missing or wrong.
        NotCountedError: a departure names a project that was not counted.
        DepartureNeedsReasonError: a departure has no reason.
        AlreadyExistsError: another confirmation is proposed.

    """
    require_returning_officer(officer, count.round, now=now)
    round_ = _locked(count)
    params = {
        "resolution": _checked_resolution(resolution, round_, now=now),
        "departures": _checked_departures(departures, count),
    }
    municipality = round_.process.municipality
    return propose_act(act=CONFIRMATION, on=count, municipality=municipality, proposer=officer, now=now, params=params)


@transaction.atomic
def confirm_confirmation(*, officer: Person, count: Count, now: datetime) -> CountConfirmation:
    """Record the body's decision; the round is finished by it.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        WrongStateError: the count is not the last of its round, or the round is not calculated.
        NothingProposedError: nobody proposed it.
        SamePersonError: `officer` proposed it.

    """
    require_returning_officer(officer, count.round, now=now)
    round_ = _locked(count)
    act = confirm_act(act=CONFIRMATION, on=count, confirmer=officer, now=now)
    municipality = round_.process.municipality
    details = {**act.params["resolution"], "decided_on": date.fromisoformat(act.params["resolution"]["decided_on"])}
    resolution = Resolution.objects.create(municipality=municipality, recorded_at=now, **details)
    confirmation = CountConfirmation.objects.create(round=round_, count=count, resolution=resolution, confirmed_at=now)
    ProjectDecision.objects.bulk_create(_decisions(confirmation, act.params["departures"]))
    round_.state = RoundState.CONFIRMED
    round_.save(update_fields=["state"])
    data = {"count": count.number, "resolution": resolution.ref, "departures": sorted(act.params["departures"])}
    record(municipality=municipality, actor=officer, act="round.confirmed", on=round_, now=now, data=data)
    announce(ResultConfirmed(round_id=round_.pk))
    return confirmation


@transaction.atomic
def drop_confirmation(*, officer: Person, count: Count, now: datetime) -> None:
    """Take a proposed confirmation back, or refuse it as the second person.

    Raises:
        NotPermittedError: `officer` is no returning officer.
        NothingProposedError: nothing is proposed.

    """
    require_returning_officer(officer, count.round, now=now)
    lock(Round, count.round_id)
    drop_act(act=CONFIRMATION, on=count, dropper=officer, now=now)


def _locked(count: Count) -> Round:
    round_ = lock(Round, count.round_id)
    require_state(round_, RoundActivity.CONFIRM)
    if round_.counts.filter(number__gt=count.number).exists():
        raise WrongStateError
    return round_


def _checked_resolution(details: ResolutionDetails, round_: Round, *, now: datetime) -> dict[str, str]:
    if details.body.municipality_id != round_.process.municipality_id:
        raise invalid(field="body", reason=_("Bitte wählen Sie ein Gremium Ihrer Kommune."))
    if details.decided_on > timezone.localdate(now):
        raise invalid(field="decided_on", reason=_("Der Beschluss liegt in der Zukunft."))
    return {
        "body_id": details.body.pk,
        "title": clean_line(details.title, field="title", limit=200),
        "decided_on": details.decided_on.isoformat(),
        "paper_reference": clean_line(details.paper_reference, field="paper_reference", limit=80),
        "paper_url": _checked_url(details.paper_url),
        "reasons": clean_text(details.reasons, field="reasons", limit=5000),
    }


def _checked_url(text: str) -> str:
    url = clean_line(text, field="paper_url", limit=200, required=False)
    if url:
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            raise invalid(field="paper_url", reason=_("Das ist keine Internetadresse.")) from None
    return url


def _checked_departures(departures: Mapping[str, str], count: Count) -> dict[str, str]:
    counted = _calculated(count)
    checked = {}
    for code, reason in departures.items():
        if code not in counted:
            raise NotCountedError(field="departures", project=code[:SHOWN])
        checked[code] = clean_text(reason, field="departures", limit=REASON_LENGTH, required=False)
        if not checked[code]:
            raise DepartureNeedsReasonError(field="departures", project=code)
    return checked


def _calculated(count: Count) -> dict[str, bool]:
    """Return for each project that was counted whether it is funded, by code."""
    funded = {code for result in count.results for code in result["result"]["funded"]}
    return {code: code in funded for result in count.results for code in result["votes"]}


def _decisions(confirmation: CountConfirmation, departures: Mapping[str, str]) -> list[ProjectDecision]:
    ids = dict(confirmation.round.projects.values_list("code", "pk"))
    return [
        ProjectDecision(
            confirmation=confirmation,
            project_id=ids[code],
            calculated=is_funded,
            realised=is_funded != (code in departures),
            reason=departures.get(code, ""),
        )
        for code, is_funded in _calculated(confirmation.count).items()
    ]
