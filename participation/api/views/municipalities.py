"""Municipalities, districts and bodies: public."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.api.schema import EVERYBODY
from participation.api.serializers.common import OfMunicipality
from participation.api.serializers.municipalities import BodyOutput, DistrictOutput, MunicipalityOutput
from participation.api.views.base import ApiView, ListView, parsed
from participation.models import Municipality
from participation.queries.lookup import find
from participation.queries.municipalities import visible_bodies, visible_districts, visible_municipalities

M = TypeVar("M", bound=Model)


class MunicipalityListView(ListView):
    """All municipalities, by name."""

    roles = EVERYBODY
    ordering = ("name", "id")

    @extend_schema(operation_id="municipalities_list", responses=MunicipalityOutput(many=True))
    def get(self, request: Request) -> Response:
        """List the municipalities."""
        return self.answer_page(request, visible_municipalities(), MunicipalityOutput)


class MunicipalityView(ApiView):
    """One municipality."""

    roles = EVERYBODY

    @extend_schema(operation_id="municipalities_read", responses=MunicipalityOutput)
    def get(self, request: Request, public_id: str) -> Response:  # noqa: ARG002 -- a view's signature
        """Read a municipality."""
        return Response(MunicipalityOutput(find(visible_municipalities(), public_id)).data)


def municipality_asked_for(request: Request) -> Municipality | None:
    """Return the municipality to which `?municipality=` narrows a list, None where it does not."""
    asked = parsed(OfMunicipality, request.query_params)
    return find(visible_municipalities(), asked["municipality"]) if "municipality" in asked else None


def within_municipality(request: Request, rows: QuerySet[M]) -> QuerySet[M]:
    """Narrow a list of what names its municipality to the one asked for."""
    municipality = municipality_asked_for(request)
    return rows if municipality is None else rows.filter(municipality=municipality)


class DistrictListView(ListView):
    """Districts, by name."""

    roles = EVERYBODY
    ordering = ("name", "id")

    @extend_schema(operation_id="districts_list", parameters=[OfMunicipality], responses=DistrictOutput(many=True))
    def get(self, request: Request) -> Response:
        """List the districts."""
        return self.answer_page(request, visible_districts(municipality_asked_for(request)), DistrictOutput)


class BodyListView(ListView):
    """Bodies, by name."""

    roles = EVERYBODY
    ordering = ("name", "id")

    @extend_schema(operation_id="bodies_list", parameters=[OfMunicipality], responses=BodyOutput(many=True))
    def get(self, request: Request) -> Response:
        """List the bodies."""
        return self.answer_page(request, visible_bodies(municipality_asked_for(request)), BodyOutput)
