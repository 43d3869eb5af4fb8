// Checks like those of axe-core that need no library: names, labels, headings, landmarks, tables, ids, target sizes,
// and the contrast of every visible text against what lies behind it, computed from the styles (WCAG 2.2, 1.4.3).
() => {
  const complaints = [];
  const say = (element, what) => complaints.push(`${what}: ${element.outerHTML.slice(0, 140)}`);
  const shown = element => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
  const spoken = element => !element.closest('[aria-hidden="true"]') && shown(element);
  const all = selector => [...document.querySelectorAll(selector)].filter(spoken);
  const byIds = ids => (ids ?? '').split(' ').filter(Boolean).map(id => document.getElementById(id));

  const nameOf = element => (element.getAttribute('aria-label')
    ?? byIds(element.getAttribute('aria-labelledby')).map(one => one?.textContent).join(' ')).trim()
    || [...element.labels ?? []].map(label => label.textContent).join(' ').trim()
    || (element.matches('input, select, textarea') ? '' : element.textContent.trim()) || element.title;
  for (const element of all('a, button, input, select, textarea, summary, dialog, [role="group"], [role="region"], nav, figure > [tabindex]')) {
    nameOf(element) || say(element, 'has no name');
  }
  for (const element of document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls]')) {
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
      byIds(element.getAttribute(attribute)).includes(null) && say(element, `${attribute} names nothing`);
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => complaints.push(`two elements have the id ${id}`));

  for (const [selector, wanted] of [['main', 1], ['h1', 1], ['header', 1], ['nav[aria-label="Pages"]', -1]]) {
    const found = all(selector).length;
    wanted >= 0 && document.querySelector('.rail') && found !== wanted && complaints.push(`${found} of ${selector}`);
  }
  document.documentElement.lang || complaints.push('the document has no language');
  document.title || complaints.push('the document has no title');
  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const next = Number(heading.tagName[1]);
    next > level + 1 && level > 0 && say(heading, `a heading of level ${next} after one of ${level}`);
    level = next;
  }
  for (const table of all('table')) {
    table.caption || say(table, 'a table without a caption');
    [...table.querySelectorAll('th')].every(head => head.scope) || say(table, 'a table with a head of no scope');
  }
  for (const svg of document.querySelectorAll('svg')) {
    svg.getAttribute('aria-hidden') === 'true' || svg.getAttribute('role') === 'img' || say(svg, 'a drawing that is neither hidden nor named');
  }
  all('[tabindex]').filter(element => element.tabIndex > 0).forEach(element => say(element, 'a tabindex above 0'));
  for (const element of all('button, select, input:not([type="checkbox"])')) {
    const box = element.getBoundingClientRect();
    (box.width < 24 || box.height < 24) && say(element, `a target of ${Math.round(box.width)} by ${Math.round(box.height)}`);
  }

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a)).concat(1);
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = rgba(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer[3] === 1) {
        break;
      }
    }
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255, 1]);
  };
  const light = color => color.slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const seen = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || seen.has(element) || !shown(element) || element.closest('.spoken, :disabled, option')) {
      continue;
    }
    seen.add(element);
    const style = getComputedStyle(element);
    const ground = behind(element);
    const ink = over(rgba(element.closest('svg') ? style.fill : style.color), ground);
    let opacity = 1;
    for (let at = element; at; at = at.parentElement) {
      opacity *= Number(getComputedStyle(at).opacity);
    }
    const size = parseFloat(style.fontSize);
    const wanted = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700 ? 3 : 4.5;
    const found = contrast(over([...ink.slice(0, 3), opacity], ground), ground);
    found < wanted && say(element, `a contrast of ${found.toFixed(2)}`);
  }
  return complaints;
}
