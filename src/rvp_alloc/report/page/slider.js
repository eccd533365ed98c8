"use strict";
// Every number here is exact until it is shown. A curve is two lists of whole factors, lowest power first: above / below.

const data = JSON.parse(document.getElementById("slider-data").textContent);
const part = (name) => document.getElementById(`slider-${name}`);
const all = (name) => [...document.querySelectorAll(`[data-slider="${name}"]`)];
const words = data.words;

// ---- exact numbers: [above, below], below more than 0

/** Returns above / below of a curve at a budget. */
function at(curve, [top, bottom]) {
  const highest = Math.max(curve[0].length, curve[1].length) - 1;
  const sum = (factors) =>
    factors.reduce((total, factor, power) => total + BigInt(factor) * top ** BigInt(power) * bottom ** BigInt(highest - power), 0n);
  const [above, below] = curve.map(sum);
  return below < 0n ? [-above, -below] : [above, below];
}

const fixed = (curve) => at(curve, [0n, 1n]);
const plus = ([a, b], [c, d]) => [a * d + c * b, b * d];
const minus = (one, [c, d]) => plus(one, [-c, d]);
const order = ([a, b], [c, d]) => (a * d > c * b) - (a * d < c * b);
const size = ([a, b]) => [a < 0n ? -a : a, b];

/** Returns a number times 10^places, rounded half to even. */
function rounded([above, below], places) {
  const scaled = above * 10n ** BigInt(places);
  let whole = scaled / below;
  if (scaled % below < 0n) whole -= 1n;
  const twice = 2n * (scaled - whole * below);
  return twice > below || (twice === below && whole % 2n !== 0n) ? whole + 1n : whole;
}

/** Writes a number in the language of the page; with a sign where asked, and without zeros at the end where short. */
function written(number, { places = 3, sign = false, short = false } = {}) {
  const value = rounded(number, places);
  const digits = String(value < 0n ? -value : value).padStart(places + 1, "0");
  const [comma, point] = data.lang === "nl" ? [",", "."] : [".", ","];
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, point);
  let decimals = digits.slice(digits.length - places);
  if (short) decimals = decimals.replace(/0+$/, "");
  const before = value < 0n ? "\u2212" : sign && value > 0n ? "+" : "";
  return before + whole + (decimals ? comma + decimals : "");
}

/** Reads a number of the page's language, or of the other one; null if it is none. */
function read(text) {
  const found = /^\s*(\d{1,6})(?:[.,](\d{1,9}))?\s*$/.exec(text);
  if (!found) return null;
  const decimals = found[2] ?? "";
  return [BigInt(found[1] + decimals), 10n ** BigInt(decimals.length)];
}

const fill = (sentence, places) => sentence.replace(/\{(\w+)\}/g, (_, name) => places[name] ?? "");

// ---- what holds at a budget

const now = fixed(data.now);
const ends = [fixed(data.start), fixed(data.stop)];
const stretches = data.stretches.map((found) => ({ ...found, ends: [fixed(found.start), fixed(found.stop)] }));
const points = data.points.map((found) => ({ ...found, value: fixed(found.at) }));

/** Returns the stretch or the single value that holds at a budget, and the gap it is in where there is no division. */
function holding(budget) {
  const point = points.find((found) => order(found.value, budget) === 0);
  const stretch = stretches.find(({ ends: [start, stop] }) =>
    point ? order(start, budget) <= 0 && order(budget, stop) <= 0 : order(start, budget) < 0 && order(budget, stop) < 0);
  if (!point) return { found: stretch, gap: stretch };
  const gap = stretches.find((found) => !found.curves && order(found.ends[0], budget) <= 0 && order(budget, found.ends[1]) <= 0);
  return { found: point, gap: gap ?? stretch };
}

/** Returns the clashes at a budget, without those that hold another one. */
function clashes(gap, budget) {
  const found = (gap.clashes ?? []).filter((clash) => {
    const within = order(fixed(clash.start), budget) <= 0 && order(budget, fixed(clash.stop)) <= 0;
    return within && clash.shares.map(({ curve }) => at(curve, budget)).reduce(plus, [0n, 1n])[0] < 0n;
  });
  const holds = (one, other) => one !== other && other.parameters.every((name) => one.parameters.includes(name));
  return found.filter((clash) => !found.some((other) => holds(clash, other)));
}

