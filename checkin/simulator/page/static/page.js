// Asks once a second for all there is to draw, and draws what has changed.

import { Voice } from "./call.js";
import { drawFailures, drawFaults, setFaultsWith } from "./carrier.js";
import { ask, tell } from "./control.js";
import { money, useCurrency } from "./money.js";
import { Phone } from "./phone.js";
import { clock, date, useZone } from "./times.js";

const EVERY = 1000;
const shelf = document.getElementById("phones");
const notice = document.getElementById("notice");
const phones = new Map();
const voice = new Voice();
let away = false;

function say(words, bad = false) {
  notice.textContent = words;
  notice.classList.toggle("bad", bad);
}

function draw(state) {
  useZone(state.time_zone);
  useCurrency(state.currency);
  document.getElementById("cost").textContent = `about ${money(state.cost)} so far`;
  document.getElementById("zone").textContent = state.time_zone;
  document.getElementById("now").textContent = clock(state.now);
  document.getElementById("now").dateTime = state.now;
  document.getElementById("date").textContent = date(state.now);
  document.getElementById("jumps").hidden = !state.jumps;
  for (const handset of state.handsets) {
    let phone = phones.get(handset.number);
    if (!phone) {
      phone = new Phone(handset.number, act, shelf.dataset.service);
      phones.set(handset.number, phone);
      shelf.append(phone.root);
    }
    phone.draw(handset);
    if (handset.call) voice.follow(handset.call);
  }
  drawFailures(state.failures);
  drawFaults(state);
}

async function refresh() {
  try {
    draw(await ask("/state"));
    if (away) say("");
    away = false;
  } catch (error) {
    away = true;
    say(`The simulator does not answer. ${error.message}`, true);
  }
}

async function attempt(deed, done = "") {
  try {
    await deed();
    say(done);
  } catch (error) {
    say(error.message, true);
  }
  await refresh();
}

function act(phone, what, value) {
  return attempt(() => tell(`/handsets/${encodeURIComponent(phone.number)}/${what}`, value));
}

for (const button of document.querySelectorAll("[data-jump]")) {
  button.addEventListener("click", () =>
    attempt(() => tell("/clock", { to: button.dataset.jump })));
}
document.getElementById("aloud").addEventListener("change", (event) => {
  voice.on = event.target.checked;
  if (!voice.on && "speechSynthesis" in window) speechSynthesis.cancel();
});
setFaultsWith(attempt);

async function run() {
  await refresh();
  setTimeout(run, EVERY);
}
run();
