"""The register of opinions (意见登记簿): append-only, word for word, its ids never change."""

from kit.opinions.register.entering import (
    Imported,
    Refused,
    import_files,
    read_register,
    refusals,
    register_table,
)
from kit.opinions.register.withdrawing import Withdrawn, registered_files, withdraw

__all__ = [
    "Imported",
    "Refused",
    "Withdrawn",
    "import_files",
    "read_register",
    "refusals",
    "register_table",
    "registered_files",
    "withdraw",
]
