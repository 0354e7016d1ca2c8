"""What budgets refuse."""

from django.utils.translation import gettext_lazy as _

from participation.errors import DomainError


class FrozenError(DomainError):
    """The round has opened: nothing about it changes any more."""

    code = "frozen"
    sentence = _("Die Abstimmung ist eröffnet. Ihre Regeln, Projekte und Kosten stehen jetzt fest.")


class PhaseClosedError(DomainError):
    """Ballots are not taken now."""

    code = "phase_closed"
    sentence = _("Die Abstimmung ist gerade nicht geöffnet. Ihr Stimmzettel wurde nicht angenommen.")


class AlreadyVotedError(DomainError):
    """This right to vote has been used."""

    code = "already_voted"
    sentence = _("Sie haben in dieser Abstimmung schon abgestimmt.")


class NotVerifiedError(DomainError):
    """Nobody has verified that the person lives here."""

    code = "not_verified"
    sentence = _("Ihr Wohnsitz ist noch nicht bestätigt. Das geht im Bürgerbüro mit einem Ausweis in wenigen Minuten.")
    status = 403


class OutsideAgeRangeError(DomainError):
    """The person is too young or too old for this round."""

    code = "outside_age_range"
    sentence = _("An dieser Abstimmung nehmen Menschen im Alter %(range)s teil. Es zählt der Tag der Eröffnung.")
    status = 403


class NotOnRollError(DomainError):
    """The roll of this round takes nobody in any more."""

    code = "not_on_roll"
    sentence = _("Sie stehen nicht im Verzeichnis dieser Abstimmung.")
    status = 403


class UnknownProjectError(DomainError):
    """The ballot names a project that is not on it."""

    code = "unknown_project"
    sentence = _("Das Projekt „%(project)s“ steht nicht auf Ihrem Stimmzettel.")
    status = 422


class UnknownEnvelopeError(DomainError):
    """The ballot names a part of the budget in which this person does not vote."""

    code = "unknown_envelope"
    sentence = _("Dieses Teilbudget steht nicht auf Ihrem Stimmzettel.")
    status = 422


class DuplicateChoiceError(DomainError):
    """A project is chosen twice."""

    code = "duplicate_choice"
    sentence = _("Das Projekt „%(project)s“ ist doppelt gewählt.")
    status = 422


class TooManyChoicesError(DomainError):
    """More projects than the envelope allows."""

    code = "too_many_choices"
    sentence = _("In „%(envelope)s“ können Sie höchstens %(limit)s Projekte wählen, gewählt sind %(chosen)s.")
    status = 422


class OverBudgetError(DomainError):
    """The chosen projects cost more than there is."""

    code = "over_budget"
    sentence = _("Ihre Auswahl in „%(envelope)s“ kostet mehr, als zur Verfügung steht.")
    status = 422


class BlankBallotError(DomainError):
    """Nothing is chosen, and the round does not take blank ballots."""

    code = "blank_ballot"
    sentence = _("Bitte wählen Sie mindestens ein Projekt.")
    status = 422


class RoundKeyMissingError(DomainError):
    """The key of the round is not where it should be; nothing can be cast until it is back."""

    code = "round_key_missing"
    sentence = _("Die Urne ist gerade nicht erreichbar. Bitte versuchen Sie es später noch einmal.")
    status = 503


class NotLaterError(DomainError):
    """A closing time is only ever moved to a later one."""

    code = "not_later"
    sentence = _("Das Ende der Abstimmung lässt sich nur auf einen späteren Zeitpunkt verschieben.")
    status = 422


class StillOpenError(DomainError):
    """The time to cast ballots is not over."""

    code = "still_open"
    sentence = _("Die Abstimmung läuft noch. Vorzeitig schließen geht nur zu zweit.")


class DepartureNeedsReasonError(DomainError):
    """The body departs from the count without saying why."""

    code = "departure_needs_reason"
    sentence = _("Bitte begründen Sie öffentlich, warum bei „%(project)s“ vom Ergebnis abgewichen wird.")
    status = 422


class NotCountedError(DomainError):
    """A departure names a project that was not counted."""

    code = "not_counted"
    sentence = _("Das Projekt „%(project)s“ kommt in dieser Auszählung nicht vor.")
    status = 422


class CountRefusedError(DomainError):
    """The method cannot count this round with these parameters."""

    code = "count_refused"
    sentence = _("So lässt sich nicht auszählen: %(reason)s")
    status = 422


class UnreadableElectionError(DomainError):
    """A Pabulib file that cannot be taken in; `reason` is the code of what is wrong, `line` where."""

    code = "unreadable_election"
    sentence = _("Die Datei lässt sich nicht einlesen. Zeile %(line)s: %(explanation)s")
    status = 422


class TooFewBallotsError(DomainError):
    """Single ballots of so small an electorate are not published."""

    code = "too_few_ballots"
    sentence = _("Bei weniger als %(limit)s Stimmzetteln werden einzelne Stimmzettel nicht veröffentlicht.")


class ChangedSinceProposalError(DomainError):
    """What the first person proposed is no longer what the second would confirm."""

    code = "changed_since_proposal"
    sentence = _("Inzwischen wurde etwas geändert. Bitte schlagen Sie den Schritt noch einmal vor.")
