// Reference 2.1 to 2.7 and 3.11: Socket.IO packets, the reactions to them, volatile.
import { scenario } from '../script.mjs';
import { both } from './both.mjs';

const HOLDER = n => `{"_placeholder":true,"num":${n}}`;

/** One after the other: our sockets of one connection run side by side, so the order between namespaces is not fixed. */
async function joinBoth(c) {
  await c.send('40');
  await c.take(1);
  await c.send('40/other,');
  await c.take(1);
}

// 2.1 Grammar

both('2.1 events, namespaces and ack ids', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('40/custom,');
  await c.take(2, 'CONNECT and auth');
  await c.send('42["echo"]');
  await c.take(1);
  await c.send('42/custom,["echo",1,"two",{"three":[3]}]');
  await c.take(1);
  await c.send('420["message-with-ack","x"]');
  await c.take(1);
  await c.send('42/custom,456["message-with-ack"]');
  await c.take(1);
  await c.send('429007199254740991["message-with-ack",1]');
  await c.take(1);
});

both('2.1 values keep their shape', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42["echo",0,-1,1.5,1e3,-0,true,false,null,"","\\u0041\\n\\"/",[],{},[[]],{"":{"a":null}}]');
  await c.take(1);
  await c.send('42["echo","<script>&\'\u2028\u2029é😀","\\ud83d\\ude00","\\ud83d"]');
  await c.take(1);
  await c.send('420["values"]');
  await c.take(1);
  await c.send('42["echo", 1 ,\t2 ]');
  await c.take(1);
});

both('2.1 numbers at the edges', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42["echo",2147483647,2147483648,-2147483649,9007199254740991,0.1,1e-7,123456.789,1e21,1.0,100e-2]');
  await c.take(1);
});

both('2.1 keys are not interpreted', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42["echo",{"__proto__":1,"constructor":2,"toString":3,"b":1,"a":2,"_placeholder":true,"num":0}]');
  await c.take(1);
});

both('2.1 binary events and acks', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send(`451-["echo",${HOLDER(0)}]`, [1, 2, 3]);
  await c.take(2);
  await c.send(`452-["echo",{"b":${HOLDER(1)},"a":[${HOLDER(0)},null]}]`, [1], [2]);
  await c.take(3);
  await c.send('4215["binary-ack"]');
  await c.take(3);
  await c.send(`451-16["message-with-ack",${HOLDER(0)}]`, [9]);
  await c.take(2);
});

both('2.1 binary events in a namespace', 'default', async (t, c) => {
  await c.send('40/other,');
  await c.take(1);
  await c.send(`452-/other,7["message-with-ack",${HOLDER(0)},${HOLDER(1)}]`, [1], [2]);
  await c.take(3);
});

// 2.2 Decoder: what is accepted

both('2.2 ten attachments', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  const ten = [...Array(10).keys()];
  await c.send(`4510-["echo",${ten.map(HOLDER)}]`, ...ten.map(n => [n]));
  await c.take(11);
});

both('2.2 an attachment used twice and one unused', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send(`452-["echo",${HOLDER(0)},${HOLDER(0)}]`, [1], [2]);
  await c.take(3);
});

both('2.2 a numeric event name', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42[7,"seven"]');
  await c.take(1);
});

both('2.2 an event called error reaches its listener', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42["error","from the client"]', '42["echo","still here"]');
  await c.take(1);
  await t.log(2);
});

for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'connection', '']) {
  both(`2.2 the event name ${JSON.stringify(name)} harms nothing`, 'default', async (t, c) => {
    await c.send('40');
    await c.take(1);
    await c.send(`42["${name}","x"]`, '42["echo","still here"]');
    await c.take(1);
  });
}

both('2.2 a namespace without its comma', 'default', async (t, c) => {
  await c.send('40/random');
  await c.take(1);
  await c.send('40/other');
  await c.take(1);
});

both('2.2 a query is a part of the namespace', 'default', async (t, c) => {
  await c.send('40/custom?a=1,');
  await c.take(1);
});

// 2.2 Decoder: what is refused. Every one closes the connection gracefully.

