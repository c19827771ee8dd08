// Times in the zone of the service.

let zone = "UTC";
let made = new Map();

export function useZone(name) {
  if (name !== zone) { zone = name; made = new Map(); }
}

function shown(at, key, options) {
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }));
  return made.get(key).format(new Date(at));
}

export const clock = (at) => shown(at, "clock", { hour: "2-digit", minute: "2-digit" });
export const day = (at) => shown(at, "day", { weekday: "short", day: "numeric", month: "short" });
export const date = (at) =>
  shown(at, "date", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
