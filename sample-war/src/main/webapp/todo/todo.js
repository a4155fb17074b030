import {ask, connect} from "../assets/connection.js";
import {byId, giveBack, plain, takeText} from "../assets/dom.js";

const socket = connect("/todo");
const list = byId("todos");
/** The items on the page by id, so that an unchanged todo keeps its element and its focus. */
const items = new Map();
/** Whether the first list has come; what comes later is shown as new. */
let loaded = false;

socket.on("connect", () => socket.emit("todo:get"));

socket.on("connect_error", (error) => {
  if (!socket.active) complain(`The list cannot be shown: ${plain(error.message, 300)}.`);
});

// Oldest first, so what is new belongs at the end.
socket.on("todos", (todos) => {
  const wanted = new Set(todos.map(({id}) => id));
  for (const [id, item] of items) {
    if (!wanted.has(id)) drop(id, item);
  }
  for (const {id, title} of todos) {
    if (!items.has(id)) items.set(id, list.appendChild(todoItem(id, plain(title))));
  }
  loaded = true;
  byId("count").textContent = todos.length === 1 ? "1 todo" : `${todos.length} todos`;
  byId("todos").hidden = todos.length === 0;
  byId("empty").hidden = todos.length !== 0;
});

byId("add-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const title = takeText(byId("title"));
  if (!title) return;
  complain("");
  const answer = await ask(socket, "todo:add", title);
  if (answer.status === "OK") return;
  complain(`“${title}” was not added: ${answer.error}.`);
  giveBack(byId("title"), title);
});

async function remove(id, title) {
  complain("");
  const answer = await ask(socket, "todo:remove", id);
  if (answer.status !== "OK") complain(`“${title}” was not removed: ${answer.error}.`);
}

function todoItem(id, title) {
  const item = byId("todo-item").content.firstElementChild.cloneNode(true);
  item.dataset.id = id;
  item.classList.toggle("new", loaded);
  item.querySelector(".todo-title").textContent = title;
  const button = item.querySelector("button");
  button.setAttribute("aria-label", `Remove ${title}`);
  button.addEventListener("click", () => remove(id, title));
  return item;
}

/** Takes an item away; the focus, if it was there, goes to the neighbour or to the input. */
function drop(id, item) {
  const hadFocus = item.contains(document.activeElement);
  const neighbour = item.nextElementSibling ?? item.previousElementSibling;
  items.delete(id);
  item.remove();
  if (hadFocus) (neighbour?.querySelector("button") ?? byId("title")).focus();
}

function complain(text) {
  byId("problem").textContent = text;
}
