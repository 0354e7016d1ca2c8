"""Residencies and roles."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.actions.people import end_role, grant_role, verify_residency
from participation.api.callers import signed_in, viewer_of
from participation.api.idempotency import idempotent
from participation.api.schema import ADMINISTRATION, OFFICE, SIGNED_IN
from participation.api.serializers.common import InDistrict, InMunicipality, OfMunicipality
from participation.api.serializers.people import ResidencyInput, ResidencyOutput, RoleGrantInput, RoleGrantOutput
from participation.api.views.base import ApiView, ListView, parsed, referred
from participation.api.views.municipalities import within_municipality
from participation.models import District, Municipality, Process, Role
from participation.queries.lookup import find
from participation.queries.municipalities import visible_municipalities
from participation.queries.people import (
    person_by_email,
    visible_residencies,
    visible_role_grants,
)
from participation.queries.processes import visible_processes


class ResidencyListView(ListView):
    """What was verified about people."""

    roles = {"GET": SIGNED_IN, "POST": OFFICE}
    ordering = ("-verified_at", "id")

    @extend_schema(operation_id="residencies_list", parameters=[OfMunicipality], responses=ResidencyOutput(many=True))
    def get(self, request: Request) -> Response:
        """List one's own residencies; for clerks and administrators all of their municipalities."""
        residencies = visible_residencies(signed_in(request), now=timezone.now())
        return self.answer_page(request, within_municipality(request, residencies), ResidencyOutput)

    @extend_schema(operation_id="residencies_create", request=ResidencyInput, responses={201: ResidencyOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Record at the desk that somebody lives in a district."""
        districts = District.objects.select_related("municipality")
        district = find(districts, self.scope(request, InDistrict)["district"])
        # Asked before the address is looked up, so that nobody else learns who has an account.
        clerk = self.permitted(request, within=district.municipality)
        wanted = parsed(ResidencyInput, request.data)
        person, born_on = person_by_email(wanted["email"]), wanted["born_on"]
        residency = verify_residency(clerk=clerk, person=person, district=district, born_on=born_on, now=timezone.now())
        return Response(ResidencyOutput(residency).data, status=201)


class RoleGrantListView(ListView):
    """Who may do what."""

    roles = {"GET": SIGNED_IN, "POST": ADMINISTRATION}
    ordering = ("-starts_at", "id")

    @extend_schema(operation_id="role_grants_list", parameters=[OfMunicipality], responses=RoleGrantOutput(many=True))
    def get(self, request: Request) -> Response:
        """List one's own grants; for administrators and auditors all of their municipalities."""
        grants = visible_role_grants(signed_in(request), now=timezone.now())
        return self.answer_page(request, within_municipality(request, grants), RoleGrantOutput)

    @extend_schema(operation_id="role_grants_create", request=RoleGrantInput, responses={201: RoleGrantOutput})
    @idempotent
    def post(self, request: Request) -> Response:
        """Grant a role from now on."""
        municipality = find(visible_municipalities(), self.scope(request, InMunicipality)["municipality"])
        grantor, now = self.permitted(request, within=municipality), timezone.now()
        wanted = parsed(RoleGrantInput, request.data)
        processes = visible_processes(grantor, municipality, now=now)
        within: Municipality | Process = referred(processes, wanted.get("process"), field="process") or municipality
        grant = grant_role(
            grantor=grantor,
            person=person_by_email(wanted["email"]),
            role=Role(wanted["role"]),
            within=within,
            now=now,
            ends_at=wanted["ends_at"],
        )
        return Response(RoleGrantOutput(grant).data, status=201)


class RoleGrantView(ApiView):
    """One grant."""

    roles = ADMINISTRATION

    @extend_schema(operation_id="role_grants_end", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """End a grant at once; it stays on record."""
        grant = find(visible_role_grants(viewer_of(request), now=timezone.now()), public_id)
        end_role(grantor=signed_in(request), grant=grant, now=timezone.now())
        return Response(status=204)
