"""What is new, for feed readers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from frontend.pages.addresses import address
from frontend.pages.cards import teaser
from frontend.pages.processes import process_of
from frontend.pages.visits import visit
from participation.lifecycle import ProposalState
from participation.queries.proposals import order_proposals, visible_proposals

MOST_ENTRIES = 50


def proposals(request: HttpRequest, municipality: str, process: str) -> HttpResponse:
    """The newest published proposals of a process, as Atom; the same for everybody."""
    here = visit(request, municipality)
    found = process_of(here, process)
    town = here.municipality
    feed = Atom1Feed(
        title=_("Vorschläge: %(process)s") % {"process": found.title},
        link=settings.SITE_URL + address(town, "proposals", process=found.slug),
        feed_url=settings.SITE_URL + address(town, "proposals_feed", process=found.slug),
        description=found.summary,
        language="de",
    )
    published = visible_proposals(None, found, now=here.now).filter(state=ProposalState.PUBLISHED)
    for proposal in order_proposals(published, "newest")[:MOST_ENTRIES]:
        feed.add_item(
            title=proposal.title,
            link=settings.SITE_URL + address(town, "proposal", proposal=proposal.pk),
            description=teaser(proposal.text),
            unique_id=f"urn:allmende:proposal:{proposal.pk}",
            updateddate=proposal.published_at,
            pubdate=proposal.published_at,
            author_name=proposal.author.display_name if proposal.author else None,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
