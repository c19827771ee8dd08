// One phone on the page.

import { costOf, drawHeard, live, rings, stateOf } from "./call.js";
import { element } from "./element.js";
import { money } from "./money.js";
import { drawThread } from "./thread.js";

const KEYS = [
  ["1", ""], ["2", "abc"], ["3", "def"], ["4", "ghi"], ["5", "jkl"], ["6", "mno"],
  ["7", "pqrs"], ["8", "tuv"], ["9", "wxyz"], ["*", ""], ["0", "+"], ["#", ""],
];
const SPOKEN = { "*": "star", "#": "hash" };
const LINGER = 4000;
// What a carrier shows of a caller who hides their number: "anonymous" on the keys of a phone.
const ANONYMOUS = "+266696687";

export class Phone {
  constructor(number, act, service) {
    this.number = number;
    this.act = act;
    this.service = service;
    this.drawn = {};
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.root.querySelector(selector);
    this.name();
    this.keys();
    this.listen();
  }

  name() {
    const id = `owner-${this.number.slice(1)}`;
    this.find("h2").id = id;
    this.root.setAttribute("aria-labelledby", id);
    this.root.tabIndex = -1;
    this.find(".write label").htmlFor = this.find(".write input").id = `text-${id}`;
    this.find(".talk label").htmlFor = this.find(".talk input").id = `say-${id}`;
    this.find(".number").textContent = this.number;
  }

  keys() {
    for (const [key, letters] of KEYS) {
      const button = element("button", "key", key);
      button.type = "button";
      button.setAttribute("aria-label", SPOKEN[key] || key);
      if (letters) button.append(element("small", "", letters));
      button.addEventListener("click", () => this.act(this, "keys", { keys: key }));
      this.find(".pad").append(button);
    }
  }

