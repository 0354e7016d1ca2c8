"""Settings of the test suite: production's, on a fresh directory, without HTTPS redirects."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0" * 40)
if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="allmende-tests-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
os.environ["HTTPS"] = "0"
os.environ["DEMO"] = "0"
os.environ["DEBUG"] = "0"
if "PYTEST_XDIST_WORKER" in os.environ and os.environ.get("REDIS_URL"):
    # Tests that run side by side must not clear each other's cache.
    number = os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rstrip('/').removesuffix('/0')}/{number}"

from config.settings import *  # noqa: F403 -- the environment is set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
# whitenoise warns of a folder that is not there, and warnings are errors.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- comes with the star
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3" and not DATABASES["default"]["TEST"]["NAME"]:  # noqa: F405
    # A database in memory, shared by threads, locks tables and does not wait; a file behaves as in production.
    DATABASES["default"]["TEST"]["NAME"] = DATA_DIR / "test.sqlite3"  # noqa: F405
