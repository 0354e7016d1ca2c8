"""Pabulib's `.pb` files: the exchange format of participatory budgets (https://pabulib.org/format)."""

from .meaning import election_of, parameters_from_meta
from .reading import PabulibFile, Row, read_pb, write_pb

__all__ = ["PabulibFile", "Row", "election_of", "parameters_from_meta", "read_pb", "write_pb"]
