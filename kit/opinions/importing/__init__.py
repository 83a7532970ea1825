"""From any export to opinions and tallies: the shapes (导出格式) by who makes them."""
