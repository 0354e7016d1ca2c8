"""How allauth reaches us: who signs in, and that every account has a person."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.forms import BaseForm
from django.http import HttpRequest

from participation.actions.people import create_person
from participation.models import Account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Allauth's sign-in; loads the person with the account, because every page asks for both."""

    def get_user(self, user_id: str) -> Account | None:
        """Return the active account, its person selected, or None."""
        return Account.objects.select_related("person").filter(pk=user_id, is_active=True).first()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """What happens beside signing up."""

    def save_user(self, request: HttpRequest, user: Account, form: BaseForm, commit: bool = True) -> Account:  # noqa: FBT001, FBT002 -- allauth's signature
        """Save the account and give it a person with a pseudonym."""
        account: Account = super().save_user(request, user, form, commit=commit)
        if commit:
            create_person(account=account, display_name="")
        return account

    def populate_username(self, request: HttpRequest, user: Any) -> None:  # noqa: ANN401 -- allauth's signature
        """Leave it: accounts have no user names."""
