// Build step: adds the packages that are in the browser client to the bill of materials, which knows only Maven's dependencies.
// Arguments: work folder, file. Without the file, as in an offline build, there is nothing to do.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { bundledPackages } from "./bundled.mjs";

const [work, file] = process.argv.slice(2);
if (existsSync(file)) {
  const bom = JSON.parse(readFileSync(file, "utf8"));
  const components = bundledPackages(work).map(component);
  bom.components = components;
  const itself = bom.metadata.component["bom-ref"];
  bom.dependencies = [
    { ref: itself, dependsOn: components.map((each) => each["bom-ref"]) },
    ...components.map((each) => ({ ref: each["bom-ref"], dependsOn: [] })),
  ];
  writeFileSync(file, JSON.stringify(bom, null, 2) + "\n");
}

function component({ name, version, license, integrity }) {
  const purl = `pkg:npm/${name.replace("@", "%40")}${version ? `@${version}` : ""}`;
  return {
    type: "library",
    "bom-ref": purl,
    name,
    ...(version && { version }),
    scope: "required",
    ...(integrity && { hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.slice(7), "base64").toString("hex") }] }),
    licenses: [{ license: { id: license } }],
    purl,
  };
}
