// The texts on a phone's screen, as bubbles.

import { element } from "./element.js";
import { money } from "./money.js";
import { clock, day } from "./times.js";

const COMING = new Set(["accepted", "queued", "sending"]);
const LOST = new Set(["undelivered", "failed", "canceled"]);

function fate(text) {
  if (text.direction === "out") return "sent";
  if (COMING.has(text.status)) return "on its way";
  if (LOST.has(text.status)) {
    return (text.status === "canceled" ? "canceled" : "not delivered") +
      (text.error_code ? ` (${text.error_code})` : "");
  }
  return text.status;
}

function bubble(text) {
  const item = element("li", `bubble ${text.direction}`);
  if (COMING.has(text.status)) item.classList.add("coming");
  if (LOST.has(text.status)) item.classList.add("lost");
  item.append(element("span", "hidden", text.direction === "in" ? "Received: " : "You: "));
  item.append(element("p", "", text.body || "(no text)"));
  const parts = text.segments === 1 ? "1 segment" : `${text.segments} segments`;
  const told = text.encoding === "UCS-2" ? `${parts}, UCS-2` : parts;
  const foot = element("small", "", `${clock(text.at)} · ${told} ${money(text.cost)} · `);
  foot.append(element("span", "fate", fate(text)));
  item.append(foot);
  return item;
}

export function drawThread(list, texts) {
  const items = [];
  let last = "";
  for (const text of texts) {
    const today = day(text.at);
    if (today !== last) items.push(element("li", "day", today));
    last = today;
    items.push(bubble(text));
  }
  if (!items.length) items.push(element("li", "empty", "No texts yet"));
  list.replaceChildren(...items);
  list.scrollTop = list.scrollHeight;
}
