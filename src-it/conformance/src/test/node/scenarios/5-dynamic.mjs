// Reference 3.3: namespaces that are made when a client asks for them. Each scenario has names of its own, with its tag in them, because the servers
// are shared. A watcher is a client in the namespace / that asks what there is, and has parents made.
import { both } from './both.mjs';

/** Joins the namespace /. */
async function watcher(c) {
  await c.send('40');
  await c.take(1, 'CONNECT of the watcher');
  return c;
}

/** Records which children with the scenario's tag exist, and which have been announced, in this order. */
async function namespaces(t, watching) {
  await watching.send(`429["namespaces","${t.tag}"]`);
  await watching.take(1, 'namespaces');
}

async function join(c, name, auth, count = 2) {
  await c.send(`40${name},${auth ? JSON.stringify(auth) : ''}`);
  await c.take(count, `CONNECT with ${count - 1} greetings`);
}

/** Has a parent made for the names that begin with the prefix. */
async function addParent(watching, key, prefix) {
  await watching.send(`421["parent-add","${key}","${prefix}"]`);
  await watching.take(1, 'parent-add');
}

const ALLOWED = { token: '123' };

// Patterns and functions

both('3.3 a pattern makes the namespace that a client asks for', 'dynamic', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  await watcher(c);
  await namespaces(t, c);
  await join(c, name, { deep: [1] });
  await namespaces(t, c);
  await c.send(`42${name},1["data"]`);
  await c.take(1);
  await c.send(`42${name},2["rooms"]`);
  await c.take(1);
  await c.send(`42${name},3["handshake"]`);
  await c.take(1);
  await c.send(`452-${name},4["message-with-ack",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]`, [1], [2]);
  await c.take(3);
  await c.send(`41${name},`);
  await t.log(4);
});

both('3.3 a pattern is searched in the whole name, its query included', 'dynamic', async (t, c) => {
  await watcher(c);
  await join(c, `/pattern-${t.tag}?a=1`);
  await join(c, `/pattern-${t.tag}/deeper`);
  await join(c, `/not-pattern-${t.tag}`, undefined, 1);
  await namespaces(t, c);
});

both('3.3 a function is asked with the auth and answers later', 'dynamic', async (t, c) => {
  const name = `/asked-${t.tag}`;
  await watcher(c);
  await join(c, name, undefined, 1);
  await join(c, name, { token: 'wrong' }, 1);
  await namespaces(t, c);
  await join(c, name, ALLOWED);
  await namespaces(t, c);
});

both('3.3 a function is not asked about a namespace that exists', 'dynamic', async (t, c) => {
  const name = `/asked-${t.tag}`;
  await join(c, name, ALLOWED);
  const other = await watcher(await c.another());
  await join(other, name, { token: 'wrong' });
  await namespaces(t, other);
});

both('3.3 a function that refuses with an error', 'dynamic', async (t, c) => {
  await watcher(c);
  await join(c, `/refused-${t.tag}`, undefined, 1);
  await join(c, `/refused-pattern-${t.tag}`);
  await namespaces(t, c);
});

both('3.3 a function that throws', 'dynamic', async (t, c) => {
  await watcher(c);
  await c.send(`40/thrown-${t.tag},`);
  await c.take(1, 'after the throw');
});

both('3.3 a namespace that no parent wants', 'dynamic', async (t, c) => {
  await join(c, `/nobody-${t.tag}`, ALLOWED, 1);
  await watcher(c);
  await namespaces(t, c);
  await join(c, `/nobody-${t.tag}`, undefined, 1);
  await c.send('42["echo","still here"]');
  await c.take(1);
});

for (const namespace of ['/__proto__', '/constructor', '/_0', '/_1', '//']) {
  both(`3.3 the namespace ${namespace} is wanted by no parent`, 'dynamic', async (t, c) => {
    await join(c, namespace, undefined, 1);
  });
}

// The order of parents

