// Reference 3.5 and 3.7: rooms and broadcasts. The servers are shared, so rooms have the scenario's tag in their names.
import { both } from './both.mjs';

const HOLDER = '{"_placeholder":true,"num":0}';

/** Three clients in /; each is in a room of its own, and the first two in a common one. */
async function three(t, c) {
  t.hideAckIds = true;
  const clients = [c, await c.another(), await c.another()];
  const room = name => `${name} ${t.tag}`;
  for (const [i, client] of clients.entries()) {
    await client.send('40');
    await client.take(1, 'CONNECT');
    const rooms = [room(`only ${i}`), ...(i < 2 ? [room('both')] : [])];
    await client.send(`421["join",${JSON.stringify(rooms)}]`);
    await client.take(1, 'joined');
  }
  return { clients, room };
}

/** Sends, and waits until the server has done it. */
async function done(client, ...packets) {
  await client.send(...packets, '42["echo","done"]');
  await client.take(1, 'done');
}

/** What each client has received when an event of its own comes back. */
async function receive(clients, counts) {
  for (const [i, client] of clients.entries()) {
    await client.send(`42["echo","end of ${i}"]`);
    await client.take(counts[i] + 1, `client ${i}`);
  }
}

/** An event that the first client asks the server to emit, and how many of it each client gets. */
const SELECTIONS = {
  'a room without the sender': [r => ['to', [r('both')], 'x', 1], [0, 1, 0]],
  'a room with the sender': [r => ['in', r('both'), 'x', 1], [1, 1, 0]],
  'several rooms, each socket once': [r => ['to', [r('both'), r('only 1'), r('only 2')], 'x'], [0, 1, 1]],
  'rooms that were added one by one': [r => ['to-both', r('both'), r('only 2'), 'x'], [0, 1, 1]],
  'a room that nobody is in': [r => ['to', [r('none')], 'x'], [0, 0, 0]],
  'a room without another': [r => ['in-except', r('both'), r('only 1'), 'x'], [1, 0, 0]],
  'a room without the room itself': [r => ['in-except', r('both'), r('both'), 'x'], [0, 0, 0]],
  'a room without one that nobody is in': [r => ['in-except', r('both'), r('none'), 'x'], [1, 1, 0]],
};

for (const [name, [event, counts]] of Object.entries(SELECTIONS)) {
  both(`3.5 ${name}`, 'default', async (t, c) => {
    const { clients, room } = await three(t, c);
    await clients[0].send(`42${JSON.stringify(event(room))}`);
    await receive(clients, counts);
  });
}

both('3.5 a broadcast with bytes', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[0].send(`452-["in","${room('both')}","x",${HOLDER},[{"_placeholder":true,"num":1}]]`, [1, 2], []);
  await receive(clients, [3, 3, 0]);
});

both('3.5 the room of a socket is its id', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[0].send(`421["fetch","${room('only 2')}"]`);
  const [answer] = await clients[0].take(1, 'id');
  const [[id]] = JSON.parse(answer.slice(3));
  await done(clients[1], `42["private","${id}","x",1]`, `42["to",["${id}"],"x",2]`, `42["in-except","${room('only 2')}","${id}","x",3]`);
  await receive(clients, [0, 0, 2]);
});

both('3.5 who leaves a room gets nothing more', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[1].send(`421["leave","${room('both')}"]`);
  await clients[1].take(1, 'left');
  await clients[0].send(`42["in","${room('both')}","x"]`);
  await receive(clients, [1, 0, 0]);
  await clients[1].send('421["rooms"]');
  await clients[1].take(1, 'rooms');
});

both('3.5 selected sockets join and leave', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[0].send(`421["sockets-join","${room('both')}",["${room('new')}","${room('newer')}"]]`);
  await clients[0].take(1, 'joined');
  await clients[0].send(`422["sockets-leave","${room('only 1')}","${room('newer')}"]`);
  await clients[0].take(1, 'left');
  await done(clients[2], `42["to",["${room('new')}"],"new"]`, `42["to",["${room('newer')}"],"newer"]`);
  await receive(clients, [2, 1, 0]);
});

for (const close of [false, true]) {
  both(`3.5 selected sockets are disconnected${close ? ', with their connections' : ''}`, 'default', async (t, c) => {
    const { clients, room } = await three(t, c);
    await clients[2].send(`42["disconnect-room","${room('only 1')}",${close}]`);
    await clients[1].take(1, 'DISCONNECT');
    if (close) await clients[1].ended();
    await t.log(5);
    await done(clients[2], `42["to",["${room('both')}"],"x"]`);
    await receive([clients[0]], [1]);
  });
}

/** The ack id of a question. */
const idOf = question => /^42(\d+)\[/.exec(question)[1];

both('3.5 selected clients are asked', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[2].send(`421["ask-all","${room('both')}",5000,"?"]`);
  const questions = [];
  for (const client of clients.slice(0, 2)) questions.push(...(await client.take(1, 'question')));
  await clients[0].send(`43${idOf(questions[0])}["first","is left out"]`);
  await t.pause(150);
  await clients[1].send(`43${idOf(questions[1])}[]`);
  await clients[2].take(1, 'answers');
});

both('3.5 one of the clients that are asked does not answer', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[2].send(`421["ask-all","${room('both')}",400,"?"]`);
  const [question] = await clients[0].take(1, 'question');
  await clients[1].take(1, 'question');
  await clients[0].send(`43${idOf(question)}["in time"]`);
  await clients[2].take(1, 'answers');
  await clients[1].send(`43${idOf(question)}["too late"]`, '42["echo","alive"]');
  await clients[1].take(1, 'echo');
});

both('3.5 nobody is asked', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[2].send(`421["ask-all","${room('none')}",5000,"?"]`);
  await clients[2].take(1, 'answers');
});

both('3.5 the sockets of a room are told', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[2].send(`421["fetch","${room('none')}"]`);
  await clients[2].take(1, 'none');
  await clients[2].send(`421["fetch","${room('only 0')}"]`);
  await clients[2].take(1, 'one');
});

both('3.5 catch-all listeners see broadcasts, too', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[0].send(`42["to",["${room('both')}"],"x"]`);
  await clients[1].take(1, 'x');
  await clients[1].send('421["seen"]');
  await clients[1].take(1, 'seen');
});

both('3.5 a socket that has left its namespace is in no room', 'default', async (t, c) => {
  const { clients, room } = await three(t, c);
  await clients[1].send('41');
  await t.log(5);
  await clients[0].send(`42["in","${room('both')}","x"]`);
  await receive([clients[0]], [1]);
  await clients[1].send('40');
  await clients[1].take(1, 'CONNECT');
  await clients[1].send('421["rooms"]');
  await clients[1].take(1, 'rooms');
});

both('3.5 reserved and odd names of rooms', 'default', async (t, c) => {
  t.hideAckIds = true;
  await c.send('40');
  await c.take(1, 'CONNECT');
  for (const name of ['', '__proto__', 'constructor', `${t.tag} é😀`, `${t.tag} \\u0000`]) {
    await c.send(`421["join",["${name}"]]`);
    await c.take(1, 'joined');
    await c.send(`421["rooms"]`);
    await c.take(1, 'rooms');
    await c.send(`421["leave","${name}"]`);
    await c.take(1, 'left');
  }
});
