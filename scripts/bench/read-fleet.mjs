/** The measure for `npm run bench`: walks a folder and reads every file whole, and does nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

let bytes = 0;

function read(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) read(path);
    else bytes += readFileSync(path).length;
  }
}

read(process.argv[2]);
console.log(bytes);
