import { createHash } from 'node:crypto';
import type { Reply } from '../replies/reply.ts';
import { textReply } from '../replies/reply.ts';
import type { Html } from './html.ts';
import { html, Html as Trusted } from './html.ts';
import { pageStyle } from './page-style.ts';

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/**
 * Nothing but this style and the forms of the page itself. Chrome holds a form to its `form-action` through redirects too,
 * so the place that a consent leads to has to be in it.
 */
function policy(formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** A page of the accounts server. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly content: Html;
  /** Where its forms may lead to, beside the accounts server. */
  readonly formTargets?: readonly string[];
}

/** A page, as it is sent. It has no script, and works without one. */
export function pageReply({ status, title, content, formTargets = [] }: Page): Reply {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Trusted(pageStyle)}</style>
</head>
<body>
<main>
<div class="mark">Cliq emulator: accounts</div>
${content}
</main>
</body>
</html>
`;
  return textReply(status, 'text/html;charset=UTF-8', page.text, {
    'cache-control': 'no-store',
    'content-security-policy': policy(formTargets),
    'cross-origin-resource-policy': 'same-origin',
    // Not `no-referrer`: with it, browsers send the forms of this page with `Origin: null`.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
}

/** A page that says something, and leads nowhere. */
export function notice(status: number, title: string, text: string): Reply {
  return pageReply({ status, title, content: html`<h1>${title}</h1>\n<p>${text}</p>` });
}
