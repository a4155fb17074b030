// Clusters of every composition and adapter perform all operations; the answers must be those of a cluster of reference servers of the same size.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Cluster, steps } from './operations.mjs';
import { Postgres } from './postgres.mjs';
import { Host, Peer, Redis, stopAll, WHOLE } from './processes.mjs';

const ADAPTERS = [
  { adapter: 'classic', mode: 'dynamic' },
  { adapter: 'sharded', mode: 'dynamic' },
  { adapter: 'sharded', mode: 'static' },
  { adapter: 'sharded', mode: 'dynamic-private' },
  { adapter: 'postgres', mode: 'notify' },
  { adapter: 'streams', mode: 'dynamic' },
];
const PAIRS = [['java', 'node'], ['node', 'java'], ['java', 'java']];
const FOURS = [['java', 'node', 'java', 'node'], ['java', 'java', 'node', 'node']];

/** The short form has all pairs for one adapter, both mixed pairs for each format, and one for the modes of a format. */
function compositions({ adapter, mode }) {
  if (WHOLE) return [PAIRS, FOURS];
  if (adapter === 'classic') return [PAIRS, FOURS.slice(0, 1)];
  return [PAIRS.slice(0, adapter === 'sharded' && mode !== 'dynamic' ? 1 : 2)];
}

/** How many clusters there are at a time: they wait for timeouts more than for anything else. */
const AT_ONCE = 8;

const hosts = { node: new Host('node'), java: new Host('java') };
const [redis, postgres] = await Promise.all([Redis.start(), Postgres.start()]);
let clusters = 0;

const waiting = [];
let playing = 0;

async function inTurn(action) {
  while (playing >= AT_ONCE) await new Promise(resolve => waiting.push(resolve));
  playing++;
  try {
    return await action();
  } finally {
    playing--;
    waiting.shift()?.();
  }
}

after(stopAll);

/** Performs all steps, and returns the answer or the failure of each. */
async function play(composition, { adapter, mode }) {
  const prefix = `p${++clusters}`;
  const peers = [];
  const [store, options] = adapter === 'postgres' ? [postgres, postgres.settingsOf({ prefix })] : [redis, { adapter, mode, prefix }];
  for (const kind of composition) peers.push(await Peer.start(hosts[kind], store, options));
  const cluster = new Cluster(store, [...peers], options);
  const answers = new Map();
  for (const { name, run } of steps) {
    try {
      answers.set(name, { value: await run(cluster) });
    } catch (error) {
      answers.set(name, { failure: error.message });
      break;
    }
  }
  cluster.clients.forEach(client => client.close());
  await Promise.all(cluster.peers.map(peer => peer.stop()));
  return answers;
}

for (const options of ADAPTERS) {
  for (const sameSize of compositions(options)) {
    const size = sameSize[0].length;
    const played = Promise.all([Array(size).fill('node'), ...sameSize].map(each => inTurn(() => play(each, options))));
    // The tests tell of a failure when their turn has come.
    played.catch(() => {});
    describe(`${options.adapter} ${options.mode}, ${size} servers`, () => {
      let expected;
      let all;
      before(async () => {
        [expected, ...all] = await played;
      });
      sameSize.forEach((composition, i) => {
        describe(composition.join(', '), () => {
          for (const { name } of steps) {
            test(name, () => {
              assert.equal(expected.get(name)?.failure, undefined, 'the reference servers have failed');
              assert.deepEqual(all[i].get(name), expected.get(name));
            });
          }
        });
      });
    });
  }
}