const UNDECODABLE = {
  'unknown type 7': '47',
  'unknown type 9': '49',
  'unknown type a': '4abc',
  'no JSON': '42[',
  'JSON with a tail': '42["echo"]x',
  'letters behind the id': '4212abc["echo"]',
  'an event that is an object': '42{}',
  'an event that is a string': '42"echo"',
  'an event that is null': '42null',
  'an event without a name': '42[]',
  'an event name that is true': '42[true]',
  'an event name that is null': '42[null]',
  'an event name that is an object': '42[{"toString":"foo"}]',
  'an event name that is a list': '42[["echo"]]',
  'the reserved name connect': '42["connect"]',
  'the reserved name connect_error': '42["connect_error"]',
  'the reserved name disconnect': '42["disconnect"]',
  'the reserved name disconnecting': '42["disconnecting"]',
  'the reserved name newListener': '42["newListener"]',
  'the reserved name removeListener': '42["removeListener"]',
  'an ack that is an object': '430{}',
  'an ack that is a string': '430"x"',
  'CONNECT with a list': '40[]',
  'CONNECT with null': '40null',
  'CONNECT with a string': '40"x"',
  'CONNECT with a number': '401x',
  'DISCONNECT with a payload': '41{}',
  'CONNECT_ERROR with a list': '44[]',
  'attachments without a dash': '451["echo"]',
  'attachments without a number': '45-["echo"]',
  'attachments that are no number': '45x-["echo"]',
  'negative attachments': '45-1-["echo"]',
  'an event that announces no attachments': '450-["echo"]',
  'an ack that announces no attachments': '460-1[]',
  'fractional attachments': '451.5-["echo"]',
  'eleven attachments': '4511-["echo"]',
  'a hundred million attachments': '45100000000-["echo"]',
  'bytes that no one waits for': [[1, 2, 3]],
  'text while bytes are awaited': [`451-["echo",${HOLDER(0)}]`, '42["echo",1]'],
  'a placeholder number out of range': [`451-["echo",${HOLDER(1)}]`, [1]],
  'a placeholder number below zero': [`451-["echo",${HOLDER(-1)}]`, [1]],
  'a placeholder number as text': [`451-["echo",${HOLDER('"splice"')}]`, [1]],
  'a placeholder without a number': ['451-["echo",{"_placeholder":true}]', [1]],
  'a placeholder number that is null': [`451-["echo",${HOLDER('null')}]`, [1]],
  'a binary ack that is an object': ['461-0{}', [1]],
};

for (const [name, packets] of Object.entries(UNDECODABLE)) {
  both(`2.2 refused: ${name}`, 'default', async (t, c) => {
    await c.send('40');
    await c.take(1);
    await c.send(...[packets].flat(1));
    await c.ended();
    await t.log(4);
  });
}

both('2.2 a refused packet before any namespace', 'default', async (t, c) => {
  await c.send('42[');
  await c.ended();
});

both('2.2 every socket of the connection hears of the refused packet', 'default', async (t, c) => {
  await joinBoth(c);
  await c.send('49');
  await c.ended();
  await t.log(8, { sorted: true });
});

// 2.3 Reactions

both('2.3 an event for a namespace that was not joined', 'default', async (t, c) => {
  await c.send('42["echo",1]');
  await c.ended();
});

both('2.3 an event for another namespace than the joined one', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42/other,["echo",1]');
  await c.ended();
  await t.log(3);
});

both('2.3 an ack for a namespace that was not joined', 'default', async (t, c) => {
  await c.send('430[]');
  await c.ended();
});

both('2.3 DISCONNECT from a namespace that was not joined', 'default', async (t, c) => {
  await c.send('41');
  await c.ended();
});

both('2.3 CONNECT_ERROR from a client', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('44{"message":"no"}');
  await c.ended();
  await t.log(3);
});

both('2.3 a second CONNECT to the same namespace', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('40');
  await c.ended();
  await t.log(3);
});

both('2.3 an ack with an unknown id is ignored', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('439999[]', '42["echo","still here"]');
  await c.take(1);
});

both('2.3 an event after the namespace was left', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('41');
  await t.log(3);
  await c.send('42["echo",1]');
  await c.ended();
});

