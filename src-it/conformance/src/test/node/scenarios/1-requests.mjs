// Reference 1.2 to 1.6: which requests are taken, how they are verified, what opens a session.
import { scenario } from '../script.mjs';

const POLLING = 'EIO=4&transport=polling';
const WEBSOCKET = 'EIO=4&transport=websocket';

// 1.2 Path

scenario('1.2 anything below the path is an engine request', 'default', async t => {
  await t.request('GET', `/socket.io/anything/here?${POLLING}`);
  await t.request('GET', '/socket.io/anything/here?transport=abc');
});

scenario('1.2 the path without its slash belongs to the application', 'default', async t => {
  await t.request('GET', `/socket.io?${POLLING}`, { statusOnly: true });
  await t.request('GET', `/elsewhere/?${POLLING}`, { statusOnly: true });
});

scenario('1.2 addTrailingSlash false takes the path without a slash', 'no-slash', async t => {
  await t.request('GET', `/socket.io?${POLLING}`);
  await t.request('GET', `/socket.io/?${POLLING}`);
});

scenario('1.2 without the slash, the path is the beginning of a name', 'no-slash', async t => {
  await t.request('GET', `/socket.iofoo?${POLLING}`, { statusOnly: true });
});

scenario('1.2 a configured path with several segments', 'other-path', async t => {
  const s = await t.open();
  await s.join();
  await t.request('GET', `/socket.io/?${POLLING}`, { statusOnly: true });
  await t.request('GET', `/engine/?${POLLING}`, { statusOnly: true });
});

scenario('1.2 an upgrade request elsewhere gets no WebSocket', 'default', async t => {
  await t.upgrade('', { path: `/elsewhere/?${WEBSOCKET}`, statusOnly: true });
});

// 1.3 Query

scenario('1.3 of duplicate keys the last wins', 'default', async t => {
  await t.request('GET', t.path('EIO=3&transport=bogus&EIO=4&transport=polling'));
  await t.request('GET', t.path('EIO=4&transport=polling&transport=bogus'));
  await t.request('GET', t.path('EIO=4&EIO=3&transport=polling'));
});

scenario('1.3 plus is a space, percent escapes are decoded as UTF-8', 'default', async t => {
  const s = await t.open('&a=b+c&d=%20%D1%91&%65=f&g&h=&i=1%3D2&k=x&k=y');
  await s.join();
  await s.post('420["handshake"]');
  await s.packets(1);
});

scenario('1.3 keys may be escaped', 'default', async t => {
  await t.request('GET', t.path('EI%4F=4&tr%61nsport=polling'));
});

// 1.4 Middleware and hooks

scenario('1.4 a middleware sees every request and its headers stay on errors', 'hooks', async t => {
  const s = await t.open();
  await s.post('40');
  await s.get();
  await s.request('PUT');
  await t.request('GET', t.path('EIO=4&transport=abc'));
  await s.candidate();
});

scenario('1.4 a failing middleware is a bad request', 'hooks', async t => {
  await t.request('GET', t.path(`${POLLING}&mw=fail`));
  await t.log(1);
});

scenario('1.4 a failing middleware refuses an upgrade', 'hooks', async t => {
  await t.upgrade(`${WEBSOCKET}&mw=fail`);
  await t.log(1);
});

scenario('1.4 a failing middleware harms no session', 'hooks', async t => {
  const s = await t.open();
  await t.request('POST', t.path(`${s.query}&mw=fail`), { body: '40', label: 'POST' });
  await t.request('GET', t.path(`${s.query}&mw=fail`), { label: 'GET' });
  await s.join();
  await t.log(3);
});

for (const mw of ['throw', 'later', 'later-fail', 'twice']) {
  scenario(`1.4 a middleware: ${mw}`, 'hooks', async t => {
    const response = await t.request('GET', t.path(`${POLLING}&mw=${mw}`));
    await t.upgrade(`${WEBSOCKET}&mw=${mw}`);
    if (response.status === 200) return;
    await t.log(2);
  });
}

scenario('1.4 a middleware may answer itself', 'hooks', async t => {
  await t.request('GET', t.path(`${POLLING}&mw=end`));
  await t.upgrade(`${WEBSOCKET}&mw=end`, { statusOnly: true });
});

scenario('1.4 initial headers come once per session, headers with every answer', 'hooks', async t => {
  const s = await t.open();
  await s.post('40');
  await s.get();
  await s.upgrade();
  await t.openWebSocket();
});

scenario('1.4 a header listener may set a cookie', 'hooks', async t => {
  await t.open('&cookie=1');
  await t.openWebSocket('&cookie=1');
});

// 1.5 Verification: every row, over HTTP and as an upgrade

