"""Languages as forms name them, such as `العربية (ar)`."""

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


def reads_from_right(language: str) -> bool:
    """True for a form's language such as `العربية (ar)`, or a code such as `ar`."""
    return language_code(language).split("-")[0] in _RIGHT_TO_LEFT


def language_code(language: str) -> str:
    """The code in a form's language: `Deutsch (de)` → `de`; without one the whole name."""
    if language.endswith(")") and "(" in language:
        return language[language.rindex("(") + 1 : -1].strip().lower()
    return language.lower()


def language_name(language: str) -> str:
    """The name in a form's language: `Deutsch (de)` → `Deutsch`."""
    return language.rpartition(" (")[0] or language
