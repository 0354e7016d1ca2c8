// Keeps the budget bar of the booth current while somebody chooses. Without script the button "Neu berechnen" does it.
const bar = document.getElementById("budget-bar");

function money(cents) {
  const options = { style: "currency", currency: "EUR", minimumFractionDigits: cents % 100 ? 2 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, options).format(cents / 100);
}

function said(name, values) {
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), bar.dataset[name]);
}

function choices(envelope) {
  return [...document.querySelectorAll(`[data-choices="${envelope}"] input[type="checkbox"]`)];
}

function showFit(boxes, left, isFull) {
  for (const box of boxes) {
    const tooDear = "knapsack" in bar.dataset && Number(box.closest("[data-cost]").dataset.cost) > left;
    const card = box.closest(".project-choice");
    card.classList.toggle("project-choice--chosen", box.checked);
    card.classList.toggle("project-choice--unfit", !box.checked && (tooDear || isFull));
  }
}

function update(line) {
  const boxes = choices(line.dataset.envelope);
  const chosen = boxes.filter((box) => box.checked);
  const sum = chosen.reduce((total, box) => total + Number(box.closest("[data-cost]").dataset.cost), 0);
  const limit = Number(line.dataset.limit);
  const most = Number(line.dataset.most || Infinity);
  const isKnapsack = "knapsack" in bar.dataset;
  const isOver = (isKnapsack && sum > limit) || chosen.length > most;
  line.classList.toggle("budget-bar__envelope--over", isOver);
  line.querySelector(".budget-bar__chosen").textContent = said(line.dataset.most ? "most" : "count", { count: chosen.length, most });
  const left = line.querySelector(".budget-bar__left");
  if (!isKnapsack) left.textContent = said("sum", { amount: money(sum) });
  else if (sum > limit) left.textContent = said("over", { amount: money(sum - limit) });
  else left.textContent = said("left", { amount: money(limit - sum) });
  line.querySelector(".bar__part")?.setAttribute("width", Math.min(100, (100 * sum) / limit));
  line.querySelector(".bar")?.classList.toggle("bar--over", isOver);
  showFit(boxes, limit - sum, chosen.length >= most);
  return isOver;
}

function updateAll() {
  const over = [...bar.querySelectorAll("[data-envelope]")].map(update);
  bar.classList.toggle("budget-bar--over", over.includes(true));
}

if (bar) {
  bar.querySelector(".budget-bar__update").hidden = true;
  bar.closest("form").addEventListener("change", updateAll);
  updateAll();
}

// With script the voter's side draws its own nonce, so that nobody can hand two voters the same receipt.
const nonce = document.getElementById("client-nonce");
nonce?.closest("form").addEventListener("submit", () => {
  if (nonce.value) return;
  nonce.value = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
});
