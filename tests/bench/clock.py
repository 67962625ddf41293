"""Runs one command and says what it cost: ``python -I -S clock.py OUTPUT ERRORS COMMAND …`` prints JSON.

It is a process of its own, and small, because Linux counts the memory of the process that starts another into the
other's peak. The peak is that of the largest process: where a command starts workers, theirs is not added to it.
"""

import json
import os
import sys
import time


def main() -> None:
    output, errors, program, *arguments = sys.argv[1:]
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    redirected = [(os.POSIX_SPAWN_OPEN, 1, output, write, 0o600), (os.POSIX_SPAWN_OPEN, 2, errors, write, 0o600)]
    start = time.perf_counter()
    child = os.posix_spawn(program, [program, *arguments], os.environ, file_actions=redirected)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    code = os.waitstatus_to_exitcode(status)
    cost = {
        "seconds": seconds,
        "processor": usage.ru_utime + usage.ru_stime,
        "mebibytes": usage.ru_maxrss * unit / 2**20,
    }
    sys.stdout.write(json.dumps({"cost": cost, "code": code}))


if __name__ == "__main__":
    main()
