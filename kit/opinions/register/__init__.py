"""The register of opinions (意见登记簿): append-only, word for word, its ids never change."""