both('3.3 of two parents the one that was added first makes the namespace', 'dynamic', async (t, c) => {
  await watcher(c);
  await addParent(c, `wide ${t.tag}`, `/w-${t.tag}`);
  await addParent(c, `narrow ${t.tag}`, `/w-${t.tag}-n`);
  await join(c, `/w-${t.tag}-n1`);
  await addParent(c, `narrow2 ${t.tag}`, `/v-${t.tag}-n`);
  await addParent(c, `wide2 ${t.tag}`, `/v-${t.tag}`);
  await join(c, `/v-${t.tag}-n1`);
  await join(c, `/v-${t.tag}-other`);
  await namespaces(t, c);
});

both('3.3 a function that was added before a pattern is asked before it', 'dynamic', async (t, c) => {
  const name = `/asked-${t.tag}`;
  await watcher(c);
  await addParent(c, `later ${t.tag}`, name);
  await join(c, `${name}-1`, ALLOWED);
  await join(c, `${name}-2`, { token: 'wrong' });
  await namespaces(t, c);
});

// Middleware and listeners

both('3.3 the middleware of the parent refuses a client of a child', 'dynamic', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  await watcher(c);
  await join(c, name, { refuse: true }, 1);
  await namespaces(t, c);
  await join(c, name);
  await namespaces(t, c);
});

both('3.3 what is added to the parent later is for children that are made later', 'dynamic', async (t, c) => {
  const key = `growing ${t.tag}`;
  const name = `/g-${t.tag}`;
  await watcher(c);
  await addParent(c, key, name);
  await join(c, `${name}-1`);
  await c.send(`422["parent-extend","${key}"]`);
  await c.take(1);
  const other = await c.another();
  await join(other, `${name}-1`);
  await other.send(`42${name}-1,3["data"]`);
  await other.take(1, 'data in the older child, with nothing before it');
  await join(other, `${name}-2`, undefined, 3);
  await other.send(`42${name}-2,4["data"]`);
  await other.take(1, 'data in the newer child');
});

both('3.3 listeners of new_namespace add to a child before its first clients are in', 'dynamic', async (t, c) => {
  const name = `/pattern-introduced-${t.tag}`;
  const other = await c.another();
  await c.send(`40${name},`);
  await other.send(`40${name},`);
  for (const client of [c, other]) {
    await client.take(3);
    await client.send(`42${name},1["data"]`);
    await client.take(1);
  }
});

// Two clients at once

both('3.3 two clients at once make one child', 'dynamic', async (t, c) => {
  const name = `/asked-${t.tag}`;
  const other = await watcher(await c.another());
  await c.send(`40${name},{"token":"123","think":400}`);
  await other.send(`40${name},{"token":"123","think":100}`);
  await other.take(2, 'CONNECT of the second client');
  await namespaces(t, other);
  await c.take(2, 'CONNECT of the first client');
  await namespaces(t, other);
  await c.send(`42${name},["all","to both",1]`);
  await c.take(1);
  await other.take(1);
  await c.send(`42${name},2["count"]`);
  await c.take(1);
});

both('3.3 many clients at once make one child', 'dynamic', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  const others = [];
  for (let i = 0; i < 6; i++) others.push(await c.another());
  await Promise.all(others.map(other => other.send(`40${name},`)));
  for (const other of others) await other.take(2);
  await watcher(c);
  await namespaces(t, c);
  await others[0].send(`42${name},1["count"]`);
  await others[0].take(1);
});

both('3.3 a refusal stands although another client has made the child meanwhile', 'dynamic', async (t, c) => {
  const name = `/asked-${t.tag}`;
  const other = await c.another();
  await c.send(`40${name},{"token":"wrong","think":400}`);
  await other.send(`40${name},{"token":"123","think":50}`);
  await other.take(2);
  await c.take(1, 'refusal');
  await join(c, name, { token: 'wrong' });
});

// While a parent thinks

both('3.3 other namespaces go on while a parent thinks', 'dynamic', async (t, c) => {
  await c.send(`40/asked-${t.tag},{"token":"123","think":2000}`, '40');
  await c.take(1, 'CONNECT /');
  await c.send('42["echo","meanwhile"]');
  await c.take(1);
  await c.take(2, 'CONNECT of the child');
});

