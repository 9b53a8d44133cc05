/** How far the page is wider than what one sees of it, in CSS pixels. */
export const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** How the first overdue item is laid out. */
export const ROW_DISPLAY = "getComputedStyle(document.querySelector('#overdue ~ table tbody tr')).display";

/** What each chart is called. */
export const CHART_NAMES = "[...document.querySelectorAll('svg[role=img]')].map((chart) => chart.getAttribute('aria-label'))";

/** All texts whose contrast against what lies behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3), as `1.23 text`. */
export const FAINT_TEXTS = `(() => {
  const channels = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1,
  });
  const linear = (value) => { const share = value / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; };
  const luminance = ({ r, g, b }) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (element) => {
    const layers = [];
    for (let at = element; at !== null; at = at.parentElement) layers.push(channels(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const ground = behind(element);
    const colour = channels(element.closest('svg') === null ? style.color : style.fill);
    const [a, b] = [luminance(over(colour, ground)), luminance(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(ratio.toFixed(2) + ' ' + node.data.trim().slice(0, 40));
  }
  return faint;
})()`;
