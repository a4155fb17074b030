// Build step: writes a Brotli form beside every script and map, because the JDK has no Brotli encoder.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
for (const name of readdirSync(folder)) {
  if (name.endsWith(".js") || name.endsWith(".map")) {
    writeFileSync(join(folder, name + ".br"), brotliCompressSync(readFileSync(join(folder, name))));
  }
}
