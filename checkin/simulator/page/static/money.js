// Estimated prices in the currency that is configured.

let shown = null;
let named = "";

export function useCurrency(name) {
  if (name === named) return;
  named = name;
  shown = new Intl.NumberFormat("en", {
    style: "currency", currency: name, minimumFractionDigits: 2, maximumFractionDigits: 4,
  });
}

export const money = (amount) => shown.format(amount);
