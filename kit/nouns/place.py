"""Where a thing stands, named the way a clerk would look for it."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A file, a sheet, a row or a cell; what is not known is left out.

    >>> str(Place("测评汇总.xlsx", "机关", 14, "有效票"))
    '测评汇总.xlsx「机关」第14行“有效票”列'
    """

    file: str
    sheet: str | None = None
    row: int | None = None  # as Excel shows it: the first row is 1
    column: str | None = None  # the heading, not the letter

    def __str__(self) -> str:
        """Return the place as a clerk says it."""
        sheet = f"「{self.sheet}」" if self.sheet else ""
        row = f"第{self.row}行" if self.row else ""
        column = f"“{self.column}”列" if self.column else ""
        return f"{self.file}{sheet}{row}{column}"

    def as_json(self) -> dict[str, object]:
        """Return the fields that are known."""
        return {key: value for key, value in asdict(self).items() if value is not None}
