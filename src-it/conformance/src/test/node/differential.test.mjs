// Runs every scenario against the reference and against our server, and compares the records.
// ONLY=text runs the scenarios with that text in their names; VERBOSE=1 prints the records of the reference.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { compare, matches, unusedDeviations } from './compare.mjs';
import { startReference, startTarget } from './peers.mjs';
import { play, scenarios } from './script.mjs';
import './scenarios/2-transports.mjs';
import './scenarios/1-requests.mjs';
import './scenarios/3-http.mjs';
import './scenarios/4-protocol.mjs';
import './scenarios/5-dynamic.mjs';
import './scenarios/6-frames.mjs';
import './scenarios/6-protocol3.mjs';
import './scenarios/6-recovery.mjs';
import './scenarios/7-rooms.mjs';
import './scenarios/8-stricter.mjs';

const ONLY = process.env.ONLY ?? '';
/** Most scenarios wait most of the time. */
const PARALLEL = 12;
/** They wait for many seconds, and so begin first: for the end of a timeout, or for a close that does not come from a container that reads the frames. */
const LONG = /^(1\.10 a close that no poll comes for|1\.11 violation: (length 2|text of more))/;

let reference;
let ours;

before(async () => {
  [reference, ours] = await Promise.all([startReference(), startTarget()]);
});

after(() => {
  reference.stop();
  ours.stop();
});

/** Scenarios that differed while others ran beside them. */
const doubtful = [];

async function playBoth(scenario) {
  const [expected, actual] = await Promise.all([play(reference, scenario), play(ours, scenario)]);
  if (process.env.VERBOSE) console.log(scenario.name, JSON.stringify(expected.records, null, 1));
  if (expected.failure) throw new Error(`the scenario does not hold against the reference: ${expected.failure.stack}`);
  const texts = compare(scenario.name, expected.records, actual.records);
  assert.equal(texts.length, 0, `${scenario.name}\n  ${texts.join('\n  ')}`);
}

/** Several attempts, most for heartbeats: even alone, a machine that is busy with something else misses them. A real difference is there in each. */
async function playAlone(scenario) {
  for (let left = scenario.name.startsWith('1.13') ? 4 : 2; ; left--) {
    try {
      return await playBoth(scenario);
    } catch (failure) {
      if (left === 1) throw failure;
    }
  }
}

describe('the same bytes as the reference', { concurrency: PARALLEL }, () => {
  const chosen = scenarios.filter(({ name }) => name.includes(ONLY));
  for (const scenario of [...chosen.filter(({ name }) => LONG.test(name)), ...chosen.filter(({ name }) => !LONG.test(name))]) {
    test(scenario.name, async t => {
      try {
        await playBoth(scenario);
      } catch (failure) {
        doubtful.push(scenario);
        t.diagnostic(`to be played again, alone: ${failure.message}`);
      }
    });
  }
});

// Some scenarios have heartbeats of a few hundred milliseconds, which a busy machine misses on either side.
describe('the same bytes as the reference, alone', () => {
  test('scenarios that differed are the same when nothing runs beside them', async () => {
    assert.ok(doubtful.length <= 20, `${doubtful.length} scenarios differ`);
    for (const scenario of doubtful) await playAlone(scenario);
  });
});

describe('deviations', () => {
  test('every allowed deviation is needed', { skip: ONLY !== '' || !process.env.CONFORMANCE_CONTROL }, async () => {
    // Some show only when our server is quick enough.
    for (const deviation of unusedDeviations()) {
      for (const scenario of scenarios.filter(({ name }) => matches(deviation.scenario, name))) {
        if (unusedDeviations().includes(deviation)) await playAlone(scenario);
      }
    }
    assert.deepEqual(unusedDeviations(), []);
  });
});
