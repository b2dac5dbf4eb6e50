import type { Reply } from '../replies/reply.ts';
import type { AccountsRequest } from './accounts-request.ts';
import { notice } from './page.ts';

/** More than any client sends, and little enough to be shown and sent on. */
const maxLength = 8192;

/** In the shape of a real token, code or device code of Zoho's. */
const realToken = /(?<![\w.])100\d\.[\da-f]{32}\.[\da-f]{32}(?![\da-f])/iu;

/** The refusal of a request to a page that no browser of a well-meaning user sends; nothing for any other. */
export function refusedForm({ headers, origin, parameters, repeated }: AccountsRequest): Reply | undefined {
  const sender = headers.get('origin');
  if (sender !== undefined && sender !== origin)
    return notice(
      403,
      'Not from here',
      'This form was sent by another web page. Open it here, and decide here.',
    );
  if (repeated.size > 0)
    return notice(
      400,
      'This link is broken',
      'It has a parameter twice, and it is not clear which one counts.',
    );
  const values = [...parameters.values()];
  if (values.some((value) => value.length > maxLength))
    return notice(400, 'This link is broken', `A parameter has more than ${maxLength} characters.`);
  if (values.some((value) => realToken.test(value)))
    return notice(
      400,
      'This looks like a real credential',
      'A parameter has the shape of a token of the real service. It is not accepted here, and should be kept out of links.',
    );
  return undefined;
}
