/** Loaded into a measured program (`node --import`): writes its peak memory in KiB to the file that PEAK_MEMORY names. */
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY, String(peak()));
});

function peak() {
  try {
    // resourceUsage().maxRSS is not it: on Linux it starts with the memory of the program that forked this one.
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
