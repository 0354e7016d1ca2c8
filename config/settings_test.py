"""Settings of the test suite: production's, on a fresh directory, without HTTPS redirects."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0" * 40)
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="allmende-tests-"))
os.environ["HTTPS"] = "0"
os.environ["DEMO"] = "0"
os.environ["DEBUG"] = "0"

from config.settings import *  # noqa: F403 -- the environment is set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
