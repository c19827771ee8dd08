// What the carrier itself shows: failed webhooks, and the faults that are set.

import { tell } from "./control.js";
import { element } from "./element.js";
import { clock, day } from "./times.js";

const failures = document.getElementById("failures");
const faults = document.getElementById("faults");
const form = faults.querySelector("form");
let state = null;
let listed = "";

export function drawFailures(list) {
  document.getElementById("failure-count").textContent = String(list.length);
  failures.classList.toggle("some", list.length > 0);
  failures.querySelector("table").hidden = !list.length;
  failures.querySelector(".none").hidden = list.length > 0;
  failures.querySelector("tbody").replaceChildren(...[...list].reverse().map((each) => {
    const row = element("tr");
    row.append(element("td", "", `${day(each.at)} ${clock(each.at)}`), element("td", "", String(each.code)));
    row.append(element("td", "", each.message), element("td", "", each.url));
    return row;
  }));
}

function current() {
  const own = state.handsets.find((each) => each.number === form.number.value);
  return (own ? own.faults : state.faults) || {};
}

function show() {
  const set = current();
  for (const name of ["duplicate_webhooks", "reorder_callbacks", "drop_callbacks"]) {
    form[name].checked = Boolean(set[name]);
  }
  form.callback_delay_seconds.value = set.callback_delay_seconds || 0;
  form.create.value = set.create || "";
  form.create_times.value = set.create_times || "";
}

const active = (set) => Boolean(set) && ["duplicate_webhooks", "reorder_callbacks",
  "drop_callbacks", "callback_delay_seconds", "create"].some((name) => set[name]);

export function drawFaults(fresh) {
  const first = state === null;
  state = fresh;
  const named = fresh.handsets.map((each) => [each.number, each.owner || each.number]);
  if (JSON.stringify(named) !== listed) {
    listed = JSON.stringify(named);
    form.number.replaceChildren(new Option("all phones", ""), ...named.map(([n, o]) => new Option(o, n)));
  }
  const on = [fresh.faults, ...fresh.handsets.map((each) => each.faults)].some(active);
  document.getElementById("fault-count").hidden = !on;
  if (first) show();
}

export function setFaultsWith(then) {
  form.number.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const set = { callback_delay_seconds: Number(form.callback_delay_seconds.value) || 0 };
    for (const name of ["duplicate_webhooks", "reorder_callbacks", "drop_callbacks"]) {
      set[name] = form[name].checked;
    }
    set.create = form.create.value || null;
    set.create_times = Number(form.create_times.value) || null;
    const number = form.number.value;
    then(() => tell(number ? `/handsets/${encodeURIComponent(number)}/faults` : "/faults",
      number && !active(set) ? {} : set), "Faults are set.");
  });
}
