"""A picture keeps every pixel and loses what the camera wrote beside it. Pillow is the judge."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from surveykit import text
from surveykit.enclosures import (
    LARGEST,
    NoSuchEnclosureError,
    OversizedEnclosureError,
    UnreadablePictureError,
    take,
)
from surveykit.form import Question
from surveykit.form.types import canonical

MARK = "Lamp 7 of 2027"
"""Stands wherever a camera might write something."""
ORIENTATION, MADE_BY, WHEN, GPS = 0x0112, 0x010F, 0x0132, 0x8825


def _image(mode: str = "RGB") -> Image.Image:
    image = Image.effect_noise((97, 61), 90)
    return image.convert(mode)


def _exif(turned: int | None = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[MADE_BY] = exif[WHEN] = MARK
    if turned:
        exif[ORIENTATION] = turned
    exif[GPS] = {1: "N", 2: (52.0, 31.0, 12.0), 29: MARK}
    return exif


def _jpeg(**more: object) -> bytes:
    out = BytesIO()
    options = {"exif": _exif(), "comment": MARK, "xmp": MARK.encode(), "quality": 90} | more
    _image().save(out, "JPEG", **options)
    return out.getvalue()


def _png() -> bytes:
    words = PngInfo()
    words.add_text("Comment", MARK)
    words.add_itxt("XML:com.adobe.xmp", MARK)
    words.add(b"tIME", bytes((7, 235, 1, 14, 17, 5, 9)))
    out = BytesIO()
    _image("RGBA").save(out, "PNG", pnginfo=words, exif=_exif())
    return out.getvalue()


def _other(kind: str) -> bytes:
    out = BytesIO()
    _image().save(out, kind, exif=_exif(), xmp=MARK.encode(), quality=60)
    return out.getvalue()


PICTURES = {
    "a.jpg": _jpeg(),
    "progressive.jpg": _jpeg(progressive=True),
    "restarts.jpg": _jpeg(restart_marker_blocks=3),
    "behind.jpg": _jpeg() + _jpeg() + MARK.encode(),
    "a.png": _png(),
    "behind.png": _png() + MARK.encode(),
    "a.webp": _other("WEBP"),
    "a.avif": _other("AVIF"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_no_pixel_changes_and_nothing_is_told_but_how_it_is_turned(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(PICTURES[name])
    assert MARK.encode() in PICTURES[name], "else this would prove nothing"

    taken = take(path)

    assert MARK.encode() not in taken.content
    assert taken.silenced
    with Image.open(path) as before, Image.open(BytesIO(taken.content)) as after:
        assert (after.format, after.mode) == (before.format, before.mode)
        assert after.tobytes() == before.tobytes()
        turned = 6 if path.suffix in (".jpg", ".avif") else None
        assert {**after.getexif()} == ({ORIENTATION: turned} if turned else {})
        assert "comment" not in after.info
        assert not after.info.get("xmp", b"").strip(b"\0")
    assert path.read_bytes() == PICTURES[name]


@pytest.mark.parametrize("turned", [None, 1, 3, 8])
def test_a_picture_stays_as_it_is_turned(tmp_path: Path, turned: int | None) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(_jpeg(exif=_exif(turned)))
    with Image.open(BytesIO(take(path).content)) as after:
        assert after.getexif().get(ORIENTATION, 1) == (turned or 1)


def test_the_colours_stay_as_they_are_described(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(_jpeg(icc_profile=b"p" * 3000))
    with Image.open(BytesIO(take(path).content)) as after:
        assert after.info["icc_profile"] == b"p" * 3000


def test_a_film_keeps_its_pictures_and_loses_place_and_times(tmp_path: Path) -> None:
    pictures = b"\x01\x02" * 400
    film = _film(pictures)
    path = tmp_path / "IMG_1234.MOV"
    path.write_bytes(film)
    taken = take(path)
    assert MARK.encode() not in taken.content
    assert STAMP not in taken.content
    assert len(taken.content) == len(film), "other boxes say at which byte the pictures lie"
    assert taken.content.index(pictures) == film.index(pictures)
    assert taken.content.count(DURATION) == film.count(DURATION) > 0
    assert taken.name.endswith(".mov")


STAMP, DURATION = struct.pack(">II", 3_900_000_001, 3_900_000_002), b"\0\0\x7d\x13"


def _box(kind: bytes, *content: bytes) -> bytes:
    whole = b"".join(content)
    return struct.pack(">I4s", 8 + len(whole), kind) + whole


def _film(pictures: bytes) -> bytes:
    times = b"\0\0\0\0" + STAMP
    media = _box(b"mdia", _box(b"mdhd", times, b"\0\0\x03\xe8", DURATION, bytes(4)))
    track = _box(b"trak", _box(b"tkhd", times, b"\0\0\0\1", bytes(4), DURATION), media)
    place = _box(b"udta", _box(b"\xa9xyz", MARK.encode()))
    head = _box(b"mvhd", times, b"\0\0\x03\xe8", DURATION, bytes(80))
    film = _box(b"moov", head, track, place, _box(b"meta", MARK.encode()))
    return _box(b"ftyp", b"qt  ", bytes(4)) + _box(b"mdat", pictures) + film


def test_sounds_lose_their_tags(tmp_path: Path) -> None:
    sound = b"\xff\xfb\x90\x00" + b"\x11" * 500
    size = bytes((0, 0, 1, 5))  # 7 bits each: 133
    tag, last = MARK.encode().ljust(133), b"TAG" + MARK.encode().ljust(125)
    mp3 = b"ID3\4\0\0" + size + tag + sound + last
    samples = b"data" + struct.pack("<I", 40) + b"\x07" * 40
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    notes = b"LIST" + struct.pack("<I", len(MARK)) + MARK.encode()
    length = struct.pack("<I", 4 + len(form + notes + samples))
    wav = b"RIFF" + length + b"WAVE" + form + notes + samples
    (tmp_path / "a.mp3").write_bytes(mp3)
    (tmp_path / "a.wav").write_bytes(wav)
    assert take(tmp_path / "a.mp3").content == sound
    taken = take(tmp_path / "a.wav").content
    assert taken == b"RIFF" + struct.pack("<I", len(taken) - 8) + b"WAVE" + form + samples


@given(name=st.sampled_from([*PICTURES]), cut=st.integers(0, 4000), data=st.data())
def test_a_damaged_picture_is_refused_or_tells_nothing_more(
    tmp_path_factory: pytest.TempPathFactory, name: str, cut: int, data: st.DataObject
) -> None:
    whole = PICTURES[name]
    damaged = bytearray(whole[: max(20, len(whole) - cut)])
    for _n in range(data.draw(st.integers(0, 2))):
        damaged[data.draw(st.integers(16, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("damaged") / name
    path.write_bytes(damaged)
    try:
        taken = take(path)
    except UnreadablePictureError:
        return
    assert len(taken.content) <= len(damaged) + 40


def test_of_another_kind_it_is_said_that_nothing_was_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "Vertrag Meier.PDF"
    path.write_bytes(b"%PDF-1.7 ...")
    taken = take(path)
    assert taken.content == b"%PDF-1.7 ..."
    assert taken.name.endswith(".pdf")
    with text.speaking("en"):
        assert "as it is" in taken.notice


def test_the_name_tells_nothing_and_is_an_answer_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "IMG_20270114_1705 & 'a'.JPG"
    path.write_bytes(PICTURES["a.jpg"])
    names = {take(path).name for _n in range(20)}
    assert len(names) == 20
    for name in names:
        stem, _dot, ending = name.partition(".")
        assert (len(bytes.fromhex(stem)), ending) == (8, "jpg")
        assert canonical(Question("/data/q", "q", "image"), name) == name


def test_what_is_too_large_is_told_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with text.speaking("en"), pytest.raises(OversizedEnclosureError) as refusal:
        take(path)
    assert "33 MB" in refusal.value.what
    assert "32 MB" in refusal.value.what


def test_what_vanished_meanwhile_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchEnclosureError):
        take(tmp_path / "pulled out.jpg")


def test_boxes_in_boxes_without_an_end_are_a_damaged_film(tmp_path: Path) -> None:
    path = tmp_path / "deep.mp4"
    boxes = b"".join((8 * n).to_bytes(4) + b"moov" for n in range(9000, 0, -1))
    path.write_bytes(_box(b"ftyp", b"isom") + boxes)
    with pytest.raises(UnreadablePictureError):
        take(path)


def test_very_many_tags_of_a_sound_are_taken_off_at_once(tmp_path: Path) -> None:
    path = tmp_path / "tags.mp3"
    path.write_bytes(b"ID3\4\0\0\0\0\0\0" * 300_000 + b"sound")
    assert take(path).content == b"sound"
