#!/usr/bin/env python3
"""Run Allmende's management commands."""

import os
import secrets
import sys

# These compute on files alone; they must run where nothing was configured.
COMMANDS_WITHOUT_KEY = {"count", "draw_panel", "opinion_map", "verify"}


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if len(sys.argv) > 1 and sys.argv[1] in COMMANDS_WITHOUT_KEY:
        os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- after the settings are named

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