both('2.3 an ack after the namespace was left', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('41');
  await t.log(3);
  await c.send('430[]');
  await c.ended();
});

// 2.4 Connect

for (const refuse of ['plain', 'data']) {
  scenario(`2.4 a middleware of / refuses: ${refuse}`, 'refusing', async t => {
    const ws = await t.openWebSocket(`&refuse=${refuse}`);
    ws.text('40');
    await ws.frame('refused');
    ws.text('40/other,');
    await ws.frame('CONNECT of another namespace');
    ws.text('42["echo"]');
    await ws.closed();
  });
}

both('2.4 a client that goes while a middleware thinks is never connected', 'default', async (t, c) => {
  await c.send('40/slow,');
  await c.cut();
  await t.pause(400);
  await t.log(0);
});

both('2.4 an unknown namespace', 'default', async (t, c) => {
  await c.send('40/nothing,');
  await c.take(1);
  await c.send('40');
  await c.take(1);
});

for (const namespace of ['__proto__', '/__proto__', '/constructor', '/toString']) {
  both(`2.4 the namespace ${namespace} is unknown`, 'default', async (t, c) => {
    await c.send(`40/${namespace},`);
    await c.take(1);
  });
}

both('2.4 a middleware refuses with data', 'default', async (t, c) => {
  await c.send('40/admin,{"token":"wrong"}');
  await c.take(1);
  await c.send('40/admin,{"token":"123"}');
  await c.take(1);
});

both('2.4 a middleware refuses without data', 'default', async (t, c) => {
  await c.send('40/admin,{"plain":true}');
  await c.take(1);
});

both('2.4 auth reaches the server', 'default', async (t, c) => {
  await c.send('40/custom,{"token":"abc","deep":{"list":[1,null,"x"]}}');
  await c.take(2);
  await c.send('40{}');
  await c.take(1);
  await c.send('420["handshake"]');
  await c.take(1);
});

both('2.4 what a middleware emits goes out before CONNECT', 'default', async (t, c) => {
  await c.send('40/early,');
  await c.take(2);
});

both('2.4 middlewares run in order and keep what they set', 'default', async (t, c) => {
  await c.send('40/checked,');
  await c.take(1);
  await c.send('42/checked,0["data"]');
  await c.take(1);
  await c.send('42/checked,1["rooms"]');
  await c.take(1);
});

both('2.4 a slow middleware holds only its own namespace', 'default', async (t, c) => {
  await c.send('40/slow,', '40');
  await c.take(2);
});

both('2.4 the connection ends without a namespace', 'connect-timeout', async (t, c) => {
  await t.pause(500);
  await c.ended();
});

both('2.4 a hanging middleware does not count as joined', 'connect-timeout', async (t, c) => {
  await c.send('40/hang,');
  await t.pause(500);
  await c.ended();
});

both('2.4 one joined namespace is enough', 'connect-timeout', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('41');
  await t.pause(2000);
  await c.send('40');
  await c.take(1);
});

// 2.5 Acks

/** Lets the server ask, and returns the ack id of its question. */
async function asked(t, c, packet) {
  t.hideAckIds = true;
  await c.send(packet);
  const [question] = await c.take(1, 'question');
  return /^4\d(?:\d+-)?(?:\/[^,]*,)?(\d+)\[/.exec(question)[1];
}

both('2.5 the server asks and the client answers', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  const id = await asked(t, c, '42["ask",1,"two"]');
  await c.send(`43${id}["yes",null,{"a":[1]}]`, `43${id}["a second answer is ignored"]`);
  // With us answers are handled beside the events that come behind them, so the next event waits for the reaction.
  await c.take(1);
  await c.send('42["echo","next"]');
  await c.take(1);
});

both('2.5 an answer with an empty list', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  const id = await asked(t, c, '42["ask"]');
  await c.send(`43${id}[]`);
  await c.take(1);
});

both('2.5 the server asks in a namespace and the answer is binary', 'default', async (t, c) => {
  await c.send('40/other,');
  await c.take(1);
  const id = await asked(t, c, '42/other,["ask-within",3000,1]');
  await c.send(`461-/other,${id}[${HOLDER(0)}]`, [7, 8]);
  await c.take(2);
});

