"""What the fields of Django's, allauth's and the task queue's models are."""

from participation.providers.classes import describe
from participation.registries import personal

describe("contenttypes.ContentType", internal="id app_label model")
describe("auth.Permission", internal="id name content_type codename")
describe("auth.Group", internal="id name permissions")

_SESSION = personal(purpose="hält die Anmeldung im Browser", retention="14 Tage nach dem letzten Besuch")
describe(
    "sessions.Session",
    secret="session_key",  # noqa: S106 -- the name of a field
    personal={"session_data": _SESSION, "expire_date": _SESSION},
)
_ADDRESS = personal(purpose="Anmeldung und Nachrichten", retention="bis das Konto gelöscht wird")
describe(
    "account.EmailAddress",
    internal="id verified primary",
    personal={"user": _ADDRESS, "email": _ADDRESS},
)
describe(
    "account.EmailConfirmation",
    internal="id created sent",
    secret="key",  # noqa: S106 -- the name of a field
    personal={"email_address": _ADDRESS},
)
_FACTOR = personal(purpose="zweiter Faktor bei der Anmeldung", retention="bis die Person ihn entfernt")
describe(
    "mfa.Authenticator",
    internal="id type",
    secret="data",  # noqa: S106 -- the name of a field
    personal={"user": _FACTOR, "created_at": _FACTOR, "last_used_at": _FACTOR},
)
# Tasks carry ids and nothing else.
describe(
    "django_tasks_database.DBTaskResult",
    internal=(
        "id status enqueued_at started_at finished_at args_kwargs priority task_path worker_ids queue_name backend_name"
        " run_after return_value exception_class_path traceback"
    ),
)
