"""Skyfield's find_events on the same satellites and stations: milliseconds for a satellite-station-day, median of several runs."""
import csv
import statistics
import sys
import time

from sgp4.api import accelerated
from skyfield.api import EarthSatellite, load, wgs84

SATELLITES, STATIONS = 4, 5
elements, stations = sys.argv[1], sys.argv[2]
scale = load.timescale(builtin=True)
lines = open(elements, encoding="ascii").read().splitlines()
pairs = [(lines[k], lines[k + 1]) for k in range(len(lines) - 1) if lines[k].startswith("1 ") and lines[k + 1].startswith("2 ")]
satellites = [EarthSatellite(*pair, ts=scale) for pair in pairs[:SATELLITES]]
with open(stations, encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
sites = [wgs84.latlon(float(row["lat_deg"]), float(row["lon_deg"])) for row in rows[:STATIONS]]
start, end = scale.utc(2026, 8, 22), scale.utc(2026, 8, 23)

times, windows = [], 0
for satellite in satellites:
    for site in sites:
        begin = time.perf_counter()
        _, events = satellite.find_events(site, start, end, altitude_degrees=10.0)
        times.append((time.perf_counter() - begin) * 1000)
        windows += sum(1 for event in events if event == 0)
kind = "with_cpp_sgp4" if accelerated else "with_python_sgp4"
print(f"peer_skyfield_{kind}_satellite_station_day {statistics.median(times):.2f} ms")
