"""The answers as files for other programs: for the team only, one table per form and repeat.

`tables.py` says what every column holds; one module beside it per kind of file. Rows come in the
order of random ids, months stand for days, and nothing in them leads to a door.
"""
