"""python-sgp4 on the same catalogue: near Earth propagations a second on one thread, median of several runs."""
import statistics
import sys
import time

from sgp4.api import Satrec, accelerated

RUNS, TIMES = 5, 20
# Without its C++ part it is a hundred times slower, so fewer satellites do.
SATELLITES = None if accelerated else 200
lines = open(sys.argv[1], encoding="ascii").read().splitlines()
pairs = [(lines[k], lines[k + 1]) for k in range(len(lines) - 1) if lines[k].startswith("1 ") and lines[k + 1].startswith("2 ")]
satellites = [s for s in (Satrec.twoline2rv(*pair) for pair in pairs) if s.method == "n"][:SATELLITES]
day, fraction = 2461274.5, 0.0

rates = []
for _ in range(RUNS):
    begin = time.perf_counter()
    for satellite in satellites:
        for k in range(TIMES):
            satellite.sgp4(day, fraction + k / 1440)
    rates.append(len(satellites) * TIMES / (time.perf_counter() - begin))
kind = "cpp" if accelerated else "python"
print(f"peer_python_sgp4_in_{kind}_near_earth_per_second_per_core {statistics.median(rates):.0f} propagations/s")