  // What is written in a form is sent as `name` when it is submitted.
  takes(form, act, name) {
    const input = form.querySelector("input");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!input.value.trim()) return;
      this.act(this, act, { [name]: input.value });
      input.value = "";
    });
  }

  places(act) {
    this.act(this, act, { shows: this.find(".hide input").checked ? ANONYMOUS : null });
  }

  listen() {
    this.takes(this.find(".write"), "text", "body");
    this.takes(this.find(".talk"), "speak", "words");
    this.find(".green").addEventListener("click", () => {
      if (rings(this.call)) this.act(this, "answer");
      else this.places("call");
      this.root.focus(); // the button cannot be pressed in a call; the keys of the keyboard can
    });
    this.find(".once").addEventListener("click", () => this.places("ring-and-hang-up"));
    this.find(".red").addEventListener("click", () => this.act(this, rings(this.call) ? "decline" : "hang-up"));
    for (const button of this.root.querySelectorAll("[data-act]")) {
      button.addEventListener("click", () => this.act(this, button.dataset.act));
    }
    const mode = this.find(".mode select");
    const code = this.find(".code select");
    const set = () => this.act(this, "mode", { mode: mode.value, code: Number(code.value) || null });
    mode.addEventListener("change", set);
    code.addEventListener("change", set);
    this.root.addEventListener("keydown", (event) => this.type(event));
  }

  // The keys of the keyboard press the phone's keys while a call is on.
  type(event) {
    const writing = event.target.closest("input:not([type=checkbox]), select");
    const key = KEYS.some(([each]) => each === event.key);
    if (writing || !key || this.call?.status !== "in-progress") return;
    event.preventDefault();
    this.act(this, "keys", { keys: event.key });
  }

  // Draws a part only when what it shows has changed, so that focus and scrolling stay.
  part(name, value, draw) {
    const now = JSON.stringify(value);
    if (this.drawn[name] === now) return;
    this.drawn[name] = now;
    draw();
  }

  draw(handset) {
    this.call = handset.call;
    this.part("who", [handset.owner, handset.role], () => this.drawOwner(handset));
    this.part("mode", [handset.mode, handset.code], () => this.drawMode(handset));
    this.part("cost", [handset.segments, handset.minutes, handset.cost], () => this.drawCost(handset));
    this.part("thread", handset.thread, () => drawThread(this.find(".thread"), handset.thread));
    this.drawCall(handset.call);
  }

  drawOwner(handset) {
    const owner = handset.owner || handset.number;
    this.find(".owner").textContent = owner;
    this.find(".role").textContent = handset.role && `· ${handset.role}`;
    this.root.dataset.role = handset.role;
    this.find(".thread").setAttribute("aria-label", `Texts on ${owner}'s phone`);
    this.find(".write label").textContent = `Write a text on ${owner}'s phone`;
    this.find(".talk label").textContent = `Say something on ${owner}'s phone`;
    this.find(".hide input").setAttribute("aria-label", `Hide ${owner}'s number in calls`);
  }

  drawMode(handset) {
    const mode = this.find(".mode select");
    const code = this.find(".code select");
    mode.value = handset.mode;
    if (![...code.options].some((each) => Number(each.value) === handset.code)) {
      code.add(new Option(String(handset.code)));
    }
    code.value = String(handset.code);
    this.find(".code").hidden = handset.mode !== "undeliverable";
    const badge = this.find(".mode-badge");
    badge.hidden = handset.mode === "normal";
    badge.textContent = mode.selectedOptions[0]?.textContent ?? handset.mode;
  }

  drawCost(handset) {
    const cost = this.find(".cost");
    cost.textContent = money(handset.cost);
    cost.title = `About: ${handset.segments} segments, ${handset.minutes} minutes`;
  }

  drawCall(call) {
    // A call that came and went between two looks is shown as over, too.
    if (live(call) || (this.sid !== undefined && call && call.sid !== this.sid)) this.last = call.sid;
    this.sid = call ? call.sid : null;
    const over = Boolean(call) && !live(call) && this.last === call.sid;
    if (over && this.lingers !== call.sid) {
      this.lingers = call.sid;
      setTimeout(() => { this.last = null; this.drawCall(this.call); }, LINGER);
    }
    this.part("call", [call, over], () => this.drawScreen(call, over));
  }

  drawScreen(call, over) {
    const on = live(call);
    const ringing = rings(call);
    const talking = on && call.status === "in-progress";
    this.root.classList.toggle("ringing", ringing);
    this.root.classList.toggle("calling", on && !ringing);
    this.root.classList.toggle("bridged", talking && Boolean(call.bridged_to));
    this.find(".call").hidden = !(on || over);
    this.find(".thread").hidden = this.find(".write").hidden = on || over;
    if (on || over) {
      this.find(".call-state").textContent = stateOf(call);
      this.find(".call-who").textContent = over ? costOf(call) : call.other || this.service;
      this.find(".rings").hidden = !(on && call.status === "ringing");
      this.find(".heard").hidden = on && call.status === "ringing";
      drawHeard(this.find(".heard"), call);
    } else this.find(".thread").scrollTop = this.find(".thread").scrollHeight;
    const waits = talking && (call.waiting_for_key || call.recording);
    this.find("[data-act=let-ring]").hidden = !ringing;
    this.find("[data-act=keep-silent]").hidden = !waits;
    this.find("[data-act=keep-silent]").textContent = call?.recording ? "Say no more" : "Press nothing";
    this.find(".talk").hidden = !talking;
    this.drawKeys(on, ringing, talking);
    this.find(".pad").classList.toggle("awaited", talking && call.waiting_for_key);
  }

  drawKeys(on, ringing, talking) {
    this.find(".green span").textContent = ringing ? "Answer" : "Call";
    this.find(".green").setAttribute("aria-label", ringing ? "Answer" : "Call the service");
    this.find(".green").disabled = on && !ringing;
    this.find(".once").disabled = on;
    this.find(".once").hidden = ringing;
    this.find(".red span").textContent = ringing ? "Decline" : "End";
    this.find(".red").setAttribute("aria-label", ringing ? "Decline" : "Hang up");
    this.find(".red").disabled = !on;
    for (const key of this.root.querySelectorAll(".key")) key.disabled = !talking;
  }
}
