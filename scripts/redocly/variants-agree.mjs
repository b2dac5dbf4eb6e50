// The variants of one URL agree with the operation they stand on: same URL, every body and reply accounted for,
// and no body that belongs to two of them.

const placeholders = (/** @type {string} */ template) =>
  template.replace(/\?.*$/, '').replace(/\{[^}]+\}/g, '{}');
const names = (/** @type {any} */ schema) =>
  (schema?.oneOf ?? schema?.anyOf ?? [schema]).map((/** @type {any} */ entry) =>
    String(entry?.$ref ?? '')
      .split('/')
      .pop(),
  );
const sameSet = (/** @type {string[]} */ a, /** @type {string[]} */ b) =>
  new Set(a).size === b.length && a.every((entry) => b.includes(entry));

export function VariantsAgree() {
  return {
    PathItem: {
      /** @param {any} item @param {any} ctx */
      enter(item, ctx) {
        const path = String(ctx.key);
        for (const method of ['get', 'put', 'post', 'delete', 'patch']) {
          const operation = item[method];
          const variants = operation?.['x-variants'];
          if (!variants) continue;
          const location = ctx.location.child([method, 'x-variants']);
          const report = (/** @type {string} */ message) =>
            ctx.report({ message: `${operation.operationId}: ${message}.`, location });
          for (const variant of variants) {
            if (placeholders(variant.template ?? '') !== placeholders(path)) {
              report(`the template of ${variant.operationId} is not another name of ${path}`);
            }
            const query = new URLSearchParams(String(variant.template).split('?')[1] ?? '');
            const select = new URLSearchParams(variant.select?.query ?? {});
            if (query.toString() !== select.toString()) {
              report(`the query in the template of ${variant.operationId} and its select.query differ`);
            }
          }
          const templates = variants.map((/** @type {any} */ variant) => variant.template);
          if (new Set(templates).size !== templates.length) report('two variants share a template');
          const bodies = variants.flatMap((/** @type {any} */ variant) => variant.body ?? []);
          const media = operation.requestBody?.content?.['application/json'];
          if (bodies.length > 0 || media) {
            if (!sameSet(bodies, names(media?.schema)))
              report('the bodies of the variants are not those of requestBody.oneOf');
            for (const variant of variants) {
              if (!media?.examples?.[variant.operationId])
                report(`requestBody has no example named ${variant.operationId}`);
            }
          }
          const replies = variants.flatMap((/** @type {any} */ variant) => variant.response ?? []);
          if (
            replies.length > 0 &&
            !sameSet(replies, names(operation.responses?.['200']?.content?.['application/json']?.schema))
          ) {
            report('the responses of the variants are not those of the 200 reply');
          }
          if (bodies.length > 0) reportOverlaps(bodies, ctx, report);
        }
      },
    },
  };
}

/**
 * Two bodies overlap when every key that one requires is a key of the other, both ways: then some body fits both.
 * @param {string[]} bodies @param {any} ctx @param {(message: string) => void} report
 */
function reportOverlaps(bodies, ctx, report) {
  const shapes = bodies.map((name) => {
    const { node } = ctx.resolve({ $ref: `#/components/schemas/${name}` });
    return {
      name,
      keys: Object.keys(node?.properties ?? {}),
      required: node?.required ?? [],
      closed: node?.additionalProperties === false,
    };
  });
  for (const [index, one] of shapes.entries()) {
    if (!one.closed) report(`${one.name} needs additionalProperties: false to be told apart by its keys`);
    for (const other of shapes.slice(index + 1)) {
      const fits = (/** @type {typeof one} */ a, /** @type {typeof one} */ b) =>
        a.required.every((/** @type {string} */ key) => b.keys.includes(key));
      const shared = one.keys.some((key) => other.keys.includes(key));
      if (fits(one, other) && fits(other, one) && shared)
        report(`a body can fit both ${one.name} and ${other.name}`);
    }
  }
}
