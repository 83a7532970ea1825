"""From values to the text of a document: the sandbox, the ink that marks facts, the proof."""
