"""What the readers of plain values share: findings gather, and stop the reading all at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.base.errors import CaseError, Finding, Place


class PlainReader:
    """Reads one key after the other; findings gather until a later key could not be read.

    ``file`` stands for the source in findings; whoever opened the file puts its path there.
    """

    def __init__(self, data: Mapping[str, Any], file: str) -> None:
        self.data, self.file = data, file
        self.findings: list[Finding] = []

    def _find(self, code: str, text: str, part: str, remedy: str | None = None) -> None:
        self.findings.append(Finding(code, text, Place(self.file, part=part), remedy))

    def _stop(self) -> None:
        if self.findings:
            raise CaseError(self.findings)
