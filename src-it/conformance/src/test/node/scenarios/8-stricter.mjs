// Where this server is stricter or more tolerant than the reference, on purpose: each scenario has its entry in deviations.mjs.
import { scenario } from '../script.mjs';
import { both } from './both.mjs';

const HOLDER = n => `{"_placeholder":true,"num":${n}}`;

/** Packets that the reference takes. Where it answers, what it answers is the first record. */
const TAKEN = {
  'an event without a payload': ['42'],
  'an event without a payload that wants an answer': ['4212'],
  'an acknowledgement without a payload': ['43'],
  'hexadecimal attachments': [`450x1-["echo",${HOLDER(0)}]`, [1]],
  'attachments behind a space': [`45 1-["echo",${HOLDER(0)}]`, [1]],
  'attachments as a power': [`451e0-["echo",${HOLDER(0)}]`, [1]],
  'a placeholder number that is no integer': [`452-["echo",${HOLDER(0.5)}]`, [1], [2]],
  'an ack id beyond 2^53': ['429007199254740993["message-with-ack"]'],
  'an event name of 1025 characters': [`42["${'n'.repeat(1025)}"]`],
  '201 levels of arrays': [`42["echo",${'['.repeat(201)}${']'.repeat(201)}]`],
};

for (const [name, packets] of Object.entries(TAKEN)) {
  both(`2.2 stricter: ${name}`, 'default', async (t, c) => {
    await c.send('40');
    await c.take(1);
    await c.send(...packets, '42["echo","alive"]');
    const reached = await c.until('42["echo","alive"]');
    t.note('the next event', reached);
  });
}

/** At the edge, where nothing differs. */
both('2.2 names and nesting at their limits', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send(`42["${'n'.repeat(1024)}"]`, `42["echo",${'['.repeat(198)}${']'.repeat(198)}]`);
  await c.take(1);
  await c.send(`40/${'n'.repeat(255)},`);
  await c.take(1, 'Invalid namespace');
});

both('2.4 stricter: a namespace of 257 characters', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send(`40/${'n'.repeat(256)},`, '42["echo","alive"]');
  t.note('the next event', await c.until('42["echo","alive"]'));
});

const LARGE_CONNECT = `40{"x":"${'x'.repeat(70_000)}"}`;

scenario('2.4 stricter: a CONNECT of more than 64 KiB (polling)', 'default', async t => {
  const s = await t.open();
  await s.post(LARGE_CONNECT, { label: 'large POST' });
});

scenario('2.4 stricter: a CONNECT of more than 64 KiB (WebSocket)', 'default', async t => {
  const ws = await t.openWebSocket();
  ws.text(LARGE_CONNECT);
  await ws.frame('joined');
});

scenario('2.3 stricter: two CONNECT at once', 'default', async t => {
  const ws = await t.openWebSocket();
  ws.text('40');
  ws.text('40');
  await ws.frame('CONNECT');
  await ws.frame('the second');
});
