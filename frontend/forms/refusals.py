"""Refusals of the domain, told in the form that caused them."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm

from participation.errors import DomainError, InvalidInputError, NotFoundError, SignInRequiredError

UNPROCESSABLE = 422
F = TypeVar("F", bound=BaseForm)


def carried_out(form: F, act: Callable[[dict[str, Any]], object]) -> bool:
    """Call `act` with what a bound form says; False when the form or the domain refused, which it then tells.

    Raises:
        NotFoundError: what the page is about is gone.
        SignInRequiredError: signing in comes first.

    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except DomainError as error:
        put_refusal(form, error)
        return False
    return True


def put_refusal(form: BaseForm, error: DomainError) -> None:
    """Tell a refusal beside the field at fault, or above the form; raise it where no form can help."""
    field = error.field if error.field in form.fields else None
    if isinstance(error, SignInRequiredError) or (isinstance(error, NotFoundError) and field is None):
        raise error
    # Beside its field the name of the field says nothing new.
    reason = error.params.get("reason") if field and isinstance(error, InvalidInputError) else None
    form.add_error(field, str(reason or error))
    form.refused_with = UNPROCESSABLE if field else error.status  # type: ignore[attr-defined]  # for `status_of`


def status_of(form: BaseForm) -> int:
    """The HTTP status of a page with this form: 200 unless something was refused."""
    if not form.is_bound or not form.errors:
        return 200
    return int(getattr(form, "refused_with", UNPROCESSABLE))
