// The call screen: who calls, what is said, which keys were pressed.

import { element } from "./element.js";

const ENDS = {
  completed: "Call ended",
  busy: "Line busy",
  "no-answer": "Not answered",
  failed: "Call failed",
  canceled: "Call canceled",
};

export const live = (call) => Boolean(call) && ["ringing", "in-progress"].includes(call.status);
export const rings = (call) => live(call) && call.status === "ringing" && call.direction === "in";

export function stateOf(call) {
  if (rings(call)) return "Incoming call";
  if (call.status === "ringing") return "Calling…";
  return ENDS[call.status] || (call.waiting_for_key ? "Press a key" : "In a call");
}

function line(said) {
  const item = element("li", `line ${said.kind === "key" ? "pressed" : said.kind} ${said.who}`);
  if (said.kind === "key") item.append(element("span", "hidden", "You pressed "));
  if (said.kind === "play") item.append(element("span", "hidden", "Recording "));
  const shown = said.kind === "play" ? `♪ ${said.text.split("/").pop()}` : said.text;
  const words = element("span", "", shown);
  if (said.language) words.lang = said.language;
  item.append(words);
  return item;
}

export function drawHeard(list, call) {
  list.replaceChildren(...call.transcript.map(line));
  list.scrollTop = list.scrollHeight;
}

export class Voice {
  // Speaks what is new in each call, once `on` is true.
  constructor() {
    this.on = false;
    this.heard = new Map();
  }

  follow(call) {
    const from = this.heard.get(call.sid) ?? 0;
    this.heard.set(call.sid, call.transcript.length);
    if (!this.on || !("speechSynthesis" in window)) return;
    const fresh = call.transcript.slice(from);
    if (!live(call) || fresh.some((said) => said.kind === "key")) speechSynthesis.cancel();
    for (const said of fresh) {
      if (said.kind !== "say") continue;
      const words = new SpeechSynthesisUtterance(said.text);
      words.lang = said.language;
      speechSynthesis.speak(words);
    }
  }
}
