// Builds elements. Text from outside only ever becomes a text node: nothing here parses markup, and the console never
// assigns innerHTML. The content security policy forbids inline styles, so sizes go through the CSSOM.
const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element: attributes (`on` holds listeners, `style` properties for the CSSOM), then children. */
export const h = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);

/** The same for SVG. */
export const s = (tag, attributes, ...children) => build(document.createElementNS(SVG, tag), attributes, children);

function build(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (key === 'on') {
      for (const [type, listener] of Object.entries(value)) {
        element.addEventListener(type, listener);
      }
    } else if (key === 'style') {
      for (const [property, wanted] of Object.entries(value)) {
        element.style.setProperty(property, wanted);
      }
    } else if (key === 'value') {
      element.value = value;
    } else {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  fill(element, children);
  return element;
}

/** Appends children: nodes, text, lists of both; null, undefined and false are left out. */
export function fill(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) {
      element.append(child);
    }
  }
  return element;
}

/** Replaces what an element holds. */
export function set(element, ...children) {
  element.replaceChildren();
  return fill(element, children);
}

/** Writes a text only when it differs: screen readers and layout are left alone otherwise. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
