"""Rounds and their envelopes: made and changed until the round opens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from budgets.models import BallotType, Envelope, Round
from budgets.permissions import require_clerk, require_configurable
from budgets.queries.parameters import check_parameters
from budgets.values import clean_age, clean_cents, clean_choice, clean_count, clean_flag, clean_moment
from participation.actions.journal import record
from participation.errors import AlreadyExistsError, IncompleteError, WrongStateError
from participation.labels import label_of
from participation.locks import lock
from participation.models import Body, District, Person, Process
from participation.permissions import OFFICE_ROLES, require_role
from participation.texts import clean_line, invalid

MAX_ENVELOPES = 60


@dataclass(frozen=True, kw_only=True)
class EnvelopeDetails:
    """What is said about an envelope; without a district, everybody votes in it.

    Attributes:
        amount_cents: more than 0.
        max_choices: how many projects of it one ballot may hold; None: as many as one likes.

    """

    name: str
    amount_cents: int
    district: District | None = None
    max_choices: int | None = None


_CLEANERS: Mapping[str, Callable[..., object]] = {
    "title": partial(clean_line, limit=160),
    "ballot_type": partial(clean_choice, allowed=BallotType.values),
    "age_min": clean_age,
    "age_max": clean_age,
    "blank_allowed": clean_flag,
    "replaceable": clean_flag,
    "opens_at": clean_moment,
    "closes_at": clean_moment,
    "method": partial(clean_line, limit=40),
    "min_score": clean_count,
}


@transaction.atomic
def create_round(*, clerk: Person, process: Process, title: str, now: datetime) -> Round:
    """Begin a budget round; the body that decides about the process will confirm its result.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        InvalidInputError: the title is empty or longer than 160 characters.
        IncompleteError: the process does not say yet which body decides.

    """
    require_role(clerk, *OFFICE_ROLES, within=process, now=now)
    title = clean_line(title, field="title", limit=160)
    if process.deciding_body is None:
        raise IncompleteError(missing=["deciding_body"], missing_labels=label_of("deciding_body"))
    round_ = Round.objects.create(process=process, title=title, deciding_body=process.deciding_body, created_at=now)
    record(municipality=process.municipality, actor=clerk, act="round.created", on=round_, now=now)
    return round_


@transaction.atomic
def configure_round(*, clerk: Person, round_: Round, changes: Mapping[str, object], now: datetime) -> Round:
    """Change how a round will run.

    Args:
        changes: fields of `Round` by name: title, deciding_body (a body), ballot_type, age_min, age_max, blank_allowed,
            replaceable, opens_at, closes_at, method, parameters, min_score.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        FrozenError: the round has opened.
        InvalidInputError: an unknown field, or one that holds something else than it must.
        CountRefusedError: the method does not exist, or cannot count such ballots with these parameters.

    """
    require_clerk(clerk, round_, now=now)
    round_ = lock(Round, round_.pk)
    require_configurable(round_)
    cleaned = {field: _clean(round_, field, value) for field, value in changes.items()}
    changed = sorted(field for field, value in cleaned.items() if getattr(round_, field) != value)
    for field in changed:
        setattr(round_, field, cleaned[field])
    _require_consistent(round_)
    if changed:
        round_.save(update_fields=changed)
        _record(clerk, "round.configured", round_, round_=round_, now=now, fields=changed)
    return round_


def _clean(round_: Round, field: str, value: object) -> object:
    if field in _CLEANERS:
        return _CLEANERS[field](value, field=field)
    if field == "deciding_body":
        if isinstance(value, Body) and value.municipality_id == round_.process.municipality_id:
            return value
        raise invalid(field=field, reason=_("Bitte wählen Sie ein Gremium Ihrer Kommune."))
    if field == "parameters":
        if isinstance(value, Mapping) and all(isinstance(part, str) for pair in value.items() for part in pair):
            return dict(value)
        raise invalid(field=field, reason=_("Bitte geben Sie zu jeder Einstellung einen Text an."))
    raise invalid(field=field, reason=_("Dieses Feld gibt es nicht."))


def _require_consistent(round_: Round) -> None:
    if round_.age_min is not None and round_.age_max is not None and round_.age_max < round_.age_min:
        raise invalid(field="age_max", reason=_("Das Höchstalter liegt unter dem Mindestalter."))
    if round_.opens_at is not None and round_.closes_at is not None and round_.closes_at <= round_.opens_at:
        raise invalid(field="closes_at", reason=_("Das Ende liegt vor dem Beginn."))
    check_parameters(method=round_.method, parameters=round_.parameters, ballot_type=round_.ballot_type)


@transaction.atomic
def add_envelope(*, clerk: Person, round_: Round, details: EnvelopeDetails, now: datetime) -> Envelope:
    """Add an envelope at the end of the list.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        FrozenError: the round has opened.
        InvalidInputError: no name, no money, no choice, another municipality's district, or too many envelopes.
        AlreadyExistsError: an envelope of the round has this name.

    """
    require_clerk(clerk, round_, now=now)
    round_ = lock(Round, round_.pk)
    require_configurable(round_)
    if round_.envelopes.count() >= MAX_ENVELOPES:
        raise invalid(
            field="name", reason=_("Höchstens %(limit)s Teilbudgets sind möglich.") % {"limit": MAX_ENVELOPES}
        )
    last = round_.envelopes.aggregate(last=Max("position"))["last"] or 0
    envelope = _described(Envelope(round=round_, position=last + 1), details)
    _record(clerk, "envelope.added", envelope, round_=round_, now=now, amount_cents=envelope.amount_cents)
    return envelope


@transaction.atomic
def edit_envelope(*, clerk: Person, envelope: Envelope, details: EnvelopeDetails, now: datetime) -> Envelope:
    """Change what is said about an envelope.

    Raises:
        NotPermittedError, FrozenError, InvalidInputError, AlreadyExistsError: as for `add_envelope`.

    """
    require_clerk(clerk, envelope.round, now=now)
    round_ = lock(Round, envelope.round_id)
    require_configurable(round_)
    envelope = _described(lock(Envelope, envelope.pk), details)
    _record(clerk, "envelope.edited", envelope, round_=round_, now=now, amount_cents=envelope.amount_cents)
    return envelope


@transaction.atomic
def remove_envelope(*, clerk: Person, envelope: Envelope, now: datetime) -> None:
    """Take an empty envelope out of a round.

    Raises:
        NotPermittedError: `clerk` is neither clerk nor administrator of the process.
        FrozenError: the round has opened.
        WrongStateError: projects belong to it.

    """
    require_clerk(clerk, envelope.round, now=now)
    round_ = lock(Round, envelope.round_id)
    require_configurable(round_)
    if envelope.projects.exists():
        raise WrongStateError
    _record(clerk, "envelope.removed", envelope, round_=round_, now=now, name=envelope.name)
    envelope.delete()


def _described(envelope: Envelope, details: EnvelopeDetails) -> Envelope:
    envelope.name = clean_line(details.name, field="name", limit=120)
    envelope.amount_cents = clean_cents(details.amount_cents, field="amount_cents", least=1)
    envelope.max_choices = clean_count(details.max_choices, field="max_choices", least=1, required=False)
    district = details.district
    if district is not None and district.municipality_id != envelope.round.process.municipality_id:
        raise invalid(field="district", reason=_("Bitte wählen Sie einen Ortsteil Ihrer Kommune."))
    envelope.district = district
    try:
        with transaction.atomic():
            envelope.save()
    except IntegrityError:
        raise AlreadyExistsError(field="name") from None
    return envelope


def _record(clerk: Person, act: str, on: Round | Envelope, *, round_: Round, now: datetime, **data: object) -> None:
    record(municipality=round_.process.municipality, actor=clerk, act=act, on=on, now=now, data=data)
