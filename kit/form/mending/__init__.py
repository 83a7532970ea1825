"""Writing back: comments where findings stand, mechanical repairs, tracked corrections of words."""
