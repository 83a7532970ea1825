"""Writing back: comments at the places of findings, mechanical repairs, tracked corrections of words."""
