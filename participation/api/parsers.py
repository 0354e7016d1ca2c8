"""JSON as it may come in: whatever it holds, it can be stored or is refused."""

import json
from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StorableJSONParser(JSONParser):
    """Refuses what Python reads and no database stores (halves of characters), and nesting without end."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 -- DRF's signature
        """Return the parsed document.

        Raises:
            ParseError: no JSON, or none that can be stored.

        """
        try:
            document = super().parse(stream, media_type, parser_context)
            json.dumps(document, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError, ValueError) as refused:
            raise ParseError from refused
        return document
