// What both pages do with their elements.

const byId = (id) => document.getElementById(id);

/** Adds an element of this name and text to `parent`. */
function put(parent, name, text, className = '') {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  parent.append(element);
  return element;
}
