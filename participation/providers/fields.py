"""What every stored field is: public, internal, personal (with purpose and retention) or secret.

The privacy page, the record of processing and the retention jobs are made from this; what is unclassified fails a test.
"""

from participation.providers.classes import describe
from participation.registries import FieldClass, personal

WITH_THE_ACCOUNT = "bis das Konto gelöscht wird"
WITH_THE_CONTRIBUTION = "bis das Konto gelöscht wird; Beiträge bleiben dann ohne Namen stehen"
WITH_THE_PROCESS = "bis zwei Jahre nach dem Ende des Verfahrens"
LIKE_FILES = "zehn Jahre, wie die Akten der Verwaltung"


def _of_author(purpose: str) -> FieldClass:
    return personal(purpose=purpose, retention=WITH_THE_CONTRIBUTION)


def _of_staff(purpose: str) -> FieldClass:
    return personal(purpose=purpose, retention=LIKE_FILES)


# ── Municipalities and processes ─────────────────────────────────────────────────────────────────

describe(
    "participation.Municipality",
    public="id slug name regional_key contact_name contact_email contact_phone address introduction",
    internal="moderation_target_hours",
)
describe("participation.District", public="id municipality parent slug name population boundary")
describe("participation.Body", public="id municipality kind name contact_email")
describe(
    "participation.Process",
    public=(
        "id municipality slug title summary task fixed open influence use_of_result deciding_body office contact_name"
        " contact_email contact_phone published_at"
    ),
    internal="created_at",
)
describe("participation.Phase", public="id process position kind title opens_at closes_at analogue_way")
describe("participation.Category", public="id process position name")
describe(
    "participation.Resolution",
    public="id municipality body title decided_on paper_reference paper_url reasons recorded_at",
)

# ── People ───────────────────────────────────────────────────────────────────────────────────────

_SIGN_IN = personal(purpose="Anmeldung am Konto", retention=WITH_THE_ACCOUNT)
describe(
    "participation.Account",
    internal="id is_active",
    secret="password",  # noqa: S106 -- the name of a field
    personal={"email": _SIGN_IN, "last_login": _SIGN_IN, "created_at": _SIGN_IN},
)
describe(
    "participation.Person",
    public="id",
    internal="created_at",
    personal={
        "account": personal(purpose="verbindet öffentlichen Namen und Konto", retention=WITH_THE_ACCOUNT),
        "display_name": personal(purpose="öffentlicher Name, frei wählbar", retention=WITH_THE_ACCOUNT),
    },
)
_RESIDENCY = personal(
    purpose="Nachweis, wer abstimmen darf", retention="bis drei Jahre nach der Prüfung, dann wird neu geprüft"
)
describe(
    "participation.Residency",
    internal="id municipality method",
    personal={
        "person": _RESIDENCY,
        "district": _RESIDENCY,
        "born_on": _RESIDENCY,
        "verified_by": _RESIDENCY,
        "verified_at": _RESIDENCY,
        "valid_until": _RESIDENCY,
        "ended_at": _RESIDENCY,
    },
)
_ROLE = _of_staff("Nachweis, wer wann wozu berechtigt war")
describe(
    "participation.RoleGrant",
    internal="id municipality process",
    personal={"person": _ROLE, "role": _ROLE, "grantor": _ROLE, "starts_at": _ROLE, "ends_at": _ROLE},
)

# ── Proposals and discussion ─────────────────────────────────────────────────────────────────────

describe(
    "participation.Proposal",
    public=(
        "id process number channel state title text category district place latitude longitude estimated_cost_cents"
        " created_at submitted_at published_at state_reason"
    ),
    internal="search_text",
    personal={"author": _of_author("zeigt, von wem ein Vorschlag ist")},
)
describe(
    "participation.ProposalVersion",
    public="id proposal number title text written_at",
    personal={"written_by": _of_author("zeigt, wer eine Fassung geschrieben hat")},
)
describe("participation.Picture", public="id proposal file alt_text width height added_at")
_SUBMITTER = personal(
    purpose="Rückfragen zu einem Vorschlag, der nicht über das Internet kam", retention=WITH_THE_PROCESS
)
describe(
    "participation.IntakeRecord",
    internal="id proposal form_number place received_on taken_at",
    personal={
        "submitter_name": _SUBMITTER,
        "submitter_contact": _SUBMITTER,
        "taken_by": _of_staff("Nachweis, wer einen Vorschlag aufgenommen hat"),
    },
)
_SUPPORT = personal(purpose="zählt jede Unterstützung einmal", retention=WITH_THE_PROCESS)
describe(
    "participation.Support", internal="id", personal={"proposal": _SUPPORT, "person": _SUPPORT, "given_at": _SUPPORT}
)
describe(
    "participation.Comment",
    public="id proposal stance text written_at hidden_at hidden_reason",
    personal={"author": _of_author("zeigt, von wem ein Beitrag ist")},
)

# ── Moderation ───────────────────────────────────────────────────────────────────────────────────

describe("participation.ModerationCase", internal="id municipality kind proposal comment opened_at due_at closed_at")
_REPORT = personal(purpose="Prüfung einer Meldung und Rückfragen dazu", retention="sechs Monate nach der Entscheidung")
describe("participation.Report", internal="id case reason reported_at", personal={"reporter": _REPORT, "text": _REPORT})
describe(
    "participation.ModerationDecision",
    internal="id case outcome reason explanation decided_at",
    personal={"decided_by": _of_staff("Nachweis, wer über einen Inhalt entschieden hat")},
)

# ── Accountability ───────────────────────────────────────────────────────────────────────────────

_TWO_PEOPLE = _of_staff("Nachweis, dass zwei Personen einen wichtigen Schritt getan haben")
describe(
    "participation.CriticalAct",
    internal="id municipality act on_ref params proposed_at expires_at confirmed_at dropped_at",
    personal={"proposed_by": _TWO_PEOPLE, "confirmed_by": _TWO_PEOPLE},
)
describe("participation.JournalHead", internal="municipality seq hash")
describe(
    "participation.JournalEntry",
    internal="id municipality seq at act on_ref data previous_hash hash",
    personal={"actor_ref": _of_staff("Nachweis der Handlungen der Verwaltung; ein Verweis, kein Name")},
)

# ── Requests and mail ────────────────────────────────────────────────────────────────────────────

_REPEAT = personal(purpose="eine wiederholte Anfrage ändert nichts doppelt", retention="24 Stunden")
describe(
    "participation.IdempotentAnswer",
    internal="id status created_at",
    secret="key fingerprint",  # noqa: S106 -- names of fields
    personal={"asker": _REPEAT, "body": _REPEAT},
)
_MAIL = personal(purpose="Nachrichten zuverlässig zustellen", retention="90 Tage nach dem Versand")
describe(
    "participation.OutgoingMail",
    internal="id dedup_key state attempts queued_at",
    personal={"account": _MAIL, "subject": _MAIL, "text": _MAIL, "sent_at": _MAIL},
)
