// Build step: lays down the licences of the packages that are in the browser client. Arguments: work folder, output folder.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundledPackages } from "./bundled.mjs";

const [work, out] = process.argv.slice(2);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const { name, folder } of bundledPackages(work)) {
  const file = folder && readdirSync(folder).find((each) => /^licen[cs]e(\.md|\.txt)?$/i.test(each));
  if (folder && !file) {
    throw new Error(`${name} has no licence file`);
  }
  if (file) {
    writeFileSync(join(out, `${name.replace("@", "").replace("/", "-")}.txt`), readFileSync(join(folder, file)));
  }
}
