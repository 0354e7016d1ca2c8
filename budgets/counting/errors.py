"""What the counting refuses. Codes are API: they are added to, never changed.

The sentences are plain English; interfaces choose their own words by `code` and `params`.
"""


class CountingError(Exception):
    """A refusal: nothing was counted.

    Attributes:
        code: stable, public name of the refusal.
        params: what the sentence speaks of; plain strings and integers.
        line: line of the file it was found in, from 1; None where there is no file.
        field: option, META key or column it concerns; None where it concerns the whole.

    """

    code = "counting"
    sentence = "The count was refused."

    def __init__(self, *, line: int | None = None, field: str | None = None, **params: str | int) -> None:
        self.line = line
        self.field = field
        self.params = params
        super().__init__(self.sentence % params)


class UnknownMethodError(CountingError):
    """No method is registered under this name."""

    code = "unknown_method"
    sentence = "There is no method called “%(method)s”."


class UnknownOptionError(CountingError):
    """The option does not know this value."""

    code = "unknown_option"
    sentence = "“%(value)s” is not possible here; possible are: %(allowed)s."


class OptionNotForMethodError(CountingError):
    """The method has no such choice, and a silent default would hide a wrong configuration."""

    code = "option_not_for_method"
    sentence = "The method “%(method)s” does not take this option."


class OptionConflictError(CountingError):
    """Two options that exclude each other."""

    code = "option_conflict"
    sentence = "“%(option)s” and “%(other)s” contradict each other."


class NotPositiveError(CountingError):
    """A start or step of zero or less."""

    code = "not_positive"
    sentence = "The value must be greater than zero."


class UtilityNotOnBallotError(CountingError):
    """The utility asks for something the ballots do not say."""

    code = "utility_not_on_ballot"
    sentence = "Ballots of the type “%(ballot_type)s” do not carry what the utility “%(utility)s” needs."


class StartOverspendsError(CountingError):
    """Already the first run costs more than the budget."""

    code = "start_overspends"
    sentence = "With this share to start with, the projects cost more than the budget."


class UnknownBallotTypeError(CountingError):
    """The ballot type is none of the known ones."""

    code = "unknown_ballot_type"
    sentence = "“%(ballot_type)s” is not a known type of ballot."


class DuplicateProjectError(CountingError):
    """Two projects share an id."""

    code = "duplicate_project"
    sentence = "The project “%(project)s” appears twice."


class UnknownProjectError(CountingError):
    """A ballot names a project that is not there."""

    code = "unknown_project"
    sentence = "The project “%(project)s” is on a ballot but not among the projects."


class DuplicateChoiceError(CountingError):
    """A ballot names a project twice."""

    code = "duplicate_choice"
    sentence = "The project “%(project)s” is on one ballot twice."


class NegativeAmountError(CountingError):
    """A budget or a cost below zero."""

    code = "negative_amount"
    sentence = "An amount of money must not be below zero."


class AmountTooLargeError(CountingError):
    """An amount beyond any town's budget; most likely a slip."""

    code = "amount_too_large"
    sentence = "An amount of money must not be above %(limit)s."


class BadPointsError(CountingError):
    """Points that are no whole numbers, negative, too many, or not one per project."""

    code = "bad_points"
    sentence = "The points must be one whole number from 0 to %(limit)s for each project on the ballot."


class BadFileError(CountingError):
    """A file that cannot be read as a Pabulib file."""

    code = "bad_file"
    sentence = "The file cannot be read."


class EmptyFileError(BadFileError):
    """Nothing but white space."""

    code = "empty_file"
    sentence = "The file is empty."


class BadEncodingError(BadFileError):
    """Bytes that are not UTF-8, in a file or a seed."""

    code = "bad_encoding"
    sentence = "This is not UTF-8 text."


class MalformedRowError(BadFileError):
    """A row that is no row of the table it stands in."""

    code = "malformed_row"
    sentence = "The row has %(cells)s cells; its table has %(columns)s columns."


class MissingSectionError(BadFileError):
    """One of META, PROJECTS and VOTES is not there."""

    code = "missing_section"
    sentence = "The section %(section)s is missing."


class DuplicateSectionError(BadFileError):
    """A section begins twice."""

    code = "duplicate_section"
    sentence = "The section %(section)s appears twice."


class MissingColumnError(BadFileError):
    """A table without a column that it must have."""

    code = "missing_column"
    sentence = "The section %(section)s has no column “%(column)s”."


class DuplicateColumnError(BadFileError):
    """A table with two columns of one name, or META with two rows of one key."""

    code = "duplicate_column"
    sentence = "“%(column)s” appears twice in the section %(section)s."


class MissingKeyError(BadFileError):
    """META without a key that it must have."""

    code = "missing_key"
    sentence = "META does not say “%(key)s”."


class BadAmountError(BadFileError):
    """An amount that is no number with at most two decimals."""

    code = "bad_amount"
    sentence = "“%(value)s” is not an amount of money."


class BadNumberError(BadFileError):
    """A figure in META that is no whole number."""

    code = "bad_number"
    sentence = "“%(value)s” is not a whole number."


class MissingIdError(BadFileError):
    """A project or a voter without an id."""

    code = "missing_id"
    sentence = "The id is empty."


class DuplicateVoterError(BadFileError):
    """A voter who appears in two rows."""

    code = "duplicate_voter"
    sentence = "The voter “%(voter)s” appears twice."


class NumberMismatchError(BadFileError):
    """META announces another number of rows than there are: the file is not whole."""

    code = "number_mismatch"
    sentence = "META announces %(announced)s rows, the file has %(found)s."


class UnknownRuleError(BadFileError):
    """META names a rule that no method here carries out."""

    code = "unknown_rule"
    sentence = "The rule “%(rule)s” cannot be repeated here."
