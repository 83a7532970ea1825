"""Shapes of exports (导出格式), a file for each maker: SHAPES say how one is told and how it is read."""
