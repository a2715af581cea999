// Draws every [data-chart] of the page with the Vega bundle that vl-convert ships (the command write_vega_bundle puts it
// among the static files). Specifications hold the tokens' light colours; each is exchanged for the token itself, so that a
// drawing follows light, dark, high contrast and print like the rest of the page. Nothing is evaluated: Vega runs its
// expressions as a syntax tree.

const bundle = new URL("../vega/vega.js", import.meta.url).href;

// The same specification with tokens for colours. Data is large and has no colours: left alone.
function withTokens(part, tokens) {
  if (typeof part === "string") return part in tokens ? `var(--${tokens[part]})` : part;
  if (Array.isArray(part)) return part.map((item) => withTokens(item, tokens));
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, name === "data" || name === "datasets" ? value : withTokens(value, tokens)]),
  );
}

// A specification stands in the page, or at an address of its own if it is large.
async function specification(place) {
  if (!place.dataset.address) return JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const answer = await fetch(place.dataset.address);
  if (!answer.ok) throw new Error(`${place.dataset.address}: status ${answer.status}`);
  return answer.json();
}

async function draw(place) {
  const { usermeta, ...spec } = await specification(place);
  const options = { mode: "vega-lite", renderer: "svg", actions: false, ast: true, logLevel: 1, loader: { target: "_self" } };
  place.replaceChildren();
  await window.vegaEmbed(place, withTokens(spec, usermeta?.tokens ?? {}), options);
}

async function drawAll() {
  const places = [...document.querySelectorAll("[data-chart]")];
  if (places.length === 0) return;
  if (!window.vegaEmbed) await import(bundle);
  for (const place of places) {
    try {
      await draw(place);
    } catch (error) {
      console.error("This chart could not be drawn:", place.dataset.chart, error);
    }
  }
}

drawAll();
