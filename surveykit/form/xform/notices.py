"""What is no fault of a form but worth knowing, told from its XForm: once for each matter."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain, islice
from xml.etree.ElementTree import Element as Xml

from surveykit.errors import Fault
from surveykit.form.model import Form
from surveykit.form.xform.findings import unusable
from surveykit.form.xform.notice_words import OTHER_APPEARANCES, appearances, kinds
from surveykit.form.xform.xml import JAVAROSA, XFORMS, XHTML, local, parse
from surveykit.text import _, ngettext
from surveykit.text.clean import clean, short

_NAMED = 3
"""Questions that a notice names; of more it gives the number."""
_MEDIA = ("image", "audio", "video")
_CALLED = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_MOST_BRACKETS = 100
_PATH_BEFORE = re.compile(r"(/[\w.\-/]{1,300})\s*$")
_LANGUAGE_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)$")
_UNTRANSLATED = "-"
"""What pyxform writes where a translation is missing."""


def notices(form: Form) -> Iterator[Fault]:
    """All of them, each with the questions it is about as its cell, and what as its value."""
    html = parse(form.xml)
    yield from _what_is_different(html)
    yield from _appearances(html)
    yield from _filtered_repeats(html)
    yield from _languages(form, html)
    yield from _unusable(html)


def media_of(form: Form) -> tuple[str, ...]:
    """The names of the pictures, sounds and films that the form shows."""
    values = parse(form.xml).iter(f"{XFORMS}value")
    named = (value.text or "" for value in values if value.get("form"))
    files = (name.rpartition("/")[2] for name in named if name.strip().startswith("jr://"))
    return tuple(dict.fromkeys(file.strip() for file in files))


def _what_is_different(html: Xml) -> Iterator[Fault]:
    """Types and settings that work otherwise here than on a telephone."""
    found: dict[str, list[str]] = {}
    for kind, name in chain(_model_kinds(html), _control_kinds(html)):
        found.setdefault(kind, []).append(name)
    yield from _by_sentence({kind: found[kind] for kind in kinds() if kind in found}, kinds())


def _by_sentence(found: Mapping[str, list[str]], words: Mapping[str, str]) -> Iterator[Fault]:
    """One notice for all kinds of which the same is to be told; `found` has the questions."""
    for what in dict.fromkeys(words[kind] for kind in found):
        same = [kind for kind in found if words[kind] == what]
        yield _notice([name for kind in same for name in found[kind]], ", ".join(same), what, "")


def _model_kinds(html: Xml) -> Iterator[tuple[str, str]]:
    """What stands in the head of the form: (kind, name of the question)."""
    for xml in html.iter():
        tag, name = local(xml.tag), _name(xml)
        events = next((value for key, value in xml.items() if local(key) == "event"), "")
        match tag:
            case "setgeopoint":
                by_change = "xforms-value-changed" in events
                yield "background-geopoint" if by_change else "start-geopoint", name
            case "recordaudio":
                yield "background-audio", name
            case "bind" if (kind := xml.get(f"{JAVAROSA}preloadParams")) in (
                "simserial",
                "subscriberid",
            ):
                yield kind, name
            case "submission":
                yield from ((key, "") for key in _submission(xml))
            case "entity":
                yield "entities", ""
            case "audit":
                yield "audit", ""


def _submission(xml: Xml) -> Iterator[str]:
    if xml.get("base64RsaPublicKey"):
        yield "public_key"
    if xml.get("action") or any(local(key).startswith("auto-send") for key in xml.attrib):
        yield "submission_url"


def _control_kinds(html: Xml) -> Iterator[tuple[str, str]]:
    """What stands in the body of the form: (kind, name of the question)."""
    types = {
        xml.get("nodeset", ""): xml.get("type", "").rpartition(":")[2]
        for xml in html.iter(f"{XFORMS}bind")
    }
    for xml in _controls(html):
        kind = types.get(xml.get("ref", ""), "")
        if xml.get("query"):
            yield "query", _name(xml)
        elif kind in ("geopoint", "geotrace", "geoshape", "barcode"):
            yield kind, _name(xml)
        elif local(xml.tag) == "upload":
            media = xml.get("mediatype", "").partition("/")[0]
            yield (media if media in (*_MEDIA, "osm") else "file"), _name(xml)


def _controls(html: Xml) -> Iterator[Xml]:
    body = html.find(f"{XHTML}body")
    return iter(()) if body is None else (xml for xml in body.iter() if xml.get("ref"))


def _unusable(html: Xml) -> Iterator[Fault]:
    """Rules, choices and words that call what ODK does not know: the rest works without them."""
    for what, name, source in chain(_rules(html), _listed(html), _spoken(html)):
        error = unusable(source)
        if error is not None:
            yield _notice([name], source, what.format(why=error.what), error.mend)


def _rules(html: Xml) -> Iterator[tuple[str, str, str]]:
    what = _("This rule is not applied: {why}")
    for xml in html.iter(f"{XFORMS}bind"):
        yield what, _name(xml), xml.get("constraint", "")


def _listed(html: Xml) -> Iterator[tuple[str, str, str]]:
    what = _("This question offers no choices: {why}")
    for xml in _controls(html):
        itemset = xml.find(f"{XFORMS}itemset")
        if itemset is not None:
            yield what, _name(xml), itemset.get("nodeset", "")


def _spoken(html: Xml) -> Iterator[tuple[str, str, str]]:
    what = _("The words leave this out: {why}")
    owners = chain(html.iter(f"{XFORMS}text"), _controls(html))
    for xml in owners:
        for one in xml.iter(f"{XFORMS}output"):
            name = _named(xml.get("id", "")) or _name(xml)
            yield what, name, one.get("value") or one.get("ref") or ""


def _appearances(html: Xml) -> Iterator[Fault]:
    sentences = appearances()
    found: dict[str, list[str]] = {}
    unknown: dict[str, list[str]] = {}
    for xml in _controls(html):
        words, query, _rest = xml.get("appearance", "").partition("search(")
        if query:
            found.setdefault("search()", []).append(_name(xml))
        for word in words.lower().split():
            key = "ex:" if word.startswith("ex:") else word.partition(":")[0]
            key = "columns" if re.fullmatch(r"columns-\d+", key) else key
            if key in sentences:
                found.setdefault(key, []).append(_name(xml))
            elif key not in OTHER_APPEARANCES and not re.fullmatch(r"w\d+", key):
                unknown.setdefault(key, []).append(_name(xml))
        if xml.get("autoplay"):
            found.setdefault("autoplay", []).append(_name(xml))
    yield from _by_sentence(found, sentences)
    for word, names in unknown.items():
        close = get_close_matches(word, {*sentences, *OTHER_APPEARANCES}, n=1, cutoff=0.75)
        if close:
            mend = _("Did you mean “{name}”?").format(name=close[0])
            yield _notice(names, word, _("ODK knows no such appearance."), mend)


def _filtered_repeats(html: Xml) -> Iterator[Fault]:
    for xml in html.iter():
        sources = [value for key, value in xml.items() if local(key) not in ("nodeset", "ref")]
        sources += [xml.get("nodeset", "")] if local(xml.tag) == "itemset" else []
        if any(map(_filters_itself, sources)):
            what = _("ODK filters this by the first of the repeat for all of them; we by each one.")
            mend = _("Write ./name instead of ${{name}} inside the brackets.").format()
            yield _notice([_name(xml)], "", what, mend)


def _filters_itself(source: str) -> bool:
    """Whether a predicate names what it filters from the root: `/data/rep[/data/rep/age > 17]`."""
    for bracket in islice(re.finditer(r"\[", source), _MOST_BRACKETS):
        path = _PATH_BEFORE.search(source, max(0, bracket.start() - 310), bracket.start())
        end = source.find("]", bracket.end())
        if path and f"{path[1]}/" in source[bracket.end() : end]:
            return True
    return False


def _languages(form: Form, html: Xml) -> Iterator[Fault]:
    if len(form.languages) > 1 and "default" in form.languages:
        what = _("Some columns name no language, so “default” is offered as one.")
        yield _notice(
            [], "", what, _("Write the language into every heading: label::Deutsch (de).")
        )
    bare = [one for one in form.languages if one != "default" and not _LANGUAGE_CODE.search(one)]
    if bare:
        what = _("A language without a code: in which direction it is written is not known.")
        mend = _("Write it as in: Deutsch (de), English (en), العربية (ar).")
        yield _notice([], ", ".join(bare), what, mend)
    yield from _one_language_twice(form.languages)
    for translation in html.iter(f"{XFORMS}translation"):
        yield from _untranslated(translation, len(form.languages))


def _one_language_twice(languages: Sequence[str]) -> Iterator[Fault]:
    """Languages whose names differ by letters that do not count, or that have the same code."""
    seen: dict[str, str] = {}
    for name in languages:
        code = _LANGUAGE_CODE.search(name)
        letters = re.sub(r"[\W_]", "", name).casefold()
        for key in (f"({code[1].lower()})" if code else letters, letters):
            first = seen.setdefault(key, name)
            if first != name:
                what = _("These look like one language, but are offered as two.")
                mend = _("Write the same name into all headings.")
                yield _notice([], f"{first}, {name}", what, mend)
                break


def _untranslated(translation: Xml, languages: int) -> Iterator[Fault]:
    ids = [
        text.get("id", "")
        for text in translation.iterfind(f"{XFORMS}text")
        if any((value.text or "") == _UNTRANSLATED for value in text.iterfind(f"{XFORMS}value"))
    ]
    missing = [*dict.fromkeys(_named(key) for key in ids)]
    if missing and languages > 1:
        what = ngettext(
            "{n} text is missing in this language, for: {names}.",
            "{n} texts are missing in this language, for: {names}.",
            len(ids),
        )
        names = ", ".join(map(short, missing[:_NAMED])) + (" …" if missing[_NAMED:] else "")
        mend = _("Fill in the empty cells of this language; until then “-” is shown.")
        what = what.format(n=len(ids), names=names)
        yield _notice([], translation.get("lang", ""), what, mend)


def _named(key: str) -> str:
    """The question, or the list, whose text this is: `/data/q:label`, `yn-0` as pyxform writes."""
    name = key.rpartition("/")[2].partition(":")[0]
    return re.sub(r"-\d+$", "", name)


def unused_lists(form: Form) -> Iterator[Fault]:
    """The lists inside an XForm that no question offers."""
    expressions = (value for xml in parse(form.xml).iter() for value in xml.attrib.values())
    used = {name for text in expressions for name in _CALLED.findall(text)}
    used |= {question.list_name for question in form.questions}
    unused = [name for name in form.lists if name not in used]
    if unused:
        mend = _("Delete them, or mend their names.")
        yield _notice([], ", ".join(unused), _("No question offers these lists."), mend)


def _name(xml: Xml) -> str:
    return (xml.get("nodeset") or xml.get("ref") or "").rpartition("/")[2].strip()


def _notice(names: list[str], value: str, what: str, mend: str) -> Fault:
    named = [clean(name) for name in dict.fromkeys(names) if name]
    shown = ", ".join(named[:_NAMED])
    if named[_NAMED:]:
        shown = _("{names} and {n} more").format(names=shown, n=len(named) - _NAMED)
    return Fault("", shown, short(value), what, mend)
