// Where our server may differ from the reference, and why. Each entry must be needed: one that no difference uses fails the test.
// `scenario` is a name or a pattern; `at` the label of the record, without its number, or a pattern; `path` the member that differs.
// `websocket` limits it to one carrier of WebSocket, 'endpoint' or 'upgrade'; `container` to 'tomcat' or 'wildfly'. With `reference` and `ours` the two values must be these; without, any difference there is allowed.
// `raced` marks a difference that depends on what comes first, so it need not show in each run.
export const deviations = [
  {
    // Jakarta WebSocket cannot send a close frame without a code; clients treat 1000 and none alike.
    websocket: 'endpoint',
    scenario: /./,
    path: 'close',
    reference: 1005,
    ours: 1000,
  },
  {
    // The container reads the frames: it ends the WebSocket itself after a violation of RFC 6455, with a code and a reason of its own or not at all,
    // and tells us no more than that it is closed. It also words the answer to an offer of compression in its own way.
    websocket: 'endpoint',
    scenario:
      /^1\.11 (violation: .*|a close frame with .* is answered|a compressed message.*|(invalid UTF-8|an unmasked frame|a reserved bit|an unknown opcode|a continuation of nothing|a fragmented control frame) ends the WebSocket)$/,
  },
  {
    // Tomcat's Jakarta WebSocket sends a text of more than 8 KiB in several frames.
    websocket: 'endpoint',
    container: 'tomcat',
    scenario: '1.11 a long text is one frame',
    at: 'whole',
    path: 'value',
    reference: true,
    ours: false,
  },
  {
    // No servlet container tells us that the client has left a waiting poll: the next poll overlaps with it and so ends the session.
    scenario: '1.8 a poll that the client gives up ends the session',
    at: 'next GET',
  },
  {
    // A request whose body is being read cannot be cut from outside; the close is told to the next poll instead.
    scenario: '1.10 a close by the server cuts a POST that is under way',
    at: 'GET of the close',
  },
  {
    // The reference fails inside its decoder; what its error says is an accident.
    scenario: '1.7 an empty message',
    path: 'notes.1',
    reference: "error Cannot read properties of undefined (reading 'base64')",
  },
  {
    // The reference refuses an upgrade past its HTTP server and so forgets the headers of the middlewares. They do no harm.
    scenario: /^1\.(4 a failing middleware refuses an upgrade|4 a middleware: throw|5\.7 allowRequest refuses an upgrade with 400)$/,
    path: /^headers\.x-(middleware|second)$/,
    reference: undefined,
  },
  {
    // Tomcat cannot upgrade a request that has become asynchronous: with us the upgrade comes before a decision that completes later.
    scenario: /^1\.4 a middleware: later(-fail)?$/,
    at: /^WebSocket/,
  },
  {
    // A servlet is mapped to a path and what is below it, not to all paths that begin with a text.
    scenario: '1.2 without the slash, the path is the beginning of a name',
    reference: 200,
    ours: 404,
  },
  {
    // The containers speak RFC 6455 only, which is version 13.
    scenario: '1.5 a broken WebSocket handshake gets no WebSocket: version 8',
  },
  {
    // Undertow adds headers of a draft of WebSocket to the 101.
    container: 'wildfly',
    websocket: 'endpoint',
    scenario: '1.5 the headers of a WebSocket handshake',
    at: 'other headers',
  },
  {
    // The reference waits no more for a pong when the session is upgraded, so a client that is gone is never noticed.
    scenario: '1.13 a pong that is due during the upgrade',
    at: 'silence',
  },
  {
    // Our API has one value for a refusal without a message, the empty text.
    scenario: /^1\.5\.7 allowRequest/,
    path: /^notes\.\d$/,
    reference: 'connection_error 4 Forbidden {"message":null}',
    ours: 'connection_error 4 Forbidden {"message":""}',
  },
  {
    // The reference upgrades first and refuses afterwards, in bytes that are no WebSocket frame. We refuse before the upgrade.
    scenario: /^1\.5\.(8 a WebSocket of another version ends up closed|9 a failing id generator ends a WebSocket)$/,
  },
  {
    // The reference keeps a connection that has left its last namespace for ever; we close it after the connect timeout.
    scenario: /^2\.4 one joined namespace is enough/,
  },
  {
    // In the reference an exception of a listener is uncaught, and the acknowledgement never comes. With us the client is told {"error":"internal error"}.
    scenario: '3.4 a listener that throws and owes an acknowledgement',
    at: 'after the throw',
  },
  {
    // In the reference an exception of a matcher counts as a packet that cannot be decoded. With us only the one namespace is refused.
    scenario: /^3\.3 a function that throws /,
    at: 'after the throw',
    path: /^(packets\.0|data)$/,
    ours: '44/thrown-<tag>,{"message":"Invalid namespace"}',
  },
  {
    // The same: the end of the connection in the reference, where we have sent a packet.
    scenario: /^3\.3 a function that throws /,
    at: 'after the throw',
    path: /^(packets\.1|close|reason|opcode|rsv|masked)$/,
  },
  {
    // The reference makes a child even if the client that asked for it is gone by the time the parent answers.
    scenario: /^3\.3 (an event behind CONNECT while a parent thinks|cleanup: nothing is left of a child whose client is gone before the parent has answered) /,
    at: 'namespaces',
    path: /^(packets\.0|data)$/,
    ours: '439[[],[]]',
  },
  {
    // In the reference the client has two sockets in one namespace; with us the first CONNECT reserves the namespace and the second is a violation.
    scenario: /^3\.3 a second CONNECT while a parent thinks /,
    at: 'count',
    path: /^(packets\.0|data)$/,
    reference: '43/asked-<tag>,1[3]',
    ours: '43/asked-<tag>,1[1]',
  },
  {
    // A broadcast with acknowledgement of a parent asks nobody in the reference; with us, the clients of all children.
    scenario: /^3\.3 a parent asks the clients of its children /,
    at: 'answers',
    path: /^(packets\.0|data)$/,
    reference: '435[null,[]]',
    ours: '435["operation has timed out",[]]',
  },
  {
    // The reference removes a child when a client is refused, though another is still connecting, which then joins a namespace that nobody else can reach.
    scenario: /^3\.3 cleanup: a child stays for a client that is still connecting when another is refused /,
    at: 'namespaces',
    path: /^(packets\.0|data)$/,
    reference: '439[[],["/pattern-<tag>"]]',
    ours: '439[["/pattern-<tag> of pattern"],["/pattern-<tag>"]]',
  },
  {
    // The same: whether the two clients are together.
    scenario: /^3\.3 cleanup: a child stays for a client that is still connecting when another is refused /,
    at: 'count',
    path: /^(packets\.0|data)$/,
    reference: '43/pattern-<tag>,1[1]',
    ours: '43/pattern-<tag>,1[2]',
  },
  {
    // The reference stops the timer of a protocol-3 session when it is upgraded, so a client that is gone is never noticed. We start it again.
    scenario: '1.18 protocol 3: silence after an upgrade',
    at: 'silence',
    path: /^(silent|close|reason)$/,
  },
  {
    // A script that a browser takes for a page must hold no tags. For JavaScript the two strings are the same.
    scenario: /^1\.18 JSONP with EIO=[34]: tags in a payload$/,
    at: 'GET',
    path: 'body',
  },
  {
    // The reference puts its binary payload into the script as an object that no client reads. We use base64.
    scenario: '1.18 JSONP with EIO=3: bytes for a client that has not asked for base64',
    at: 'GET',
    path: 'body',
  },
  {
    // The reference keeps a session that it has restored, so that a copy of the private id makes a second socket with the same id. With us it restores once.
    scenario: /^3\.8 a session restores once/,
    at: /the copy/,
  },
  {
    // The reference reads lengths as JavaScript does, and takes what there is of a binary packet. With us digits are digits, and packets are whole.
    scenario:
      /^1\.18 protocol 3: (a length as JavaScript reads it: (a power|a space before the length|a plus sign|a hexadecimal length|a fraction of nothing)|a binary packet that is shorter than its length|a binary payload (that ends within a text|of nothing))$/,
    at: /^(ping|what there is)$/,
  },
  {
    // The reference ignores bytes of a type that it does not know. With us they are a parse error, as text of an unknown type is.
    scenario: /^1\.18 protocol 3: (a binary payload of an unknown kind|base64 of another type than a message|a binary frame without a known type|an empty binary frame)$/,
    at: /^(ping|what there is|what follows)$/,
  },
  {
    // The reference takes names of namespaces of protocol 3 for paths of URLs. With us they are what was sent, so that filters see what is joined.
    scenario: '2.9 protocol 3: namespaces are as they were sent',
    at: 'a path with dots',
    path: 'data',
  },
  {
    // With recovery, what middleware emits is lost in the reference. With us it is sent, as without.
    scenario: /^3\.8 what middleware emits has no offset /,
    at: 'the first packet',
  },
  {
    // The protocol asks for a payload, for digits in the head of a packet, and for attachments that are there; and what clients name or nest has limits.
    scenario: /^2\.(2|4) stricter: /,
    at: 'the next event',
    reference: true,
    ours: false,
  },
  {
    // Nobody has been admitted yet, so nothing large is taken.
    scenario: /^2\.4 stricter: a CONNECT of more than 64 KiB /,
    at: /^(large POST|joined)$/,
  },
  {
    // In the reference the client has two sockets in one namespace; with us the first CONNECT reserves the namespace and the second is a violation.
    // When the first has been answered before the second is read, there is no difference.
    scenario: '2.3 stricter: two CONNECT at once',
    raced: true,
    at: /^(CONNECT|the second)$/,
  },
];
