import {ask, connect} from "../assets/connection.js";
import {byId, element, FollowedEnd, giveBack, plain, takeText} from "../assets/dom.js";
import {avatar, nameTag} from "../assets/people.js";

const MEMORY = 50;

const socket = connect("/history");
const end = new FollowedEnd(byId("log"));

/** My name as soon as the server has taken it; kept over reconnections. */
let username = null;
/** The name that the server was last asked to take. */
let wanted = null;

byId("login-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = byId("username").value.trim();
  if (name) join(name);
});

async function join(name) {
  wanted = name;
  byId("login-problem").textContent = "";
  const answer = await ask(socket, "connecting", {username: name});
  if (answer.status === "OK") return;
  const problem = username === null ? "login-problem" : "problem";
  byId(problem).textContent = `That did not work: ${answer.error}.`;
}

socket.on("connect", () => {
  if (username !== null) join(username);
});

socket.on("connected", ({connectedUserList, messagesList}) => {
  if (username === null) {
    username = wanted;
    byId("login").hidden = true;
    byId("room").hidden = false;
    byId("message").focus();
  }
  showPeople(connectedUserList);
  showMessages(messagesList);
});

socket.on("joined", ({connectedUserList}) => showPeople(connectedUserList));
socket.on("disconnected", ({connectedUserList}) => showPeople(connectedUserList));
socket.on("messageWritten", ({messagesList}) => showMessages(messagesList));

byId("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const message = takeText(byId("message"));
  if (!message) return;
  byId("problem").textContent = "";
  const answer = await ask(socket, "writeMessage", {username, message});
  if (answer.status === "OK") return;
  byId("problem").textContent = `“${message}” was not sent: ${answer.error}.`;
  giveBack(byId("message"), message);
});

function showPeople(list) {
  if (username === null) return;
  const names = list.map((person) => plain(person?.username)).filter(Boolean);
  byId("people-count").textContent = `(${names.length})`;
  byId("people").replaceChildren(
    ...names.map((name) =>
      element(
        "li",
        {class: name === username ? "person me" : "person", data: {test: "person", username: name}},
        avatar(name),
        nameTag(name),
      ),
    ),
  );
}

/** The server sends all that it remembers: what is shown already stays, what was forgotten goes, what is new is added. */
function showMessages(list) {
  if (username === null) return;
  const remembered = list.map((entry) => ({name: plain(entry?.username), message: plain(entry?.message)}));
  const shown = byId("messages");
  const kept = overlap([...shown.children], remembered);
  end.change(() => {
    while (shown.childElementCount > kept) shown.firstElementChild.remove();
    shown.firstElementChild?.classList.remove("follows");
    for (const {name, message} of remembered.slice(kept)) shown.append(messageItem(name, message, shown.lastElementChild));
  });
  byId("beginning").textContent =
    remembered.length === 0 ? "No messages yet. Write the first." : remembered.length < MEMORY ? "The beginning" : `The last ${MEMORY} messages`;
}

/** How many of the last shown items are the first remembered ones. */
function overlap(items, remembered) {
  const same = (item, {name, message}) =>
    item.dataset.username === name && item.querySelector(".bubble").textContent === message;
  for (let length = Math.min(items.length, remembered.length); length > 0; length--) {
    const tail = items.slice(items.length - length);
    if (tail.every((item, index) => same(item, remembered[index]))) return length;
  }
  return 0;
}

function messageItem(name, message, before) {
  const follows = before?.dataset.username === name ? " follows" : "";
  const mine = name === username ? " mine" : "";
  return element(
    "li",
    {class: `message${mine}${follows}`, data: {test: "message", username: name}},
    avatar(name),
    element("div", {class: "byline"}, nameTag(name)),
    element("div", {class: "bubble", text: message, dir: "auto", data: {test: "text"}}),
  );
}
