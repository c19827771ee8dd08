// The call screen: who calls, what is said, which keys were pressed.

import { element } from "./element.js";
import { money } from "./money.js";

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
  if (ENDS[call.status]) return ENDS[call.status];
  if (call.bridged_to) return "In conversation";
  if (call.recording) return "Recording: speak now";
  if (call.waiting_for_speech) return "Press a key or speak";
  return call.waiting_for_key ? "Press a key" : "In a call";
}

export function costOf(call) {
  const charged = call.minutes === 1 ? "1 minute" : `${call.minutes} minutes`;
  return call.minutes ? `${charged} · ${money(call.cost)}` : "nothing charged";
}

// How a line is drawn, and what is read out before it.
function manner(said) {
  const other = said.who === "other";
  if (said.kind === "key") return ["pressed", other ? "They pressed " : "You pressed "];
  if (said.kind === "speech") return ["speech", other ? "They say " : "You say "];
  return [said.kind, said.kind === "play" ? "Recording " : ""];
}

const fileOf = (url) => decodeURIComponent(url.split(/[?#]/)[0].split("/").pop()) || url;

function line(said) {
  const [look, before] = manner(said);
  const item = element("li", `line ${look} ${said.who}`);
  if (before) item.append(element("span", "hidden", before));
  const words = element("span", "", said.kind === "play" ? `♪ ${fileOf(said.text)}` : said.text);
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
