"""Reading a filled draft as an old hand would: figures that contradict, lists, terms, slips of the pen."""