both('3.3 one client in two children, searched for at once', 'dynamic', async (t, c) => {
  await c.send(`40/asked-${t.tag}-1,{"token":"123","think":600}`, `40/asked-${t.tag}-2,{"token":"123","think":50}`);
  await c.take(4);
  await watcher(c);
  await namespaces(t, c);
});

both('3.3 an event behind CONNECT while a parent thinks', 'dynamic', async (t, c) => {
  const name = `/asked-${t.tag}`;
  const other = await watcher(await c.another());
  await watcher(c);
  await c.send(`40${name},{"token":"123","think":200}`, `42${name},["echo","too early"]`);
  await c.ended();
  await t.log(4);
  await t.pause(400);
  await namespaces(t, other);
  await join(other, name, ALLOWED);
});

both('3.3 DISCONNECT behind CONNECT while a parent thinks', 'dynamic', async (t, c) => {
  await c.send(`40/asked-${t.tag},{"token":"123","think":200}`, `41/asked-${t.tag},`);
  await c.ended();
});

both('3.3 an event behind CONNECT while the middleware of a child thinks', 'dynamic', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  const other = await watcher(await c.another());
  await join(other, name);
  await c.send(`40${name},{"pause":200}`, `42${name},["echo","too early"]`);
  await c.ended();
  await t.pause(300);
  await other.send(`42${name},1["count"]`);
  await other.take(1);
});

both('3.3 a second CONNECT to a child', 'dynamic', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  await join(c, name);
  await c.send(`40${name},`);
  await c.ended();
  await t.log(3);
});

both('3.3 a second CONNECT while a parent thinks', 'dynamic', async (t, c) => {
  const name = `/asked-${t.tag}`;
  await c.send(`40${name},{"token":"123","think":100}`, `40${name},{"token":"123","think":200}`);
  await t.pause(400);
  const other = await watcher(await c.another());
  await join(other, name, ALLOWED);
  await other.send(`42${name},1["count"]`);
  await other.take(1, 'count');
});

both('3.3 a parent that thinks longer than connectTimeout', 'connect-timeout', async (t, c) => {
  await c.send(`40/asked-${t.tag},{"token":"123","think":1000}`);
  await t.pause(500);
  await c.ended();
});

both('3.3 a search that ends in time counts as joined', 'connect-timeout', async (t, c) => {
  await join(c, `/asked-${t.tag}`, ALLOWED);
  await t.pause(500);
  await c.send(`42/asked-${t.tag},["echo","still here"]`);
  await c.take(1);
});

// Broadcasts of the parent

/** Two clients in two children of a parent of the scenario's own; the second is also in the room "left". */
async function twoChildren(t, c) {
  const key = `all ${t.tag}`;
  const name = `/b-${t.tag}`;
  const watching = await watcher(await c.another());
  await addParent(watching, key, name);
  const other = await c.another();
  await join(c, `${name}-1`);
  await join(other, `${name}-2`);
  await other.send(`42${name}-2,1["join",["left"]]`);
  await other.take(1);
  return { key, name, watching, other };
}

both('3.3 the parent emits to all its children', 'dynamic', async (t, c) => {
  const { key, watching, other } = await twoChildren(t, c);
  await watching.send(`42["parent-emit","${key}","news",1,{"a":[null]}]`);
  await c.take(1);
  await other.take(1);
  await watching.send(`451-["parent-emit","${key}","bytes",{"_placeholder":true,"num":0}]`, [1, 2, 3]);
  await c.take(2);
  await other.take(2);
  await watching.send('42["echo","nothing else"]');
  await watching.take(1);
});

both('3.3 the parent emits to its children in the order in which they were made', 'dynamic', async (t, c) => {
  const key = `all ${t.tag}`;
  await watcher(c);
  await addParent(c, key, `/b-${t.tag}`);
  for (const child of [3, 1, 4, 2, 5]) await join(c, `/b-${t.tag}-${child}`);
  await c.send(`42["parent-emit","${key}","news"]`);
  await c.take(5);
});

