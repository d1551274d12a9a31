"""One form being filled in: state, recalculation, pages, submission, trace."""
