"""A letter of Outlook's, written as [MS-CFB] and [MS-OXMSG] say: no library writes one."""

from __future__ import annotations

import struct

SECTOR, MINI = 512, 64
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def msg(fields: dict[int, str], sent: int | None = None) -> bytes:
    """Return an MSG of text properties by number; ``sent`` is a day as seconds since 1970."""
    streams = {
        f"__substg1.0_{pid:04X}001F": value.encode("utf-16-le") for pid, value in fields.items()
    }
    rows = [
        struct.pack("<HHIII", 0x001F, pid, 6, len(value.encode("utf-16-le")) + 2, 0)
        for pid, value in fields.items()
    ]
    if sent is not None:
        ticks = (sent + 11_644_473_600) * 10_000_000
        rows.append(struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks))
    streams["__properties_version1.0"] = bytes(32) + b"".join(rows)
    return _compound(streams)


def _compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file of small streams below its root, all in its mini stream."""
    fat: list[int] = []
    sectors: list[bytes] = []

    def put(data: bytes) -> int:
        count = -(-len(data) // SECTOR)
        start = len(sectors)
        padded = data.ljust(count * SECTOR, b"\0")
        sectors.extend(padded[i * SECTOR : (i + 1) * SECTOR] for i in range(count))
        fat.extend([*range(start + 1, start + count), END])
        return start

    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    mini, mini_fat, starts = b"", list[int](), {}
    for name in names:
        starts[name] = len(mini) // MINI
        count = max(1, -(-len(streams[name]) // MINI))
        mini_fat += [*range(starts[name] + 1, starts[name] + count), END]
        mini += streams[name].ljust(count * MINI, b"\0")
    held = put(mini)
    table_of_mini = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(SECTOR, b"\xff"))
    entries = [_entry("Root Entry", 5, child=1, start=held, size=len(mini))]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else FREE
        size = len(streams[name])
        entries.append(_entry(name, 2, right=right, start=starts[name], size=size))
    directory = put(b"".join(entries))
    table = len(sectors)
    fat.append(FAT)
    sectors.append(struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff"))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIII", 0, 1, directory, 0, 4096)
    head += struct.pack("<IIIII", table_of_mini, 1, END, 0, table)
    return head.ljust(SECTOR, b"\xff") + b"".join(sectors)


def _entry(
    name: str, kind: int, *, child: int = FREE, right: int = FREE, start: int, size: int
) -> bytes:
    """Return an entry of the directory."""
    words = (name + "\0").encode("utf-16-le")
    places = struct.pack("<HBBIII", len(words), kind, 1, FREE, right, child)
    return words.ljust(64, b"\0") + places + bytes(36) + struct.pack("<IQ", start, size)
