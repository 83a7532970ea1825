"""Reading a filled draft as an old hand would: contradictions, lists, terms, slips of the pen."""
