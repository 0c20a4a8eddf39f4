/**
 * What one recorder thread does in a second, with prices, outbox and embedded store on. `npm run bench:record` runs it last.
 */
import { jsonTape, streamTape } from './record/tapes.js';
import { measureThread } from './record/thread.js';
console.log('\none recorder thread, rows to disk and store    rows/s    frames/s  µs of it a row  rows lost');
for (const [name, tape, frames] of [
    ['JSON answer, 1 KB', jsonTape(), 0],
    ['stream of 64 frames', streamTape(64), 64]
]) {
    const { rowsPerSecond, threadUs, lost } = await measureThread([tape]);
    console.log(name.padEnd(44), String(Math.round(rowsPerSecond)).padStart(8), (frames === 0 ? '' : String(Math.round(rowsPerSecond * frames))).padStart(11), (threadUs?.toFixed(1) ?? '').padStart(15), String(lost).padStart(10));
}
//# sourceMappingURL=recorder.js.map