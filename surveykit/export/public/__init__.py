"""What may leave the team: tables without small numbers, and nothing that gives one away.

`publication.py` is the only module here that sees answers. It counts them (`counted.py`), hides
what must be hidden (`protect.py`) and rounds the forecast; the files are written of the
publication alone, so that nothing else can get into them. What was published is kept in the
project: the next publication must not tell, beside it, what neither tells by itself.
"""
