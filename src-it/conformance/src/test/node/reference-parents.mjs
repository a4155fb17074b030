// The dynamic namespaces of the reference server, the same as in Parents.java: whatever is changed here must be changed there.

/** The parents of one server, by key, and what has been announced; sockets of the namespace / may ask for both and add parents of their own. */
export class Parents {
  #io;
  #everywhere;
  #byKey = new Map();
  #announced = [];

  /** @param everywhere adds the listeners that all namespaces have */
  constructor(io, everywhere) {
    this.#io = io;
    this.#everywhere = everywhere;
  }

  start() {
    this.#io.on('new_namespace', namespace => this.#onNew(namespace));
    this.#add('asked', (name, auth, next) => {
      if (!name.startsWith('/asked-')) return next(null, false);
      setTimeout(() => next(null, auth.token === '123'), auth.think ?? 50);
    });
    this.#add('refusing', (name, auth, next) => {
      if (name.startsWith('/refused-')) next(new Error('refused by a parent'), true);
      else next(null, false);
    });
    this.#add('throwing', (name, auth, next) => {
      if (name.startsWith('/thrown-')) throw new Error('thrown by a parent');
      next(null, false);
    });
    this.#add('pattern', /^\/(?:refused-)?pattern-/);
    this.#io.of('/').on('connection', socket => this.#converse(socket));
  }

  #onNew(namespace) {
    this.#announced.push(namespace.name);
    if (!namespace.name.includes('-introduced-')) return;
    namespace.use((socket, next) => {
      socket.data.introduced = `after ${socket.data.by}`;
      next();
    });
    namespace.on('connection', socket => socket.emit('greeting', 'introduced'));
  }

  #add(key, nameOrMatcher) {
    const parent = this.#io.of(nameOrMatcher);
    this.#byKey.set(key, parent);
    parent.use((socket, next) => {
      const { refuse, pause } = socket.handshake.auth;
      socket.data.by = key;
      socket.join(`room of ${key}`);
      const answer = refuse && Object.assign(new Error(`refused by ${key}`), { data: { code: 'P1' } });
      if (pause) setTimeout(() => next(answer), pause);
      else next(answer);
    });
    parent.on('connection', socket => socket.emit('greeting', key));
    this.#everywhere(parent);
  }

  #extend(key) {
    const parent = this.#byKey.get(key);
    parent.use((socket, next) => {
      socket.data.extended = true;
      next();
    });
    parent.on('connection', socket => socket.emit('greeting', `${key}, extended`));
  }

  #converse(socket) {
    socket.on('parent-add', (key, prefix, ack) => {
      this.#add(key, new RegExp(`^${prefix}`));
      ack();
    });
    socket.on('parent-extend', (key, ack) => {
      this.#extend(key);
      ack();
    });
    socket.on('make', (name, ack) => {
      this.#io.of(name);
      ack();
    });
    socket.on('parent-emit', (key, ...args) => this.#byKey.get(key).emit(...args));
    socket.on('parent-to', (key, room, ...args) => this.#byKey.get(key).to(room).emit(...args));
    socket.on('parent-except', (key, room, ...args) => this.#byKey.get(key).except(room).emit(...args));
    socket.on('parent-ask', (key, ms, ack) =>
      this.#byKey.get(key).timeout(ms).emit('question', (error, answers) => ack(error ? error.message : null, answers)));
    socket.on('parent-fetch', (key, ack) => {
      try {
        this.#byKey.get(key).fetchSockets();
      } catch (error) {
        ack(error.message);
      }
    });
    socket.on('namespaces', (part, ack) => ack(this.#existing(part), this.#announced.filter(name => name.includes(part))));
  }

  /** The children with this text in their names, with the keys of their parents. */
  #existing(part) {
    return [...this.#byKey]
      .flatMap(([key, parent]) => [...parent.children].map(child => `${child.name} of ${key}`))
      .filter(text => text.includes(part))
      .sort();
  }
}
