"""The journal of a municipality."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participation.api.callers import signed_in
from participation.api.schema import READERS_OF_THE_JOURNAL
from participation.api.serializers.common import OfMunicipality
from participation.api.serializers.people import JournalEntryOutput
from participation.api.views.base import ListView
from participation.api.views.municipalities import municipality_asked_for
from participation.models import Role
from participation.permissions import require_role
from participation.queries.journal import visible_journal


class JournalView(ListView):
    """Every act of the administration, newest first."""

    roles = READERS_OF_THE_JOURNAL
    ordering = ("-seq", "id")

    @extend_schema(operation_id="journal_list", parameters=[OfMunicipality], responses=JournalEntryOutput(many=True))
    def get(self, request: Request) -> Response:
        """Read the journal, for administrators and auditors."""
        viewer, now = signed_in(request), timezone.now()
        municipality = municipality_asked_for(request)
        require_role(viewer, Role.MUNICIPALITY_ADMINISTRATOR, Role.AUDITOR, within=municipality, now=now)
        return self.answer_page(request, visible_journal(viewer, municipality, now=now), JournalEntryOutput)
