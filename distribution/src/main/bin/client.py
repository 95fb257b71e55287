"""Has a verb of Fiducia run by the process that stays (`fiducia serve`), as org.fiducia.launcher.Client does, which takes
its place where there is no /usr/bin/python3 or nobody takes the call: this one is there long before a Java machine is.
Call: client.py SCRIPT SOCKET HOME COLUMNS WORD..., COLUMNS being -1 when the standard error is no terminal."""

import os
import signal
import socket
import struct
import sys

FAILED = 1
OUTPUT = 7
PATIENCE_SECONDS = 20
PROTOCOL = 1


def call(home, columns, words):
    """A call, as it is sent: see org.fiducia.launcher.RemoteCall."""

    def text(value):
        return struct.pack(">i", len(value)) + value

    parts = [struct.pack(">i", PROTOCOL), text(os.fsencode(home)), text(os.fsencode(os.getcwd()))]
    parts.append(struct.pack(">i", len(words)))
    parts += [text(os.fsencode(word)) for word in words]
    parts.append(struct.pack(">?i", columns >= 0, max(0, columns)))
    parts.append(struct.pack(">i", len(os.environb)))
    for name, value in os.environb.items():
        parts += [text(name), text(value)]
    return b"".join(parts)


def frame(kind, content=b""):
    """A letter, a length and so many bytes: see org.fiducia.launcher.Frames."""
    return kind + struct.pack(">i", len(content)) + content


def frames(stream):
    while True:
        head = stream.read(5)
        if len(head) < 5:
            return
        content = stream.read(struct.unpack(">i", head[1:])[0])
        yield head[:1], content


def put(descriptor, content):
    while content:
        content = content[os.write(descriptor, content) :]


def follow(channel, received):
    def cancel(number, _):
        channel.sendall(frame(b"k"))
        channel.settimeout(PATIENCE_SECONDS)

    signal.signal(signal.SIGINT, cancel)
    signal.signal(signal.SIGTERM, cancel)
    printed = True
    try:
        for kind, content in received:
            if kind == b"o":
                try:
                    put(1, content)
                except OSError:
                    printed = False
            elif kind == b"e":
                put(2, content)
            elif kind == b"x":
                if content[0] or printed:
                    return content[0]
                put(2, "error: not everything could be printed: the output is a full disk or a closed pipe\n".encode())
                put(2, "  → make room, or read all that is printed\n".encode())
                return OUTPUT
    except OSError:
        pass  # as if it were gone
    put(2, "error: the process that stayed is gone, and with it this call\n".encode())
    put(2, "  → call again; what it had written is complete or not there\n".encode())
    return FAILED


def main():
    script, address, home, columns = sys.argv[1:4] + [int(sys.argv[4])]
    words = sys.argv[5:]
    kind, channel, received = b"", socket.socket(socket.AF_UNIX, socket.SOCK_STREAM), iter(())
    try:
        channel.connect(address)
        channel.sendall(frame(b"c", call(home, columns, words)))
        received = frames(channel.makefile("rb"))
        kind, _ = next(received, (b"", b""))
    except OSError:
        pass  # it is gone, or another's
    if kind != b"t":
        channel.close()
        os.environ["FIDUCIA_CLIENT"] = "java"
        os.execv("/bin/sh", ["/bin/sh", script, *words])
    sys.exit(follow(channel, received))


main()
