"""Records → assessment: forecast, verdict, time, place, partner, cost. Numbers in, numbers out.

Start at `assessment.assess`; `result` holds the values it returns, `report.sentences` says them
to people, `plan.plan` turns them into dates. How sure the verdict is: `strata` → `posterior` →
`risk.look_ahead`, with the exact `certificate`; `outlook` holds the values, `certainty` the words.
"""
