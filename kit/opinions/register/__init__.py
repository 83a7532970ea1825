"""The register of opinions (意见登记簿): append-only, word for word, its ids never change."""

from kit.opinions.register.entering import (
    Imported,
    Refused,
    import_files,
    read_register,
    refusals,
    register_table,
)

__all__ = ["Imported", "Refused", "import_files", "read_register", "refusals", "register_table"]