both('3.3 the parent emits to a room of its children', 'dynamic', async (t, c) => {
  const { key, name, watching, other } = await twoChildren(t, c);
  await watching.send(`42["parent-to","${key}","left","for the room"]`);
  await other.take(1);
  await watching.send(`42["parent-to","${key}","room of ${key}","for the room of the middleware"]`);
  await c.take(1, 'the second event, not the first');
  await other.take(1);
  await watching.send(`42["parent-except","${key}","left","for the others"]`);
  await c.take(1);
  await other.send(`42${name}-2,["echo","not for the room"]`);
  await other.take(1);
});

both('3.3 the namespace of a child emits to that child only', 'dynamic', async (t, c) => {
  const { name, watching, other } = await twoChildren(t, c);
  await watching.send(`42["of","${name}-1","for one"]`);
  await c.take(1);
  await other.send(`42${name}-2,["all","for the other"]`);
  await other.take(1);
  await c.send(`42${name}-1,["echo","nothing else"]`);
  await c.take(1);
});

both('3.3 a parent without children emits to nobody', 'dynamic', async (t, c) => {
  await watcher(c);
  await addParent(c, `childless ${t.tag}`, `/c-${t.tag}`);
  await c.send(`42["parent-emit","childless ${t.tag}","news"]`, '42["echo","nothing else"]');
  await c.take(1);
});

both('3.3 a parent cannot fetch its sockets', 'dynamic', async (t, c) => {
  await watcher(c);
  await c.send('421["parent-fetch","pattern"]');
  await c.take(1);
});

both('3.3 a parent asks the clients of its children', 'dynamic', async (t, c) => {
  const { key, watching } = await twoChildren(t, c);
  await watching.send(`425["parent-ask","${key}",500]`);
  await watching.take(1, 'answers');
});

// Namespaces that the application makes

both('3.3 a namespace that the application makes is a child if a pattern wants it', 'dynamic', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  await watcher(c);
  for (let i = 0; i < 2; i++) {
    await c.send(`422["make","${name}"]`);
    await c.take(1);
    await namespaces(t, c);
  }
  await join(c, name);
  await namespaces(t, c);
});

both('3.3 a function is not asked about a namespace that the application makes', 'dynamic', async (t, c) => {
  const name = `/asked-${t.tag}`;
  await watcher(c);
  await c.send(`422["make","${name.slice(1)}"]`);
  await c.take(1);
  await namespaces(t, c);
  await join(c, name, undefined, 1);
});

// Empty children

both('3.3 an empty child stays', 'dynamic', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  const other = await watcher(await c.another());
  await join(c, name);
  await c.send(`41${name},`);
  await t.log(4);
  await namespaces(t, other);
  await join(other, name);
  await namespaces(t, other);
});

both('3.3 cleanup: a child goes with its last client', 'dynamic-cleanup', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  const other = await c.another();
  const watching = await watcher(await c.another());
  await join(c, name);
  await join(other, name);
  await c.send(`41${name},`);
  await t.log(5);
  await namespaces(t, watching);
  await other.send(`41${name},`);
  await t.log(7);
  await namespaces(t, watching);
  await join(c, name);
  await namespaces(t, watching);
});

both('3.3 cleanup: a child goes when the server disconnects its last client', 'dynamic-cleanup', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  const watching = await watcher(await c.another());
  await join(c, name);
  await c.send(`42${name},["leave-me"]`);
  await c.take(1);
  await namespaces(t, watching);
  await join(c, name);
  await c.send(`42${name},["close-connection"]`);
  await c.ended();
  await t.log(7);
  await namespaces(t, watching);
});

both('3.3 cleanup: two clients at once make one child, which goes with the last of them', 'dynamic-cleanup', async (t, c) => {
  const name = `/asked-${t.tag}`;
  const other = await c.another();
  const watching = await watcher(await c.another());
  await c.send(`40${name},{"token":"123","think":300}`);
  await other.send(`40${name},{"token":"123","think":100}`);
  await other.take(2);
  await c.take(2);
  await namespaces(t, watching);
  await other.send(`41${name},`);
  await t.log(5);
  await namespaces(t, watching);
  await c.send(`42${name},["all","alone"]`);
  await c.take(1);
  await c.send(`41${name},`);
  await t.log(7);
  await namespaces(t, watching);
});

