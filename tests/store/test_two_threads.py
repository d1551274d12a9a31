"""Two threads of one window: a screen is drawn while an interview is being finished beside it."""

from concurrent.futures import Future, ThreadPoolExecutor

from .conftest import Make
from .samples import PASSPHRASE, a_record, an_attempt


def test_drawing_and_working_take_turns(make: Make) -> None:
    project = make(passphrase=PASSPHRASE)

    def work() -> None:
        for _n in range(150):
            project.add_records([a_record("w" * 3000)])
            project.add_attempt(an_attempt())

    def draw(working: Future[None]) -> list[int]:
        seen = []
        while not working.done():
            seen.append(len(project.attempts()))
        return seen

    with ThreadPoolExecutor(4) as beside:
        working = beside.submit(work)
        drawing = [beside.submit(draw, working) for _n in range(3)]
        working.result()
        for one in drawing:
            assert one.result() == sorted(one.result())  # nothing seen is taken back
    assert len(project.records()) == 150


def test_a_copy_is_made_beside_the_work(make: Make) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record("w" * 300) for _n in range(400)])

    def work() -> None:
        for n in range(8):
            project.backup(project.path.with_name(f"copy{n}.survey"))

    with ThreadPoolExecutor() as beside:
        working = beside.submit(work)
        written = 0
        while not working.done():
            project.add_attempt(an_attempt())
            written += 1
        working.result()
    assert len(project.attempts()) == written
