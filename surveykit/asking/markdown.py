"""The marks that ODK reads in labels, taken out: a terminal shows their words only.

ODK knows `**strong**`, `__strong__`, `*emphasis*`, `_emphasis_`, `# headings`,
`[links](https://…)` and a few tags of HTML; what is behind a backslash is no mark.
"""

import re

_ESCAPED = re.compile(r"\\([\\*_#])")
_KEPT = "\ue000{}\ue001"  # private characters stand in for what is escaped
_STAND_INS = str.maketrans("", "", "\ue000\ue001")
_HIDDEN = re.compile("\ue000(\\d+)\ue001")
_TAG = re.compile(r"</?(?:span|p|b|i|u|em|strong|font|div|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
_PAIRED = (
    re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"),
    re.compile(r"(?<![\w*])(\*)(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])"),
    re.compile(r"(?<!\w)(_)(?=[^\s_])([^_\n]*[^\s_])\1(?!\w)"),
)


LONGEST = 5000
"""Letters of a label that is looked through; in a longer one, pairs would take too long to find."""


def without_marks(text: str) -> str:
    """The words of a label; a link is followed by its address."""
    if len(text) > LONGEST or not any(mark in text for mark in "*_#<[\\"):
        return text
    hidden = _ESCAPED.sub(lambda found: _KEPT.format(ord(found[1])), text.translate(_STAND_INS))
    plain = _HEADING.sub("", _TAG.sub("", _BREAK.sub("\n", hidden)))
    plain = _LINK.sub(r"\1 (\2)", plain)
    for pattern in _PAIRED:
        plain = pattern.sub(r"\2", plain)
    return _HIDDEN.sub(lambda found: chr(int(found[1])), plain)
