// Starts stores for the measurements: for each line on the standard input, `redis` or `postgres`, another one. Answers with its address; ends with its standard input.
import { createInterface } from 'node:readline';
import { Postgres } from './postgres.mjs';
import { Redis, stopAll } from './processes.mjs';

const starts = {
  redis: async () => {
    const { port, pid } = await Redis.start();
    return `redis://127.0.0.1:${port} ${pid}`;
  },
  postgres: async () => {
    const { address, pid } = await Postgres.start();
    return `${address} ${pid}`;
  },
};

console.log('ready 0');
const lines = createInterface({ input: process.stdin });
lines.on('line', async line => console.log(await starts[line]()));
lines.on('close', async () => {
  await stopAll();
  process.exit(0);
});
