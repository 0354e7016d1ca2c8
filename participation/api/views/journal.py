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
from participation.permissions import JOURNAL_ROLES, require_role, require_role_somewhere
from participation.queries.journal import visible_journal


class JournalView(ListView):
    """Every act of the administration, newest first."""

    roles = READERS_OF_THE_JOURNAL
    ordering: tuple[str, ...] = ("-at", "-seq", "id")

    @extend_schema(operation_id="journal_list", parameters=[OfMunicipality], responses=JournalEntryOutput(many=True))
    def get(self, request: Request) -> Response:
        """Read the journal, for administrators and auditors."""
        viewer, now = signed_in(request), timezone.now()
        municipality = municipality_asked_for(request)
        if municipality is None:
            require_role_somewhere(viewer, *JOURNAL_ROLES, municipality=None, now=now)
            return self.answer_page(request, visible_journal(viewer, now=now), JournalEntryOutput)
        require_role(viewer, *JOURNAL_ROLES, within=municipality, now=now)
        self.ordering = ("-seq", "id")
        entries = visible_journal(viewer, now=now).filter(municipality=municipality)
        return self.answer_page(request, entries, JournalEntryOutput)
