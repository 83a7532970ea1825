"""How documents are put together: common names, blanks 【待补】, titles, numbered points, length."""
