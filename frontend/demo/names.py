"""Names for the people of the demo town: plausible, and nobody's."""

import re
import unicodedata
from collections.abc import Iterator
from random import Random

from frontend.demo.texts import read

INITIALS = "ABBBCDDEFFGGGHHHHIJKKKKLLLMMMNNOPPRRRSSSSSTTUVWWWZ"


def residents(rng: Random) -> Iterator[str]:
    """Draw public names without end, like „Anna K.“; they repeat, as names do."""
    first = read("names")["first"]
    while True:
        yield f"{rng.choice(first)} {rng.choice(INITIALS)}."


def address_of(name: str, host: str) -> str:
    """Make an e-mail address of a name: letters and digits alone, at a host that cannot exist."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ı", "i")).encode("ascii", "ignore").decode()
    return f"{re.sub(r'[^a-z0-9]+', '.', plain.lower()).strip('.')}@{host}"