both('2.5 an answer that comes too late is ignored', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  const id = await asked(t, c, '42["ask-within",100]');
  await c.take(1, 'timeout');
  await c.send(`43${id}["late"]`, '42["echo","next"]');
  await c.take(1);
});

both('2.5 an answer in time within a limit', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  const id = await asked(t, c, '42["ask-promise",3000,"?"]');
  await c.send(`43${id}["promised","second value"]`);
  await c.take(1);
});

both('2.5 an ack without a listener for it', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('421["no such listener"]', '42["echo",1]');
  await c.take(1);
});

both('2.5 only the first ack counts', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('421["double-ack"]', '42["echo","next"]');
  await c.take(2);
});

both('2.5 an ack may come after the namespace was left', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('421["late-ack",150]');
  await t.pause(50);
  await c.send('41');
  await c.take(1);
});

both('2.5 acks may overtake each other', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('421["late-ack",100]', '422["message-with-ack","soon"]');
  await c.take(2);
});

// 2.6 Disconnect

both('2.6 the client leaves a namespace', 'default', async (t, c) => {
  await joinBoth(c);
  await c.send('41/other,');
  await t.log(4);
  await c.send('42["echo","still here"]');
  await c.take(1);
  await c.send('40/other,');
  await c.take(1);
});

both('2.6 the server disconnects a socket', 'default', async (t, c) => {
  await joinBoth(c);
  await c.send('42/other,["leave-me"]');
  await c.take(1);
  await t.log(4);
  await c.send('42["echo","still here"]');
  await c.take(1);
});

scenario('2.6 the server disconnects the whole connection (WebSocket)', 'default', async t => {
  const ws = await t.openWebSocket();
  await ws.join();
  await ws.join('/other');
  ws.text('42/other,["leave-me-now"]');
  await ws.frames(2);
  await ws.closed();
  await t.log(6, { sorted: true });
});

scenario('2.6 the server disconnects the whole connection (polling)', 'default', async t => {
  const s = await t.open();
  await s.join();
  await s.post('42["leave-me-now"]');
  await s.packets(1);
  await s.get('GET of the close');
  await s.get('GET after the close');
  await t.log(3);
});

// 3.4 Middleware of events

both('3.4 an event middleware stops and changes events', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42["blocked",1]', '42["renamed",1,2]');
  await c.take(1);
  await t.log(2);
});

both('3.4 an event that a middleware stops is not acknowledged', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('427["blocked",1]', '428["message-with-ack","after"]');
  await c.take(1, 'after the stop');
  await t.log(1);
});

both('3.4 a listener that throws', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42["throw"]', '421["message-with-ack","after"]');
  await c.take(1, 'after the throw');
});

scenario('3.4 a listener that throws and owes an acknowledgement', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text('427["throw"]');
  await ws.silent(200, 'after the throw');
  ws.text('42["echo","alive"]');
  await ws.frame('echo');
});

both('3.4 catch-all listeners see both directions', 'default', async (t, c) => {
  await c.send('40');
  await c.take(1);
  await c.send('42["echo",1]');
  await c.take(1);
  await c.send('42["blocked"]', '420["seen"]');
  await c.take(1);
});

// 3.11 volatile

scenario('3.11 a volatile event is dropped when no poll waits', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["volatile","maybe",1]');
  await t.pause(60);
  await s.post('42["echo","after"]');
  await s.packets(1);
});

scenario('3.11 a volatile event is sent when a poll waits', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(60);
  await s.post('42["volatile","maybe",1]');
  await t.answer('poll', poll);
});

scenario('3.11 a volatile event is sent over an idle WebSocket', 'default', async t => {
  const ws = await (await t.openWebSocket()).join();
  ws.text('42["volatile","maybe",1]');
  await ws.frame();
});

scenario('3.11 of a volatile burst over polling one is sent', 'default', async t => {
  const s = await (await t.open()).join();
  const poll = s.poll();
  await t.pause(60);
  await s.post('42["volatile-burst",5]');
  await t.answer('poll', poll);
  await s.packets(1);
});
