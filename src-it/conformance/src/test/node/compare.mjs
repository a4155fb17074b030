// Compares the records of two runs of a scenario.
import { deviations as all } from './deviations.mjs';

// What carries WebSocket on our side: 'endpoint' or 'upgrade'.
const carrier = process.env.CONFORMANCE_WEBSOCKET ?? 'endpoint';
const onContainer = process.env.CONFORMANCE_CONTAINER ?? 'tomcat';
const deviations = all.filter(({ websocket = carrier, container = onContainer }) => websocket === carrier && container === onContainer);
const used = new Set();

const isObject = value => typeof value === 'object' && value !== null;

/** Lists where two values differ: {path, reference, ours}. */
function differences(reference, ours, path = '') {
  if (isObject(reference) && isObject(ours) && Array.isArray(reference) === Array.isArray(ours)) {
    const keys = new Set([...Object.keys(reference), ...Object.keys(ours)]);
    return [...keys].flatMap(key => differences(reference[key], ours[key], path ? `${path}.${key}` : key));
  }
  return Object.is(reference, ours) ? [] : [{ path, reference, ours }];
}

export const matches = (pattern, text) => (pattern instanceof RegExp ? pattern.test(text) : pattern === text);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function allows(deviation, scenario, label, difference) {
  return (
    matches(deviation.scenario, scenario) &&
    (deviation.at === undefined || matches(deviation.at, label.replace(/^\d+ /, ''))) &&
    (deviation.path === undefined || matches(deviation.path, difference.path)) &&
    (!('reference' in deviation) || same(deviation.reference, difference.reference)) &&
    (!('ours' in deviation) || same(deviation.ours, difference.ours))
  );
}

/** The differences that no deviation allows, one readable text each. */
export function compare(scenario, reference, ours) {
  const texts = [];
  for (let i = 0; i < Math.max(reference.length, ours.length); i++) {
    const label = (reference[i] ?? ours[i]).label;
    for (const difference of differences(reference[i], ours[i])) {
      const allowed = deviations.filter(deviation => allows(deviation, scenario, label, difference));
      allowed.forEach(deviation => used.add(deviation));
      if (allowed.length === 0) {
        texts.push(
          `step ${label}\n    ${difference.path || 'whole step'}\n      reference: ${JSON.stringify(difference.reference)}\n      ours:      ${JSON.stringify(difference.ours)}`,
        );
      }
    }
  }
  return texts;
}

export function unusedDeviations() {
  return deviations.filter(deviation => !used.has(deviation) && !deviation.raced);
}