both('3.3 cleanup: a child that goes while a parent thinks about it is made again', 'dynamic-cleanup', async (t, c) => {
  const name = `/asked-${t.tag}`;
  const other = await c.another();
  const watching = await watcher(await c.another());
  await c.send(`40${name},{"token":"123","think":1500}`);
  await join(other, name, ALLOWED);
  await other.send(`41${name},`);
  await t.log(4);
  await namespaces(t, watching);
  await c.take(2, 'CONNECT of the first client');
  await namespaces(t, watching);
});

both('3.3 cleanup: a child that is made again has what the parent has by then', 'dynamic-cleanup', async (t, c) => {
  const key = `growing ${t.tag}`;
  const name = `/g-${t.tag}`;
  const watching = await watcher(await c.another());
  await addParent(watching, key, name);
  await join(c, name);
  await watching.send(`422["parent-extend","${key}"]`);
  await watching.take(1);
  await c.send(`41${name},`);
  await t.log(4);
  await join(c, name, undefined, 3);
  await c.send(`42${name},4["data"]`);
  await c.take(1);
});

both('3.3 cleanup: a child goes when the middleware refuses its only client', 'dynamic-cleanup', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  await watcher(c);
  await join(c, name, { refuse: true }, 1);
  await namespaces(t, c);
  await join(c, name);
  await namespaces(t, c);
});

both('3.3 cleanup: a child stays when the middleware refuses another client', 'dynamic-cleanup', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  const other = await watcher(await c.another());
  await join(c, name);
  await join(other, name, { refuse: true }, 1);
  await namespaces(t, other);
  await c.send(`42${name},1["count"]`);
  await c.take(1);
});

both('3.3 cleanup: a child stays for a client that is still connecting when another is refused', 'dynamic-cleanup', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  const other = await watcher(await c.another());
  await c.send(`40${name},{"pause":1500}`);
  await t.pause(50);
  await join(other, name, { refuse: true }, 1);
  await namespaces(t, other);
  await c.take(2, 'CONNECT of the slow client');
  await join(other, name);
  await other.send(`42${name},1["count"]`);
  await other.take(1, 'count');
});

both('3.3 cleanup: a child goes when its only client is gone before the middleware has answered', 'dynamic-cleanup', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  const watching = await watcher(await c.another());
  await c.send(`40${name},{"pause":1200}`);
  await t.pause(100);
  await namespaces(t, watching);
  await c.send(`42${name},["echo","too early"]`);
  await c.ended();
  await t.pause(1500);
  await namespaces(t, watching);
});

both('3.3 cleanup: nothing is left of a child whose client is gone before the parent has answered', 'dynamic-cleanup', async (t, c) => {
  const name = `/asked-${t.tag}`;
  const watching = await watcher(await c.another());
  await c.send(`40${name},{"token":"123","think":200}`, `42${name},["echo","too early"]`);
  await c.ended();
  await t.pause(400);
  await namespaces(t, watching);
});

both('3.3 cleanup: a child that the application makes stays until its last client goes', 'dynamic-cleanup', async (t, c) => {
  const name = `/pattern-${t.tag}`;
  await watcher(c);
  await c.send(`422["make","${name}"]`);
  await c.take(1);
  await namespaces(t, c);
  await join(c, name);
  await c.send(`41${name},`);
  await t.log(4);
  await namespaces(t, c);
});

both('3.3 cleanup: a namespace of the application that is no child stays', 'dynamic-cleanup', async (t, c) => {
  const name = `/asked-${t.tag}`;
  await watcher(c);
  await c.send(`422["make","${name}"]`);
  await c.take(1);
  for (let i = 0; i < 2; i++) {
    await join(c, name, undefined, 1);
    await c.send(`41${name},`);
    await t.pause(100);
  }
  await namespaces(t, c);
});
