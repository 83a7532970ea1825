"""From any export to opinions and tallies: one shape (导出格式) a file, each offering SHAPE."""
