// What textual.js leaves open: where the server is, fonts before the first measurement, focus, pasting, and leaving.
"use strict";

const terminal = document.getElementById("terminal");
const has = (name) => document.body.classList.contains(name);

// By the address that the page was opened with, so that a tunnel to another port works.
const socket = new URL("ws", document.baseURI);
socket.protocol = socket.protocol === "https:" ? "wss:" : "ws:";
socket.search = "";
terminal.dataset.sessionWebsocketUrl = socket.href;

const start = window.onload;
window.onload = async (event) => {
  // The terminal measures its cells once, so the font must be there by then.
  await Promise.allSettled([document.fonts.load("16px 'Roboto Mono'"), document.fonts.load("italic 16px 'Roboto Mono'")]);
  start(event);
};

function focusTerminal() {
  document.querySelector(".xterm-helper-textarea")?.focus();
}
window.addEventListener("focus", focusTerminal);

// The app listens once it draws; it must be told then who has the focus.
const drawing = new MutationObserver(() => {
  if (has("-first-byte")) {
    drawing.disconnect();
    focusTerminal();
  }
});
drawing.observe(document.body, { attributeFilter: ["class"] });

// Ctrl+V is left to the browser, which pastes; the terminal would send it on as a key.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.ctrlKey && !event.altKey && !event.metaKey && event.key.toLowerCase() === "v") {
      event.stopPropagation();
    }
  },
  true,
);

// Ctrl+W deletes a word in a prompt, and closes the tab in a browser: ask first.
window.addEventListener("beforeunload", (event) => {
  if (has("-first-byte") && !has("-closed")) {
    event.preventDefault();
  }
});

document.getElementById("again").addEventListener("click", () => window.location.reload());
