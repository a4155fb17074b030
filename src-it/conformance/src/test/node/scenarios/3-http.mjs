// Reference 1.15 to 1.17 and 3.10: cookie, CORS, compression, the browser client.
import { scenario } from '../script.mjs';

const POLLING = 'EIO=4&transport=polling';
const from = (origin, ...more) => ({ headers: [['Origin', origin], ...more] });

// 1.15 Cookie

for (const config of ['cookie', 'cookie-full', 'cookie-bare']) {
  scenario(`1.15 ${config}: only with the polling handshake`, config, async t => {
    const s = await t.open();
    await s.join();
    await s.upgrade();
    await t.openWebSocket();
  });
}

scenario('1.15 a cookie of a header listener is another one', 'cookie-hooks', async t => {
  await t.open('&cookie=1');
  await t.openWebSocket('&cookie=1');
});

scenario('1.15 the cookie of an id that has to be escaped', 'cookie-hooks', async t => {
  await t.open(`&id=${encodeURIComponent('ä;b, c=')}`);
});

// 1.16 CORS

scenario('1.16 no CORS headers without the option', 'default', async t => {
  await t.open('', from('https://a.example'));
  await t.request('OPTIONS', t.path(POLLING), from('https://a.example', ['Access-Control-Request-Method', 'GET']));
});

for (const config of ['cors-any', 'cors-fixed', 'cors-list', 'cors-status']) {
  for (const origin of ['https://a.example', 'https://evil.example', undefined]) {
    const options = origin ? from(origin) : {};
    scenario(`1.16 ${config}: requests from ${origin ?? 'nowhere'}`, config, async t => {
      const s = await t.open('', options);
      await s.post('40', options);
      await s.get('GET', options);
      await t.request('GET', t.path('EIO=4&transport=abc'), options);
      await t.request('GET', t.path(`${POLLING}&sid=unknown`), options);
      await t.openWebSocket('', options);
    });
    scenario(`1.16 ${config}: preflight from ${origin ?? 'nowhere'}`, config, async t => {
      const asked = [['Access-Control-Request-Method', 'POST'], ['Access-Control-Request-Headers', 'x-asked, x-also']];
      await t.request('OPTIONS', t.path(POLLING), { headers: [...(options.headers ?? []), ...asked] });
      await t.request('OPTIONS', t.path(POLLING), { ...options, label: 'preflight that asks for nothing' });
      await t.request('OPTIONS', t.path(`${POLLING}&sid=unknown`), { ...options, label: 'preflight with an unknown sid' });
    });
  }
}

scenario('1.16 preflightContinue hands the preflight on', 'cors-continue', async t => {
  await t.request('OPTIONS', t.path(POLLING), from('https://a.example', ['Access-Control-Request-Method', 'POST']));
  const s = await t.open('', from('https://a.example'));
  await s.request('OPTIONS', from('https://a.example'));
});

scenario('1.16 a preflight of a living session harms nothing', 'cors-fixed', async t => {
  const s = await (await t.open()).join();
  await s.request('OPTIONS', from('https://a.example'));
  await s.post('42["echo",1]');
  await s.packets(1);
});

// 1.17 Compression

const big = `42["echo","${'abc'.repeat(500)}"]`;
const accept = encoding => ({ headers: [['Accept-Encoding', encoding]] });

for (const encoding of ['gzip', 'deflate', 'gzip, deflate', 'deflate, gzip', 'gzip;q=0.5, deflate;q=0.8', '*', 'br', 'gzip, deflate, br', 'identity', 'gzip;q=0', '', 'GZIP', 'deflate;q=0, *', 'identity;q=1, gzip;q=0.1']) {
  scenario(`1.17 a large answer with Accept-Encoding "${encoding}"`, 'default', async t => {
    const s = await (await t.open()).join();
    await s.post(big, { label: 'POST' });
    await s.get('GET', accept(encoding));
  });
}

scenario('1.17 no Accept-Encoding, no compression', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(big, { label: 'POST' });
  await s.get();
});

scenario('1.17 a small answer is not compressed', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["echo",1]');
  await s.get('GET', accept('gzip'));
});

// The answer is 42["echo","…"]: 13 bytes around the text.
for (const bytes of [1023, 1024]) {
  scenario(`1.17 the threshold: ${bytes} bytes`, 'default', async t => {
    const s = await (await t.open()).join();
    await s.post(`42["echo","${'x'.repeat(bytes - 13)}"]`, { label: 'POST' });
    await s.get('GET', accept('gzip'));
  });
}

scenario('1.17 a packet may ask not to be compressed', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post(`42["compress",false,"echo","${'x'.repeat(2000)}"]`, { label: 'POST without compression' });
  await s.get('GET', accept('gzip'));
  await s.post(`42["compress",true,"echo","${'x'.repeat(2000)}"]`, { label: 'POST with compression' });
  await s.get('GET', accept('gzip'));
});

scenario('1.17 POST answers and errors are never compressed', 'default', async t => {
  const s = await (await t.open()).join();
  await s.post('42["echo",1]', accept('gzip'));
  await t.request('GET', t.path('EIO=4&transport=abc'), accept('gzip'));
});

scenario('1.17 compression may be switched off', 'no-compression', async t => {
  const s = await (await t.open()).join();
  await s.post(big, { label: 'POST' });
  await s.get('GET', accept('gzip'));
});

// 3.10 The browser client

for (const file of ['socket.io.js', 'socket.io.min.js', 'socket.io.esm.min.js', 'socket.io.msgpack.min.js']) {
  for (const name of [file, `${file}.map`]) {
    scenario(`3.10 ${name} is served`, 'default', async t => {
      const first = await t.request('GET', `/socket.io/${name}`);
      const etag = first.headers.find(([key]) => key === 'etag')?.[1];
      await t.request('GET', `/socket.io/${name}?v=1`, { headers: [['If-None-Match', etag]], label: 'the same again' });
      await t.request('GET', `/socket.io/${name}`, { headers: [['If-None-Match', `W/${etag}`]], label: 'with a weak tag' });
      await t.request('GET', `/socket.io/${name}`, { headers: [['If-None-Match', '"other"']], label: 'with another tag' });
      await t.request('HEAD', `/socket.io/${name}`, { label: 'HEAD' });
    });
  }
}

for (const encoding of ['gzip', 'deflate', 'br', 'gzip,br,deflate', 'br;q=0.1, gzip;q=0.9', 'identity']) {
  scenario(`3.10 the client with Accept-Encoding "${encoding}"`, 'default', async t => {
    await t.request('GET', '/socket.io/socket.io.min.js', accept(encoding));
  });
}

scenario('3.10 unknown files are engine requests', 'default', async t => {
  for (const name of ['other.js', 'socket.io.esm.js', 'socket.io.msgpack.js', 'socket.io.esm.js.map', 'socket.io.min.js.gz', 'socket.io.min.js/']) {
    await t.request('GET', `/socket.io/${name}`);
  }
  await t.request('GET', '/socket.io/deep/socket.io.js');
});

scenario('3.10 the client may be switched off', 'no-client', async t => {
  await t.request('GET', '/socket.io/socket.io.js');
});

scenario('3.10 CORS headers come with the client', 'cors-client', async t => {
  await t.request('GET', '/socket.io/socket.io.min.js', from('https://a.example'));
});

scenario('3.10 any method gets the client, but for a preflight', 'cors-client', async t => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    await t.request(method, '/socket.io/socket.io.min.js', { ...from('https://a.example'), label: method });
  }
});
