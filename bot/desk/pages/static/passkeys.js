// Asks the browser for a passkey: to sign in, or to add one.

const problem = document.getElementById("passkey-problem");
const use = document.getElementById("use-passkey");
const add = document.getElementById("add-passkey");

async function posted(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function attempt(work) {
  problem.hidden = true;
  try {
    location.assign(await work());
  } catch {
    problem.hidden = false;
  }
}

const able = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON;

if (use && able) {
  const card = document.getElementById("passkey");
  card.hidden = false;
  use.addEventListener("click", () => attempt(async () => {
    const { flow, options } = await posted("/sign-in/passkey/options");
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const found = await navigator.credentials.get({ publicKey });
    return (await posted("/sign-in/passkey", { flow, then: card.dataset.then, answer: found.toJSON() })).then;
  }));
}

if (add && able) {
  add.hidden = false;
  add.addEventListener("click", () => attempt(async () => {
    const { flow, options } = await posted("/you/passkeys/options");
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const made = await navigator.credentials.create({ publicKey });
    return (await posted("/you/passkeys", { flow, answer: made.toJSON() })).then;
  }));
}
