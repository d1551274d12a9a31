"""The planner's desk: how the survey stands, in figures that tell where they come from."""
