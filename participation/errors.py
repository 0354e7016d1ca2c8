"""What is refused: every refusal has a stable code, parameters and a sentence in the reader's language.

Codes are part of the API: append-only, listed in `docs/api/errors.md`.
"""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal that the reader caused and can understand; everything else that is raised is a bug.

    `params` fill the sentence and go out as members of the problem document; `field` names the input at fault.
    """

    code: ClassVar[str]
    sentence: ClassVar[Any]
    status: ClassVar[int] = 409

    def __init__(self, *, field: str = "", **params: object) -> None:
        """Keep what the sentence needs; values must be plain (text, numbers, lists of them)."""
        super().__init__(self.code)
        self.field = field
        self.params = params

    def __str__(self) -> str:
        """Return the sentence, filled, in the active language."""
        return str(self.sentence) % self.params


class NotFoundError(DomainError):
    """It does not exist, or not for the one who asks."""

    code = "not_found"
    sentence = _("Das haben wir nicht gefunden.")
    status = 404


class SignInRequiredError(DomainError):
    """Nobody is signed in."""

    code = "sign_in_required"
    sentence = _("Bitte melden Sie sich dafür an.")
    status = 401


class NotPermittedError(DomainError):
    """It can be seen, but this person may not do it."""

    code = "not_permitted"
    sentence = _("Dazu sind Sie nicht berechtigt.")
    status = 403


class SecondFactorRequiredError(DomainError):
    """Staff act only with a second factor."""

    code = "second_factor_required"
    sentence = _("Für Aufgaben der Verwaltung brauchen Sie einen zweiten Faktor. Richten Sie ihn in Ihrem Konto ein.")
    status = 403


class InvalidInputError(DomainError):
    """A field holds something that cannot be used."""

    code = "invalid_input"
    sentence = _("Die Angabe in „%(label)s“ passt nicht: %(reason)s")
    status = 422


class WrongPhaseError(DomainError):
    """The process is not in a phase in which this is done."""

    code = "wrong_phase"
    sentence = _("Das ist in der jetzigen Phase des Verfahrens nicht möglich.")


class WrongStateError(DomainError):
    """The thing is not in a state in which this is done."""

    code = "wrong_state"
    sentence = _("Das ist im jetzigen Stand nicht möglich.")


class IncompleteError(DomainError):
    """Something required for this step is missing; `missing` lists the fields."""

    code = "incomplete"
    sentence = _("Es fehlt noch: %(missing_labels)s.")
    status = 422


class AlreadyExistsError(DomainError):
    """There is one already."""

    code = "already_exists"
    sentence = _("Das gibt es schon.")


class SamePersonError(DomainError):
    """A critical act takes two different people."""

    code = "same_person"
    sentence = _("Diesen Schritt muss eine zweite Person bestätigen.")
    status = 403


class NothingProposedError(DomainError):
    """There is no open proposal of this act to confirm, or it expired."""

    code = "nothing_proposed"
    sentence = _("Dieser Schritt wurde noch nicht vorgeschlagen, oder die Frist zur Bestätigung ist um.")


class TooManyRequestsError(DomainError):
    """Too much in too short a time, counted per person or device."""

    code = "too_many_requests"
    sentence = _("Das waren sehr viele Anfragen. Bitte versuchen Sie es in %(seconds)s Sekunden noch einmal.")
    status = 429


class IdempotencyConflictError(DomainError):
    """The same key came with another content."""

    code = "idempotency_conflict"
    sentence = _("Dieser Schlüssel wurde schon für eine andere Anfrage verwendet.")
    status = 422


class UnreadablePictureError(DomainError):
    """The file is not a picture that we can read."""

    code = "unreadable_picture"
    sentence = _("Diese Datei ist kein lesbares Bild (JPEG, PNG oder WebP).")
    status = 422


class TooLargeError(DomainError):
    """More bytes than we take."""

    code = "too_large"
    sentence = _("Das ist zu groß. Erlaubt sind höchstens %(limit)s.")
    status = 413
