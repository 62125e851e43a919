import compile from 'icu-minify/compile'

/**
 * A loader for message catalogues: ICU texts are parsed while building, so that the browser gets neither the parser
 * (9 kB) nor its work. What is left is read by `use-intl/format-message/format-only`.
 *
 * @param {string} source a catalogue, as JSON
 * @returns {string} the same tree, each message compiled
 */
export default function compileMessages(source) {
  return JSON.stringify(compileTree(JSON.parse(source)))
}

function compileTree(value) {
  if (typeof value === 'string') return compile(value)
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, compileTree(child)]))
}
