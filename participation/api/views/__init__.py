"""Views of the participation API: they parse, make one domain call and answer."""
