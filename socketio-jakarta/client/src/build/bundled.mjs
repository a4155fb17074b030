// Which packages are in the scripts of the browser client: their source maps name every source.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Not in the lock file: the client was built with them, and does not depend on them. */
const BUILT_IN = {
  "component-emitter": "MIT",
  "notepack.io": "MIT",
  "socket.io-msgpack-parser": "MIT",
};

/** Where Socket.IO's own repository has a package in a folder of another name. */
const FOLDERS = { "socket.io-component-emitter": "@socket.io/component-emitter" };

/** Returns { name, version, license, integrity, folder } of each package; those that are only built in have neither version nor folder. */
export function bundledPackages(work) {
  const dist = join(work, "node_modules/socket.io-client/dist");
  const names = new Set(["socket.io-client"]);
  for (const map of readdirSync(dist).filter((name) => name.endsWith(".map"))) {
    JSON.parse(readFileSync(join(dist, map), "utf8")).sources.forEach((source) => names.add(packageOf(source)));
  }
  const lock = JSON.parse(readFileSync(join(work, "package-lock.json"), "utf8")).packages;
  return [...names].sort().map((name) => {
    const locked = lock[`node_modules/${name}`];
    const folder = join(work, "node_modules", name);
    if (locked) {
      return { name, version: locked.version, license: locked.license, integrity: locked.integrity, folder };
    }
    if (!BUILT_IN[name] || existsSync(folder)) {
      throw new Error(`the client contains ${name}: find out its licence and name it in src/build/bundled.mjs`);
    }
    return { name, license: BUILT_IN[name] };
  });
}

function packageOf(source) {
  const [first, second] = source.replace(/^(\.\.\/)+/, "").replace(/^.*node_modules\//, "").split("/");
  if (first === "build" || first === "support") {
    return "socket.io-client";
  }
  return FOLDERS[first] ?? (first.startsWith("@") ? `${first}/${second}` : first);
}
