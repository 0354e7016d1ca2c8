"""Check the message files: well-formed, complete in English, and compiled as committed. Needs gettext."""

import gettext
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPLETE_LANGUAGE = "en"  # German is the language of the source itself


def run(*command: str, cwd: Path = ROOT) -> str:
    """Run a command; return what it complained about, or nothing where it succeeded."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    return "" if done.returncode == 0 else done.stdout + done.stderr


def messages(compiled: Path) -> dict[object, str]:
    """Read a compiled file; its bytes differ between versions of gettext, what it says does not."""
    with compiled.open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]  # noqa: SLF001 -- all of it


def malformed_or_stale(folder: Path) -> Iterator[str]:
    """Compile each message file of the tree to `folder` and compare it with the committed one."""
    for source in sorted((ROOT / "locale").rglob("LC_MESSAGES/*.po")):
        made = folder / "made.mo"
        yield run("msgfmt", "--check", "-o", str(made), str(source))
        compiled = source.with_suffix(".mo")
        if made.exists() and (not compiled.exists() or messages(made) != messages(compiled)):
            yield f"{compiled.relative_to(ROOT)} is not current: make messages\n"


def incomplete(folder: Path) -> Iterator[str]:
    """Collect the messages of the source in a copy and look for each in the English file."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py", "*.html", "*.txt"],  # noqa: S607 -- git of this machine
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    (folder / "locale").mkdir(exist_ok=True)
    yield run(sys.executable, "manage.py", "makemessages", "-l", COMPLETE_LANGUAGE, "--keep-pot", cwd=folder)
    catalogue = ROOT / "locale" / COMPLETE_LANGUAGE / "LC_MESSAGES" / "django.po"
    yield run("msgcmp", str(catalogue), str(folder / "locale" / "django.pot"))


def main() -> int:
    """Print what is wrong; 1 where anything is."""
    if shutil.which("msgfmt") is None:
        sys.stderr.write("gettext is missing: apt install gettext\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        complaints = "".join([*malformed_or_stale(Path(folder)), *incomplete(Path(folder))])
    sys.stderr.write(complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
