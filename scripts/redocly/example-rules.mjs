// Examples are what people copy: every parameter and JSON body has one, and an id in one is always a string
// (as a YAML or JSON number it loses digits: 1773894772896_12958180473 is a number to a YAML 1.1 parser).

const idKey = /(^|_)ids?$|_token$|^(pin_above|reply_to)$/i;

export function ExamplesPresent() {
  return {
    /** @param {any} parameter @param {any} ctx */
    Parameter(parameter, ctx) {
      if (parameter.example === undefined && parameter.examples === undefined) {
        ctx.report({
          message: `Parameter ${parameter.name} needs an example.`,
          location: ctx.location.key(),
        });
      }
    },
    /** @param {any} media @param {any} ctx */
    MediaType(media, ctx) {
      if (media.example === undefined && Object.keys(media.examples ?? {}).length === 0) {
        ctx.report({ message: 'A body needs at least one named example.', location: ctx.location.key() });
      }
    },
  };
}

/**
 * @param {unknown} value @param {string} key @param {string[]} trail
 * @returns {string[][]} where a number stands for an id
 */
function numericIds(value, key, trail) {
  if (typeof value === 'number' && idKey.test(key)) return [trail];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => numericIds(entry, key, [...trail, String(index)]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, entry]) => numericIds(entry, name, [...trail, name]));
}

export function IdExamplesAreStrings() {
  const check = (/** @type {string} */ name, /** @type {unknown} */ example, /** @type {any} */ ctx) => {
    for (const trail of numericIds(example, name, [])) {
      ctx.report({
        message: `The id at ${[name, ...trail].filter(Boolean).join('.')} must be a string: quote it.`,
        location: ctx.location.key(),
      });
    }
  };
  return {
    Parameter: (/** @type {any} */ parameter, /** @type {any} */ ctx) =>
      check(parameter.name, parameter.example, ctx),
    Example: (/** @type {any} */ example, /** @type {any} */ ctx) => check('', example.value, ctx),
    Schema: (/** @type {any} */ schema, /** @type {any} */ ctx) => {
      check(String(ctx.key), schema.example, ctx);
      check(String(ctx.key), schema.examples, ctx);
    },
  };
}
