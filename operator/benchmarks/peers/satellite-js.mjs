// satellite.js on the same catalogue: near Earth propagations a second on one thread, median of several runs.
import { readFileSync } from 'node:fs';
import { twoline2satrec, sgp4 } from 'satellite.js';

const RUNS = 5;
const TIMES = 200;
const lines = readFileSync(process.argv[2], 'utf8').split(/\r?\n/);
const satellites = [];
for (let k = 0; k + 1 < lines.length; k++) {
  if (lines[k].startsWith('1 ') && lines[k + 1].startsWith('2 ')) {
    const satellite = twoline2satrec(lines[k], lines[k + 1]);
    if (satellite.error === 0 && satellite.method !== 'd') satellites.push(satellite);
  }
}

const START = 2461274.5; // 2026-08-22T00:00Z as a Julian date
const rates = [];
let sum = 0;
for (let run = 0; run < RUNS; run++) {
  const begin = performance.now();
  let count = 0;
  for (const satellite of satellites) {
    const minutes = (START - satellite.jdsatepoch) * 1440;
    for (let k = 0; k < TIMES; k++) {
      const state = sgp4(satellite, minutes + k);
      if (state?.position) sum += state.position.x + state.velocity.z;
      count++;
    }
  }
  rates.push(count / (performance.now() - begin) * 1000);
}

if (!Number.isFinite(sum)) throw new Error('satellite.js gave a state that is no number');
rates.sort((a, b) => a - b);
console.log(`peer_satellite_js_sgp4_near_earth_per_second_per_core ${Math.round(rates[RUNS >> 1])} propagations/s`);
