"""The planner's site workbook, read into a `Site` and written out again."""
