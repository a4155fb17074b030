import {ask, connect} from "../assets/connection.js";
import {byId, element, FollowedEnd, now, plain} from "../assets/dom.js";
import {avatar, coloured, nameTag} from "../assets/people.js";

const TYPING_PAUSE = 1200;
const MAX_SHOWN = 500;

const socket = connect("/");

/** My name as soon as the server has taken it; kept over reconnections. */
let username = null;
/** The name that the server was last asked to take. */
let wanted = null;
/** The server knows my name on this connection. */
let joined = false;

// --- coming in, and coming back

byId("login-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = byId("username").value.trim();
  if (name) join(name);
});

async function join(name) {
  wanted = name;
  byId("login-problem").textContent = "";
  const answer = await ask(socket, "add user", name);
  if (answer.status === "OK") return;
  if (username === null) byId("login-problem").textContent = `That did not work: ${answer.error}.`;
  else note(`Could not join again: ${answer.error}`);
}

socket.on("connect", () => {
  if (username !== null) join(username);
});

socket.on("login", ({users}) => {
  const first = username === null;
  joined = true;
  if (first) enter(wanted);
  note(first ? "Welcome to the chat" : "You are connected again");
  showParticipants(users);
  outbox.flush();
});

function enter(name) {
  username = name;
  byId("me").textContent = name;
  coloured(byId("me"), name).classList.add("name");
  byId("login").hidden = true;
  byId("room").hidden = false;
  byId("message").focus();
}

socket.on("disconnect", () => {
  if (joined) note("Connection lost, trying to come back");
  joined = false;
  typists.clear();
  typing.forget();
});

// --- the others

socket.on("user joined", ({username: name, users}) => {
  note(`${plain(name)} joined`);
  showParticipants(users);
});

socket.on("user left", ({username: name, users}) => {
  note(`${plain(name)} left`);
  showParticipants(users);
  typists.remove(plain(name));
});

socket.on("new message", ({username: name, message}) => {
  typists.remove(plain(name));
  show(messageItem(plain(name), plain(message)));
});

socket.on("announcement", ({text}) => append(announcementItem(plain(text))));

socket.on("typing", ({username: name}) => typists.add(plain(name)));
socket.on("stop typing", ({username: name}) => typists.remove(plain(name)));

const typists = {
  names: new Set(),
  add(name) {
    this.names.add(name);
    this.show();
  },
  remove(name) {
    if (this.names.delete(name)) this.show();
  },
  clear() {
    this.names.clear();
    this.show();
  },
  show() {
    const [first, second] = this.names;
    const line = byId("typing");
    line.replaceChildren();
    if (this.names.size === 0) return;
    if (this.names.size === 1) line.append(nameTag(first), " is typing");
    else if (this.names.size === 2) line.append(nameTag(first), " and ", nameTag(second), " are typing");
    else line.append(`${this.names.size} people are typing`);
    line.append(element("span", {class: "dots", "aria-hidden": "true"}));
  },
};

function showParticipants(users) {
  const count = Number(users);
  byId("participants").textContent = count === 1 ? "1 participant" : `${count} participants`;
}

// --- my messages

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const input = byId("message");
  const message = input.value.trim();
  if (!message) return;
  input.value = "";
  input.focus();
  typing.stop();
  const item = messageItem(username, message, true);
  show(item, true);
  outbox.send(item, message);
});

/** What is written without a connection waits here: the server must know my name first. */
const outbox = {
  waiting: [],
  send(item, message) {
    deliver(item, "waiting", "waiting for the connection…");
    this.waiting.push({item, message});
    this.flush();
  },
  flush() {
    if (!joined) return;
    for (const {item, message} of this.waiting.splice(0)) this.hand(item, message);
  },
  async hand(item, message) {
    deliver(item, "waiting", "sending…");
    const answer = await ask(socket, "new message", message);
    if (answer.status === "OK") {
      deliver(item, "sent", "Sent");
      return;
    }
    const again = element("button", {class: "again", text: "Send again", type: "button", data: {test: "again"}});
    again.addEventListener("click", () => this.send(item, message));
    deliver(item, "failed", `Not sent: ${answer.error}. `, again);
  },
};

function deliver(item, state, text, ...more) {
  item.dataset.delivery = state;
  item.querySelector(".delivery").replaceChildren(text, ...more);
}

const typing = {
  active: false,
  timer: 0,
  touch() {
    if (!joined) return;
    if (!this.active) socket.emit("typing");
    this.active = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stop(), TYPING_PAUSE);
  },
  stop() {
    if (this.active && joined) socket.emit("stop typing");
    this.forget();
  },
  forget() {
    clearTimeout(this.timer);
    this.active = false;
  },
};

byId("message").addEventListener("input", ({target}) => (target.value ? typing.touch() : typing.stop()));

// --- the list

const end = new FollowedEnd(byId("log"));
const list = byId("messages");

function messageItem(name, message, mine = false) {
  const item = element(
    "li",
    {class: mine ? "message mine" : "message", data: {test: "message", username: name}},
    avatar(name),
    element("div", {class: "byline"}, nameTag(name), now()),
    element("div", {class: "bubble", text: message, dir: "auto", data: {test: "text"}}),
  );
  if (mine) item.append(element("div", {class: "delivery", data: {test: "delivery"}}));
  return item;
}

function announcementItem(text) {
  return element(
    "li",
    {class: "announcement", data: {test: "announcement"}},
    element("b", {text: "Announcement"}),
    element("span", {text, dir: "auto", data: {test: "announcement-text"}}),
    now(),
  );
}

function show(item, always = false) {
  const last = list.lastElementChild;
  const sameSender = last?.classList.contains("message") && last.dataset.username === item.dataset.username;
  if (sameSender && last.classList.contains("mine") === item.classList.contains("mine")) item.classList.add("follows");
  append(item, always);
}

function note(text) {
  append(element("li", {class: "note", text, dir: "auto", data: {test: "note"}}));
}

function append(item, always = false) {
  end.change(() => {
    list.append(item);
    if (list.childElementCount > MAX_SHOWN) list.firstElementChild.remove();
  }, always);
}