const exactly = { places: 6, short: true }; // so that what is asked is not written like what there is

function told(shares) {
  const parts = shares.map(({ name, amount }) => fill(words.part, { amount: written(size(amount), exactly), name }));
  const total = written(size(shares.map(({ amount }) => amount).reduce(plus, [0n, 1n])), exactly);
  return parts.length > 1 ? fill(data.total, { parts: parts.join(" + "), total }) : parts[0] ?? total;
}

function clashTold(clash, budget) {
  const shares = clash.shares.map(({ name, curve }) => ({ name, amount: at(curve, budget) }));
  const asked = told(shares.filter(({ amount }) => amount[0] < 0n));
  return fill(words.clash, { asked, there: told(shares.filter(({ amount }) => amount[0] > 0n)) });
}

// ---- what is shown

function listed(list, sentences) {
  list.replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
}

function division({ curves, decides }, budget) {
  const amounts = curves.map((curve) => at(curve, budget));
  const districts = Array.from({ length: data.districts }, () => [0n, 1n]);
  amounts.forEach((amount, place) => {
    const team = data.teams[place];
    districts[team.district] = plus(districts[team.district], amount);
    const formation = fixed(team.formation);
    all("fte")[place].textContent = written(amount);
    all("difference")[place].textContent = written(minus(amount, fixed(team.now)), { sign: true });
    all("growth")[place].textContent = `${written([amount[0] * formation[1] * 100n, amount[1] * formation[0]], { places: 1 })}%`;
  });
  all("together")[0].textContent = written(amounts.reduce(plus, [0n, 1n]));
  districts.forEach((amount, place) => (all("district")[place].textContent = written(amount)));
  listed(part("decides"), decides);
  const ranked = amounts.map((amount, place) => ({ amount, name: data.teams[place].name })).sort((a, b) => order(b.amount, a.amount));
  const [first, last] = [ranked[0], ranked[ranked.length - 1]];
  return fill(ranked.length > 1 ? words.some : words.only, {
    fte: written(budget, { places: 9, short: true }),
    first: first.name, most: written(first.amount, { short: true }),
    last: last.name, least: written(last.amount, { short: true }),
  });
}

function conflict(gap, budget) {
  const sentences = clashes(gap, budget).map((clash) => clashTold(clash, budget));
  listed(part("clashes"), sentences.length ? sentences : [fill(words.clash_names, { names: gap.rules ?? "" })]);
  const told = [fill(words.none, { fte: written(budget, { places: 9, short: true }) })];
  for (const [side, sentence] of [["above", words.least], ["below", words.most]]) {
    const button = part(side);
    button.hidden = !gap[side];
    if (!gap[side]) continue;
    const fte = written(fixed(gap[side]), { short: true });
    button.textContent = fill(words.go, { fte });
    button.dataset.fte = fte;
    told.push(fill(sentence, { fte }));
  }
  return told.join(" ");
}

function show(budget) {
  const good = budget !== null && order(ends[0], budget) <= 0 && order(budget, ends[1]) <= 0;
  part("field").setAttribute("aria-invalid", String(!good));
  const { found, gap } = good ? holding(budget) : {};
  part("division").hidden = !found?.curves;
  part("conflict").hidden = !good || Boolean(found.curves);
  part("summary").textContent = !good ? words.bad : found.curves ? division(found, budget) : conflict(gap, budget);
  if (good) part("range").setAttribute("aria-valuetext", `${written(budget, { places: 9, short: true })} fte`);
}

function choose(text) {
  part("field").value = text;
  const budget = read(text);
  if (budget) part("range").value = String(budget[0] / budget[1]);
  show(budget);
}

part("range").addEventListener("input", () => choose(part("range").value));
part("field").addEventListener("input", () => choose(part("field").value));
for (const name of ["now", "above", "below"]) {
  part(name).addEventListener("click", () => {
    choose(part(name).dataset.fte);
    part("field").focus();
  });
}
part("now").dataset.fte = written(now, { places: 9, short: true });
choose(part("now").dataset.fte);
document.getElementById("slider").hidden = false;
document.documentElement.classList.add("live");

// On paper everything is open.
const opened = new Set();
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details:not([open])")) {
    opened.add(fold);
    fold.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
  opened.clear();
});
