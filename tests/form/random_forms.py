"""Random XForms, and random ways through them, for tests of what holds for every form.

Expressions read only nodes that stand before their own, so there are no cycles. Calculations
stand on nodes that nobody can edit, as an edit stays until something it reads changes. Two things
depend on the past and not on the answers alone, as in JavaRosa: a counted repeat never shrinks,
and a choice is dropped when its filter takes it back while it is asked. So both stand only where
everything around them is always relevant.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from xml.sax.saxutils import quoteattr

from hypothesis import strategies as st

T = TypeVar("T")

LANGUAGES = ("English (en)", "Deutsch (de)")
TOWNS = ("a", "b")
PLACES = tuple(f"{town}{place}" for town in TOWNS for place in "12")


@dataclass
class RandomForm:
    """An XForm with what a test must know of it; paths are without positions."""

    xml: bytes = b""
    numbers: list[str] = field(default_factory=list)
    """Integer questions on which no list and no repeat depends."""
    texts: list[str] = field(default_factory=list)
    counts: dict[str, str] = field(default_factory=dict)
    """Question that says how many → its repeat."""
    towns: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    """Choices of a place, filtered by the town beside it."""
    repeats: list[str] = field(default_factory=list)
    """Those that anybody may add to."""


@st.composite
def random_forms(draw: st.DrawFn) -> RandomForm:
    """Groups, repeats, relevance, calculations, constraints, choice filters, two languages."""
    maker = _Maker(draw)
    maker.items(_At("/data", (), always=True), with_repeat=True)
    maker.made.xml = maker.document().encode()
    return maker.made


@dataclass(frozen=True)
class _At:
    """Inside of which group or repeat something stands.

    `around` are the paths of the repeats around it; `always` says that all of it is relevant.
    """

    path: str
    around: tuple[str, ...]
    always: bool

    @property
    def depth(self) -> int:
        return self.path.count("/")


class _Maker:
    """Writes one form, node by node."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.made = RandomForm()
        self._known: list[tuple[str, tuple[str, ...]]] = []
        self._all_repeats: list[str] = []
        self._instance: list[str] = []
        self._binds: dict[str, dict[str, str]] = {}
        self._body: list[str] = []
        self._words: dict[str, str] = {}

    def document(self) -> str:
        """The whole XForm."""
        translations = "".join(
            f'<translation lang="{language}">{self._translated(language)}</translation>'
            for language in LANGUAGES
        )
        items = "".join(
            f"<item><name>{place}</name><label>{place}</label><town>{place[0]}</town></item>"
            for place in PLACES
        )
        return (
            '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
            ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Random</h:title><model>'
            f"<itext>{translations}</itext>"
            f'<instance><data id="random">{"".join(self._instance)}</data></instance>'
            f'<instance id="places"><root>{items}</root></instance>{self._bound()}'
            f"</model></h:head><h:body>{''.join(self._body)}</h:body></h:html>"
        )

    def _translated(self, language: str) -> str:
        return "".join(
            f'<text id="{key}"><value>{language} {words}</value></text>'
            for key, words in self._words.items()
        )

    def _bound(self) -> str:
        return "".join(
            f'<bind nodeset="{path}"'
            + "".join(f" {name}={quoteattr(value)}" for name, value in rules.items())
            + "/>"
            for path, rules in self._binds.items()
        )

    def items(self, at: _At, *, with_repeat: bool = False) -> None:
        """What stands in a group or repeat."""
        kinds = [self._number, self._number, self._text, self._calculation, self._calculation]
        if at.depth < 4:
            kinds += [self._group, self._repeat]
        if at.always:
            kinds += [self._counted, self._place]
        count = self._pick(range(2, 6) if with_repeat else range(1, 4))
        chosen = [self._pick(kinds) for _ in range(count)]
        if with_repeat:
            chosen += [self._place, self._number, self._group, self._repeat, self._calculation]
        for make in chosen:
            make(at)

    def _number(self, at: _At) -> None:
        node = self._node(at, "int", self._pick(["", "", "3"]))
        self._rules(node, at, "relevant", "constraint", "required")
        self._ask(node, at, "input")
        self.made.numbers.append(node)
        self._known.append((node, at.around))

    def _text(self, at: _At) -> None:
        node = self._node(at, "string", "")
        self._rules(node, at, "relevant", "readonly" if at.depth > 3 else "required")
        self._ask(node, at, "input")
        self.made.texts.append(node)

    def _calculation(self, at: _At) -> None:
        node = self._node(at, "string", "")
        self._binds[node]["calculate"] = self._numeric(node, at, 2)
        self._rules(node, at, "relevant")
        self._known.append((node, at.around))

    def _place(self, at: _At) -> None:
        town = self._node(at, "string", "")
        self._ask(town, at, "select1", "".join(_item(town) for town in TOWNS))
        place = self._node(at, "string", "")
        nodeset = f"instance('places')/root/item[town = current()/{_relative(town, place)}]"
        itemset = f'<itemset nodeset="{nodeset}"><value ref="name"/><label ref="label"/></itemset>'
        self._ask(place, at, self._pick(["select1", "select"]), itemset)
        self.made.towns.append(town)
        self.made.places.append(place)

    def _group(self, at: _At) -> None:
        path = self._open(at, "group", "ref")
        ruled = self._rules(path, at, "relevant", "relevant")
        self.items(_At(path, at.around, always=at.always and not ruled))
        self._close(path, "group")

    def _repeat(self, at: _At) -> None:
        path = self._open(at, "repeat", "nodeset", template=self._pick([True, False]))
        ruled = self._rules(path, at, "relevant")
        self._inside(path, at, always=at.always and not ruled)
        self.made.repeats.append(path)

    def _counted(self, at: _At) -> None:
        count = self._node(at, "int", self._pick(["", "1", "2"]))
        self._ask(count, at, "input")
        path = self._open(at, "repeat", "nodeset", count=count, template=True)
        self._inside(path, at, always=True)
        self.made.counts[count] = path

    def _inside(self, path: str, at: _At, *, always: bool) -> None:
        self._all_repeats.append(path)
        self.items(_At(path, (*at.around, path), always=always))
        self._close(path, "repeat")

    def _open(
        self, at: _At, kind: str, reference: str, *, count: str = "", template: bool = False
    ) -> str:
        name = self._name()
        path = f"{at.path}/{name}"
        self._binds[path] = {}
        self._instance.append(f'<{name} jr:template="">' if template else f"<{name}>")
        counted = f' jr:count="{count}"' if count else ""
        self._body.append(f'<{kind} {reference}="{path}"{counted}>')
        return path

    def _close(self, path: str, kind: str) -> None:
        self._instance.append(f"</{path.rpartition('/')[2]}>")
        self._body.append(f"</{kind}>")

    def _node(self, at: _At, kind: str, default: str) -> str:
        name = self._name()
        path = f"{at.path}/{name}"
        self._instance.append(f"<{name}>{default}</{name}>")
        self._binds[path] = {"type": kind}
        return path

    def _name(self) -> str:
        return f"n{len(self._binds)}"

    def _ask(self, path: str, at: _At, control: str, inside: str = "") -> None:
        value = quoteattr(self._numeric(path, at, 1))
        self._words[path] = f"of <output value={value}/>"
        label = f"<label ref=\"jr:itext('{path}')\"/>"
        self._body.append(f'<{control} ref="{path}">{label}{inside}</{control}>')

    def _rules(self, path: str, at: _At, *names: str) -> bool:
        """Give a node some of these rules; whether it got any."""
        chosen = [name for name in names if self._pick([False, False, True])]
        for name in chosen:
            self._binds[path][name] = self._truth(path, at, 1)
        return bool(chosen)

    def _truth(self, path: str, at: _At, depth: int) -> str:
        """An expression of a node that is true or false."""
        left = self._numeric(path, at, depth - 1)
        plain = [f"{left} > {self._digit()}", f"{left} = ''", f"{left} != {self._digit()}"]
        if depth <= 0:
            return self._pick(plain)
        other = self._truth(path, at, depth - 1)
        return self._pick(
            [*plain, f"not({other})", f"({other}) and {plain[0]}", f"({other}) or {plain[1]}"]
        )

    def _numeric(self, path: str, at: _At, depth: int) -> str:
        """An expression of a node that is a number, or nothing."""
        found = [self._digit()]
        for known, around in self._known[-6:]:
            found += self._readings(known, around, path, at)
        if at.path in at.around:
            found += ["position(..)"] * 2
        first = self._pick(found)
        if depth <= 0:
            return first
        second = self._numeric(path, at, depth - 1)
        return self._pick(
            [
                first,
                f"{first} + {second}",
                f"coalesce({first}, {second})",
                f"if({first} > {self._digit()}, {first}, {second})",
                f"string-length({first})",
            ]
        )

    def _readings(self, known: str, around: tuple[str, ...], path: str, at: _At) -> list[str]:
        """Ways to read a node that is known already."""
        once = [known, _relative(known, path)] if set(around) <= set(at.around) else []
        if not around:
            return once
        of_all = [f"sum({known})", f"count({around[-1]})", f"max({known})", f"sum({known}[. > 1])"]
        if set(around[:-1]) <= set(at.around):
            place = "position(..) - 1" if at.path == around[-1] else self._digit()
            of_all += [
                f"indexed-repeat({known}, {around[-1]}, {place})",
                f"sum({_relative(known, path)})",
            ]
        return [*once, *of_all]

    def _digit(self) -> str:
        return self._pick(["0", "1", "2", "3"])

    def _pick(self, options: Sequence[T]) -> T:
        return self._draw(st.sampled_from(options))


def _relative(path: str, start: str) -> str:
    """A path as `start` would go to it, up and down again."""
    here, there = start.split("/"), path.split("/")
    common = 0
    while common < min(len(here), len(there)) - 1 and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:])


def _item(code: str) -> str:
    return f"<item><label>{code}</label><value>{code}</value></item>"
