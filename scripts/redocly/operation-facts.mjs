// Every operation states its limit, lock, scopes, error codes and retry class.

const retryClasses = ['safe', 'state-setting', 'conditional', 'never'];
const limitSources = ['documented', 'assumed'];
const codeSources = ['documented', 'schema', 'observed', 'inferred'];
const positive = (/** @type {unknown} */ value) => Number.isInteger(value) && Number(value) > 0;

/** @param {any} limit @returns {string | undefined} */
function wrongLimit(limit) {
  if (limit === undefined) return 'x-rate-limit is missing';
  if (!positive(limit.requests)) return 'x-rate-limit.requests must be a whole number above 0';
  if (!positive(limit.windowSeconds)) return 'x-rate-limit.windowSeconds must be a whole number above 0';
  if (!positive(limit.lockSeconds)) return 'x-rate-limit.lockSeconds must be a whole number above 0';
  if (!limitSources.includes(limit.source))
    return `x-rate-limit.source must be one of ${limitSources.join(', ')}`;
  return undefined;
}

/** @param {any} errors @returns {string | undefined} */
function wrongErrors(errors) {
  if (!Array.isArray(errors) || errors.length === 0) return 'the error codes are missing';
  for (const error of errors) {
    if (!/^[a-z_]+$/.test(error?.code ?? '')) return 'an error code needs a `code` in snake_case';
    if (!(error.status >= 400 && error.status < 600))
      return `error code ${error.code} needs a \`status\` of 400 to 599`;
    if (!codeSources.includes(error.source))
      return `error code ${error.code} needs a \`source\`: ${codeSources.join(', ')}`;
    if (!/\.$/.test(error.when ?? '')) return `error code ${error.code} needs \`when\`, a sentence`;
  }
  return undefined;
}

export function OperationFacts() {
  return {
    /** @param {any} operation @param {any} ctx */
    Operation(operation, ctx) {
      const report = (/** @type {string | undefined} */ problem) => {
        if (problem)
          ctx.report({ message: `${operation.operationId}: ${problem}.`, location: ctx.location.key() });
      };
      const variants = operation['x-variants'];
      report(wrongLimit(operation['x-rate-limit']));
      const scopes = (operation.security ?? []).flatMap((/** @type {any} */ entry) =>
        Object.values(entry).flat(),
      );
      if (scopes.length === 0) report('security must name at least one scope');
      if (!retryClasses.includes(operation['x-retry-class']))
        report(`x-retry-class must be one of ${retryClasses.join(', ')}`);
      if (!operation.summary || !operation.description) report('summary and description are both needed');
      if (!variants) {
        report(wrongErrors(operation['x-error-codes']));
        if (!operation['x-upstream-id']) report("x-upstream-id must name Zoho's own operationId");
        return;
      }
      for (const variant of variants) {
        if (!variant.summary || !variant.description)
          report(`variant ${variant.operationId} needs summary and description`);
        if (!variant.upstreamId) report(`variant ${variant.operationId} needs upstreamId`);
        if (variant.retryClass && !retryClasses.includes(variant.retryClass)) {
          report(`variant ${variant.operationId} has an unknown retryClass`);
        }
        const problem = wrongErrors(variant.errors);
        if (problem) report(`variant ${variant.operationId}: ${problem}`);
      }
    },
  };
}
