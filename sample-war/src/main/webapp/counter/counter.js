import {ask, connect} from "../assets/connection.js";
import {byId, element} from "../assets/dom.js";

const MAX_SHOWN = 8;
const clock = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit", second: "2-digit"});

const socket = connect("/counter");
let counter = 0;

socket.on("connect", () => log("note", "connect", `socket ${socket.id}`));
socket.on("disconnect", (reason) => log("note", "disconnect", reason));

socket.on("hello", (number) => {
  beat(byId("hello"), number);
  log("down", "hello", number);
});

setInterval(async () => {
  if (!socket.connected) return;
  counter++;
  beat(byId("hi"), counter);
  log("up", "hi", JSON.stringify({counter}));
  const answer = await ask(socket, "hi", {counter});
  if (answer.status === "OK") byId("heard").textContent = answer.heard;
}, 1000);

byId("toggle").addEventListener("click", () => (socket.active ? socket.disconnect() : socket.connect()));
for (const event of ["connect", "disconnect", "connect_error"]) {
  socket.on(event, () => (byId("toggle").textContent = socket.active ? "Disconnect" : "Connect"));
}

const chosen = new URLSearchParams(location.search).get("transport") ?? "";
document.querySelector(`.choice a[data-transport="${CSS.escape(chosen)}"]`)?.setAttribute("aria-current", "page");

function beat(number, value) {
  number.textContent = value;
  number.classList.remove("beat");
  requestAnimationFrame(() => number.classList.add("beat"));
}

function log(direction, name, value) {
  const signs = {down: "↓", up: "↑", note: "•"};
  const events = byId("events");
  events.prepend(
    element(
      "li",
      {class: `event ${direction}`, data: {test: "event"}},
      element("time", {text: clock.format(new Date())}),
      element("span", {class: "direction", text: signs[direction]}),
      element("code", {text: name}),
      element("span", {class: "value", text: value}),
    ),
  );
  while (events.childElementCount > MAX_SHOWN) events.lastElementChild.remove();
}