const UNKNOWN_TRANSPORTS = ['transport=abc', 'transport=', 'x=1', 'transport=__proto__', 'transport=constructor', 'transport=webtransport', 'transport=Polling'];

for (const query of UNKNOWN_TRANSPORTS) {
  scenario(`1.5.1 unknown transport: ${query}`, 'default', async t => {
    await t.request('GET', t.path(`EIO=4&${query}`));
    await t.upgrade(`EIO=4&${query}`);
    await t.log(2);
  });
}

scenario('1.5.1 a transport that is not configured is unknown', 'polling-only', async t => {
  await t.open();
  await t.request('GET', t.path(WEBSOCKET));
});

scenario('1.5.1 polling is unknown to a WebSocket-only server', 'websocket-only', async t => {
  await t.request('GET', t.path(POLLING));
  await t.openWebSocket();
});

for (const sid of ['abc', '__proto__', 'constructor', 'toString', 'AAAAAAAAAAAAAAAAAAAA', '%00', 'a%20b']) {
  scenario(`1.5.3 unknown sid: ${sid}`, 'default', async t => {
    await t.request('GET', t.path(`${POLLING}&sid=${sid}`));
    await t.request('POST', t.path(`${POLLING}&sid=${sid}`), { body: '40' });
    await t.upgrade(`${WEBSOCKET}&sid=${sid}`);
    await t.log(3);
  });
}

scenario('1.5.2 an origin with a control character is a bad request', 'default', async t => {
  await t.request('GET', t.path(POLLING), { headers: [['Origin', 'https://a\x01.example']], statusOnly: true });
});

scenario('1.5.2 an origin with Latin-1 characters is fine', 'default', async t => {
  await t.open('', { headers: [['Origin', 'https://\xe9.example']] });
});

scenario('1.5.3 an empty sid counts as absent', 'default', async t => {
  await t.open('&sid=');
  await t.openWebSocket('&sid=');
});

scenario('1.5.4 polling a WebSocket session is a transport mismatch', 'default', async t => {
  const ws = await t.openWebSocket();
  await t.request('GET', t.path(`${POLLING}&sid=${ws.sid}`));
  await t.request('POST', t.path(`${POLLING}&sid=${ws.sid}`), { body: '40' });
  await t.log(2);
  await ws.join();
});

scenario('1.5.4 transport=websocket without upgrade on a polling session is a mismatch', 'default', async t => {
  const s = await t.open();
  await t.request('GET', t.path(`${WEBSOCKET}&sid=${s.sid}`));
  await t.log(1);
  await s.join();
});

for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD']) {
  scenario(`1.5.5 bad handshake method: ${method}`, 'default', async t => {
    await t.request(method, t.path(POLLING), { body: method === 'HEAD' ? undefined : '40' });
    await t.log(1);
  });
}

scenario('1.5.6 transport=websocket without upgrade opens nothing', 'default', async t => {
  await t.request('GET', t.path(WEBSOCKET));
  await t.log(1);
});

scenario('1.5.7 allowRequest refuses with its message', 'hooks', async t => {
  await t.request('GET', t.path(`${POLLING}&deny=message`));
  await t.log(1);
});

scenario('1.5.7 allowRequest is not asked about an upgrade of a session', 'hooks', async t => {
  const s = await t.open();
  await t.upgrade(`EIO=4&transport=websocket&sid=${s.sid}&deny=message`, { label: 'candidate' });
});

scenario('1.5.7 allowRequest refuses without a message', 'hooks', async t => {
  await t.request('GET', t.path(`${POLLING}&deny=plain`));
  await t.log(1);
});

scenario('1.5.7 allowRequest refuses an upgrade with 400', 'hooks', async t => {
  await t.upgrade(`${WEBSOCKET}&deny=message`);
  await t.upgrade(`${WEBSOCKET}&deny=plain`);
  await t.log(2);
});

scenario('1.5.7 allowRequest is not asked again', 'hooks', async t => {
  const s = await t.open();
  await t.request('POST', t.path(`${s.query}&deny=message`), { body: '40' });
  await s.packets(1);
});

for (const eio of ['EIO=3', 'EIO=5', 'x=1', 'EIO=', 'EIO=04', 'EIO=4.0']) {
  scenario(`1.5.8 unsupported protocol version: ${eio}`, 'default', async t => {
    await t.request('GET', t.path(`${eio}&transport=polling`));
    await t.log(1);
  });
}

scenario('1.5.8 a WebSocket of another version ends up closed', 'default', async t => {
  const ws = await t.upgrade('EIO=3&transport=websocket');
  if (ws) await ws.ended();
  await t.log(1);
});

