"""Random but reproducible fillings of any form, as steps that every engine can take."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from surveykit.form import Instance, InvalidAnswerError, Node
from surveykit.form.model import Section

Step = dict[str, str]

LIKELY = {"yes": 12, "yes_new": 12, "1": 4, "Yes": 12, "oui": 12}
"""How much more often these codes are chosen than others, as forms go on behind them."""

MOST_REPEATS = 4
WORDS = ("030 23125 101", "a@b.de", "Ein Satz – mit ä & <b>", "x", "12", "2 words", "a,b;c")
WHOLE = (0, 1, 2, 3, 4, 5, 8, 12, 18, 20, 40, 61, 120, 2147483647, -1)
COUNTS = (0, 1, 2, 3, 3, 4, 18, 20)
"""Whole numbers where one of them may say how many repeats there are."""
DECIMALS = ("0", "0.5", "1.25", "3", "12.75", "36.6", "41", "1234.5", "-0.5")
PLACES = ("12.5 45.25 0 0", "-33.1 151.2 10.5 4", "52.51 13.4 34 5")
LINES = ("1 1 0 0;2 2 0 0", "1 1 0 0;2 2 0 0;1 2 0 0;1 1 0 0")


class Filler:
    """Fills in one instance and notes the steps taken.

    Our engine only says what could be asked next; whether that is right, the comparison tells.
    """

    def __init__(self, instance: Instance, now: datetime, random: Random) -> None:
        self._instance = instance
        self._now = now
        self._random = random
        counted = any(repeat.count for repeat in instance.form.definition.repeats)
        self._whole = COUNTS if counted else WHOLE
        self.steps: list[Step] = []

    def fill(self, most: int) -> list[Step]:
        """Go through the form, with changes of mind, until it ends or `most` steps are taken."""
        skip = self._random.choice((0.1, 0.25, 0.5, 0.9))
        done: set[str] = set()
        while len(self.steps) < most:
            node = next((one for one in self._askable() if one.ref not in done), None)
            if node is None:
                break
            done.add(node.ref)
            if self._random.random() >= (skip / 2 if node.required else skip):
                self._give(node, self._made_up(node))
            self._digress()
        return self.steps

    def _digress(self) -> None:
        """Now and then go back, add or remove a repeat, or change the language."""
        lot = self._random.random()
        languages = self._instance.form.languages
        if lot < 0.1:
            self._change_an_answer()
        elif lot < 0.2:
            self._change_a_repeat()
        elif lot < 0.23 and languages:
            language = self._random.choice(languages)
            self._instance.language = language
            self.steps.append({"setLanguage": language})

    def _askable(self) -> Iterator[Node]:
        for node in self._instance.nodes():
            question = node.question
            asked = question is not None and question.shown and question.type != "note"
            if asked and node.relevant and not node.readonly:
                yield node

    def _change_an_answer(self) -> None:
        answered = [node for node in self._askable() if node.value]
        if answered:
            node = self._random.choice(answered)
            self._give(node, "" if self._random.random() < 0.3 else self._made_up(node))

    def _change_a_repeat(self) -> None:
        series = list(self._series(self._instance.form.definition.body, ""))
        if not series:
            return
        chosen = self._random.choice(series)
        refs = self._instance.repeats(chosen)
        if not self._instance.may_add(chosen):
            return
        if refs and self._random.random() < 0.35:
            step = {"removeRepeat": self._random.choice(refs)}
            self._instance.remove_repeat(step["removeRepeat"])
            self.steps.append(step)
        elif len(refs) < MOST_REPEATS:
            self._instance.add_repeat(chosen)
            self.steps.append({"addRepeat": chosen})

    def _series(self, section: Section, inside: str) -> Iterator[str]:
        """All series that are relevant at present; `inside` is the ref of the repeat around."""
        for item in section.items:
            if not item.repeat:
                yield from self._series(item, inside)
                continue
            series = _placed(item.path, inside)
            refs = self._instance.repeats(series)
            if all(self._instance.node(ref).relevant for ref in refs):
                yield series
            for ref in refs:
                yield from self._series(item, ref)

    def _give(self, node: Node, value: str) -> None:
        try:
            self._instance.set(node.ref, value)
        except InvalidAnswerError:  # such as a choice that cannot be made up
            return
        self.steps.append({"set": node.ref, "value": value})

    def _made_up(self, node: Node) -> str:
        """A random answer, more often than not one with which the form goes on."""
        assert node.question is not None
        match node.question.type:
            case "select_one":
                return self._chosen(node, 1)
            case "select_multiple":
                return self._chosen(node, self._random.choice((1, 1, 2, 3)))
            case "rank":
                codes = [option.value for option in node.choices]
                return " ".join(self._random.sample(codes, len(codes)))
            case "range":
                return self._on_the_scale(node)
            case "acknowledge":
                return "OK"
            case other:
                return self._typed(other)

    def _typed(self, kind: str) -> str:
        random = self._random
        match kind:
            case "integer":
                return str(random.choice(self._whole))
            case "decimal":
                return random.choice(DECIMALS)
            case "date":
                return self._day()
            case "time":
                return f"{random.randrange(8, 20):02}:{random.choice((0, 15, 30)):02}:00.000Z"
            case "datetime":
                return f"{self._day()}T{random.randrange(24):02}:30:00.000Z"
            case "geopoint":
                return random.choice(PLACES)
            case "geotrace" | "geoshape":
                return LINES[1] if kind == "geoshape" else random.choice(LINES)
            case "image" | "audio" | "video" | "file":
                return "picture.jpg"
            case _:
                return random.choice(WORDS)

    def _day(self) -> str:
        past = (-30000, -12000, -6600, -800, -400, -200, -30, -7, -1, 0, 1, 7, 90, 190)
        day = self._now.toordinal() + self._random.choice(past)
        return datetime.fromordinal(day).date().isoformat()

    def _chosen(self, node: Node, count: int) -> str:
        codes = [option.value for option in node.choices]
        if not codes:
            return ""
        weights = [LIKELY.get(code, 1) for code in codes]
        return " ".join(dict.fromkeys(self._random.choices(codes, weights, k=count)))

    def _on_the_scale(self, node: Node) -> str:
        assert node.question is not None
        scale = node.question.parameters
        start, end = float(scale.get("start", 0)), float(scale.get("end", 10))
        step = float(scale.get("step", 1)) or 1
        value = start + step * self._random.randrange(int((end - start) / step) + 1)
        return str(int(value)) if value.is_integer() else str(value)


def _placed(path: str, inside: str) -> str:
    """The ref of a series, whose path in the definition is known, inside a certain repeat."""
    depth = inside.count("/")
    rest = path.split("/")[depth + 1 :]
    return "/".join((inside, *rest)) if inside else path
