"""The drivers of ODK's two engines, kept alive over thousands of forms.

`oracle.mjs` runs Web Forms under Node, `JrOracle` runs JavaRosa, the engine of ODK Collect, from
the jar that the pyxform wheel ships. Both take a JSON job per line and answer with one line.
"""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

import pyxform

Job = Mapping[str, object]


class SilentEngineError(RuntimeError):
    """An engine died or did not answer in time; the next job starts it again."""


class Engine:
    """One driver. A job that takes longer than `patience` seconds ends it."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        patience: float = 120,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._command = command
        self._folder = folder
        self._patience = patience
        self._environment = {**os.environ, "TZ": "UTC", **(environment or {})}
        self._process: subprocess.Popen[str] | None = None
        self._lines: Queue[str] = Queue()

    def ask(self, job: Job) -> dict[str, object]:
        """Do one job; `ok` in the answer says whether it could be done.

        Raises:
            SilentEngineError: there is no answer.
        """
        process = self._process or self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
            line = self._lines.get(timeout=self._patience)
        except (BrokenPipeError, Empty):
            line = ""
        if not line:
            self.close()
            raise SilentEngineError(self._command[0])
        answer: dict[str, object] = json.loads(line)
        return answer

    def run(self, job: Job) -> dict[str, object]:
        """Do one job that must be possible."""
        answer = self.ask(job)
        if not answer["ok"]:
            raise RuntimeError(answer)
        return answer

    def close(self) -> None:
        """End the driver, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _start(self) -> "subprocess.Popen[str]":
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        self._lines = Queue()
        Thread(target=_pass_on, args=(self._process.stdout, self._lines), daemon=True).start()
        return self._process


def _pass_on(output: IO[str], lines: "Queue[str]") -> None:
    """Read lines until there are no more; the empty one at the end tells of it."""
    for line in output:
        lines.put(line)
    lines.put("")


def web_forms(oracle: Path) -> Engine:
    """Web Forms; the folder holds `oracle.mjs` and `node_modules`."""
    return Engine(["node", str(oracle / "oracle.mjs"), "--serve"], oracle)


def javarosa(classes: Path, now: datetime, faketime: Path | None = None) -> Engine:
    """JavaRosa; `classes` holds the compiled `JrOracle`.

    Its clock stands still at `now` with the library `faketime`, and runs on without.
    """
    jar = next(Path(pyxform.__file__).parent.rglob("ODK_Validate.jar"))
    command = ["java", "-Xss16m", "-cp", f"{jar}{os.pathsep}{classes}", "JrOracle", "--serve"]
    frozen = {
        "LD_PRELOAD": str(faketime),
        "FAKETIME": f"{now:%Y-%m-%d %H:%M:%S}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    return Engine(command, classes, environment=frozen if faketime else None)
