// The simulator's control interface.

async function body(answer) {
  const value = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(value.error || `Error ${answer.status}`);
  return value;
}

export async function ask(path) {
  return body(await fetch(`/simulator${path}`, { cache: "no-store" }));
}

export async function tell(path, value = {}) {
  return body(await fetch(`/simulator${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  }));
}
