"""How one signs in (account), the public face (person), what was verified (residency), what one may do (role)."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participation.models.base import Entity
from participation.models.municipalities import District, Municipality
from participation.models.processes import Process


class AccountManager(BaseUserManager["Account"]):
    """Accounts are looked up by e-mail address."""

    def create_account(self, *, email: str, password: str | None) -> "Account":
        """Create an account; without a password one signs in by a code."""
        account = self.model(email=self.normalize_email(email).lower())
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(Entity, AbstractBaseUser):
    """One way to sign in; it says nothing in public. The person beside it does."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = AccountManager()

    def __str__(self) -> str:
        return self.email

    # Django's and allauth's parts ask these; our rights come from role grants alone.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: Any = None) -> bool:  # noqa: ANN401, ARG002 -- Django's signature
        """Grant nothing: see `participation.permissions`."""
        return False


class Person(Entity):
    """The public face of whoever takes part; it outlives the account, nameless, when that is erased."""

    account = models.OneToOneField(Account, models.SET_NULL, null=True, related_name="person")
    display_name = models.CharField(max_length=80)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("display_name", "id")
        constraints = (models.CheckConstraint(condition=~Q(display_name=""), name="person_has_name"),)

    def __str__(self) -> str:
        return self.display_name


class VerificationMethod(models.TextChoices):
    """How residency was verified."""

    DESK = "desk", _("am Schalter")


class Residency(Entity):
    """What was verified about one person in one municipality; one that has not ended at a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="residencies")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="residencies")
    district = models.ForeignKey(District, models.PROTECT, related_name="residencies")
    born_on = models.DateField()
    method = models.CharField(max_length=20, choices=VerificationMethod)
    verified_by = models.ForeignKey(Person, models.PROTECT, related_name="verified_residencies")
    verified_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-verified_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "municipality"), condition=Q(ended_at=None), name="residency_once_per_municipality"
            ),
            models.CheckConstraint(condition=Q(valid_until__gt=F("verified_at")), name="residency_ends_later"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.municipality_id}"


class Role(models.TextChoices):
    """What somebody may do for a municipality."""

    HELPER = "helper", _("Helferin oder Helfer")
    MODERATOR = "moderator", _("Moderation")
    CLERK = "clerk", _("Sachbearbeitung")
    FINANCE_OFFICER = "finance_officer", _("Kämmerei")
    RETURNING_OFFICER = "returning_officer", _("Abstimmungsleitung")
    AUDITOR = "auditor", _("Prüfung")
    MUNICIPALITY_ADMINISTRATOR = "municipality_administrator", _("Administration der Kommune")


class RoleGrant(Entity):
    """One role for one person in one municipality, for all of it or for one process, from `starts_at` to `ends_at`."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="role_grants")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="role_grants")
    process = models.ForeignKey(Process, models.PROTECT, null=True, blank=True, related_name="role_grants")
    role = models.CharField(max_length=40, choices=Role)
    grantor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="granted_roles")  # null: the operator
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("role", "starts_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="grant_ends_later"),
            models.CheckConstraint(condition=~Q(grantor=F("person")), name="grant_by_somebody_else"),
        )
        indexes = (models.Index(fields=("person", "municipality", "role"), name="grant_lookup"),)

    def __str__(self) -> str:
        return f"{self.role} of {self.person_id}"