for (const [name, eio] of Object.entries({ 'EIO=3': 'EIO=3&', 'EIO=5': 'EIO=5&', 'no EIO': '' })) {
  scenario(`1.5.8 another protocol version than that of the session: ${name}`, 'default', async t => {
    const s = await t.open();
    await t.request('POST', t.path(`${eio}transport=polling&sid=${s.sid}`), { body: '40' });
    await t.request('GET', t.path(`${eio}transport=polling&sid=${s.sid}`));
    await t.upgrade(`${eio}transport=websocket&sid=${s.sid}`);
    await t.log(3);
    await s.join();
  });
}

scenario('1.5.9 a failing id generator refuses the handshake', 'hooks', async t => {
  await t.request('GET', t.path(`${POLLING}&id=fail`));
  await t.log(1);
});

scenario('1.5.9 a failing id generator ends a WebSocket', 'hooks', async t => {
  const ws = await t.upgrade(`${WEBSOCKET}&id=fail`);
  if (ws) await ws.ended();
  await t.log(1);
});

scenario('1.5 the order of the checks', 'hooks', async t => {
  await t.request('POST', t.path('EIO=3&transport=abc&sid=unknown'), { body: 'x', label: 'transport before sid' });
  await t.request('POST', t.path('EIO=3&transport=polling&sid=unknown'), { body: 'x', label: 'sid before method' });
  await t.request('POST', t.path('EIO=3&transport=websocket&deny=message'), { body: 'x', label: 'method before plain websocket' });
  await t.request('GET', t.path('EIO=3&transport=websocket&deny=message'), { label: 'plain websocket before allowRequest' });
  await t.request('GET', t.path('EIO=3&transport=polling&deny=message'), { label: 'allowRequest before version' });
  await t.request('GET', t.path('EIO=3&transport=polling&id=fail'), { label: 'version before id' });
});

scenario('1.5 transport=polling cannot be upgraded', 'default', async t => {
  const s = await t.open();
  const ws = await t.upgrade(`${POLLING}&sid=${s.sid}`, { label: 'upgrade as polling with sid' });
  if (ws) await ws.ended();
  const direct = await t.upgrade(POLLING, { label: 'upgrade as polling' });
  if (direct) await direct.ended();
  await s.join();
});

for (const [name, options] of Object.entries({
  'no key': { key: null },
  'a short key': { key: 'abc' },
  'version 12': { version: '12' },
  'no version': { version: null },
  'version 8': { version: '8' },
  'a POST': { method: 'POST' },
})) {
  scenario(`1.5 a broken WebSocket handshake gets no WebSocket: ${name}`, 'default', async t => {
    await t.upgrade(WEBSOCKET, { ...options, statusOnly: true });
    await t.open();
  });
}

scenario('1.5 the first offered subprotocol is echoed', 'default', async t => {
  await t.openWebSocket('', { headers: [['Sec-WebSocket-Protocol', 'first']] });
  await t.openWebSocket('', { headers: [['Sec-WebSocket-Protocol', 'one, two']], label: 'two subprotocols' });
  await t.openWebSocket('', { label: 'no subprotocol' });
});

scenario('1.5 the headers of a WebSocket handshake', 'default', async t => {
  const ws = await t.openWebSocket();
  const expected = ['connection', 'upgrade', 'sec-websocket-accept', 'date', 'server'];
  const others = ws.raw.response.headers.map(([name]) => name).filter(name => !expected.includes(name));
  t.note('other headers', others.sort().join());
});

// 1.6 Handshake

scenario('1.6 the open packet over polling', 'default', async t => {
  const s = await t.open();
  await s.join();
});

scenario('1.6 the open packet over WebSocket', 'default', async t => {
  const ws = await t.openWebSocket();
  await ws.join();
});

scenario('1.6 no upgrades are announced when they are not allowed', 'no-upgrade', async t => {
  await t.open();
  await t.openWebSocket();
});

scenario('1.6 no upgrades are announced without WebSocket', 'polling-only', async t => {
  await t.open();
});

scenario('1.6 the settings are told to the client', 'fast-heartbeat', async t => {
  await t.open();
});

scenario('1.6 maxPayload is told to the client', 'small-payload', async t => {
  await t.open();
});

scenario('1.6 an initial packet follows the open packet', 'initial-packet', async t => {
  await t.open();
  const ws = await t.openWebSocket();
  await ws.frame('initial packet');
});

scenario('1.6 what is emitted while connecting waits for the next poll', 'default', async t => {
  const s = await t.open();
  await s.post('40/custom,{}');
  await s.packets(2);
});

scenario('1.6 ids may be made by the application', 'hooks', async t => {
  const s = await t.open(`&id=mine-${t.tag}`);
  await s.join();
});
