"""python-socketio, unchanged, in conversation with the server. Arguments: the port of a server, and polling, websocket or upgrade."""
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import socketio
from engineio.payload import Payload

# The client refuses the response to a poll with more packets, 16 unless it is told otherwise.
Payload.max_decode_packets = 10_000

PATIENCE = 10
NUMBERS = 1000

port, mode = sys.argv[1], sys.argv[2]
url = 'http://127.0.0.1:' + port
transports = None if mode == 'upgrade' else [mode]


class Events:
    """The arguments of the events of one name, as they come."""

    def __init__(self, client, name, namespace='/'):
        self.all = []
        self.changed = threading.Condition()
        client.on(name, self.add, namespace=namespace)

    def add(self, *args):
        with self.changed:
            self.all.append(args)
            self.changed.notify_all()

    def wait(self, count=1):
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.all) >= count, PATIENCE):
                raise AssertionError('%d of %d events came' % (len(self.all), count))
            return self.all


def in_order(sio):
    """The client has a thread for each message; the attachments of one could overtake it."""
    messages, start = ThreadPoolExecutor(1), sio.eio.start_background_task

    def start_in_order(target, *args, **kwargs):
        return (messages.submit if target == sio._handle_eio_message else start)(target, *args, **kwargs)

    sio.eio.start_background_task = start_in_order


def client(namespace='/', prepare=None, **options):
    sio = socketio.Client(reconnection=False)
    in_order(sio)
    if prepare:
        prepare(sio)
    sio.connect(url, transports=transports, namespaces=[namespace], wait_timeout=PATIENCE, **options)
    return sio


def same(actual, expected):
    if actual != expected:
        raise AssertionError('expected %r, got %r' % (expected, actual))


def it_speaks_over_the_transport_that_was_asked_for(opened):
    sio = opened(client())
    same(sio.transport(), 'polling' if mode == 'polling' else 'websocket')
    same(sio.call('transport', timeout=PATIENCE), 'polling' if mode == 'polling' else 'websocket')


def events_come_back(opened):
    sio = opened(client())
    echo = Events(sio, 'echo')
    args = ('текст 😀', 1, 2.5, True, None, [1, 'x'], {'a': {'b': [None]}})
    sio.emit('echo', args)
    same(echo.wait()[0], args)


def binary_comes_back(opened):
    sio = opened(client())
    echo = Events(sio, 'echo')
    sio.emit('echo', (b'\x00\x01\xff', {'deep': b'\x07'}))
    same(echo.wait()[0], (b'\x00\x01\xff', {'deep': b'\x07'}))


def acknowledgements_go_both_ways(opened):
    sio = opened(client())
    same(sio.call('message-with-ack', ('x', 2), timeout=PATIENCE), ('x', 2))
    same(sio.call('binary-ack', timeout=PATIENCE), (b'\x01\x02\x03', {'deep': [b'\x04']}))
    sio.on('question', lambda value: ('yes', value))
    answer = Events(sio, 'answer')
    sio.emit('ask', 42)
    same(answer.wait()[0], ('yes', 42))


def namespaces_with_auth(opened):
    sio = opened(client('/admin', auth={'token': '123'}))
    same(sio.call('message-with-ack', 'in', namespace='/admin', timeout=PATIENCE), 'in')
    errors = []
    try:
        opened(client('/admin', lambda refused: errors.append(Events(refused, 'connect_error', '/admin'))))
        raise AssertionError('the client was not refused')
    except socketio.exceptions.ConnectionError:
        same(errors[0].wait()[0], ({'message': 'Not authorized', 'data': {'code': 'E1', 'details': ['a', 1, None]}},))


def rooms_reach_others(opened):
    a = opened(client())
    b = opened(client())
    news = Events(b, 'news')
    b.call('join', 'python ' + mode, timeout=PATIENCE)
    a.emit('to', ('python ' + mode, 'news', 1))
    a.emit('private', (b.get_sid(), 'news', 2))
    same(news.wait(2), [(1,), (2,)])


def numbered_messages_come_once(opened):
    sio = opened(client())
    numbers = Events(sio, 'number')
    sio.emit('numbers-slowly', (NUMBERS, 20), callback=lambda *args: None)
    for number in range(NUMBERS):
        sio.emit('number', number)
    same(numbers.wait(NUMBERS) == [(number,) for number in range(NUMBERS)], True)
    same(sio.call('numbers-seen', timeout=PATIENCE), (NUMBERS, 0))


def the_server_disconnects(opened):
    sio = opened(client())
    ends = Events(sio, 'disconnect')
    sio.emit('leave-me')
    ends.wait()


CHECKS = [
    it_speaks_over_the_transport_that_was_asked_for,
    events_come_back,
    binary_comes_back,
    acknowledgements_go_both_ways,
    namespaces_with_auth,
    rooms_reach_others,
    numbered_messages_come_once,
    the_server_disconnects,
]

for check in CHECKS:
    clients = []

    def keep(sio):
        clients.append(sio)
        return sio

    try:
        check(keep)
        print('ok ' + check.__name__, flush=True)
    finally:
        for each in clients:
            each.disconnect()
