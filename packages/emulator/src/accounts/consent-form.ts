import type { SeedUser } from '../seeds/seed.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

/** What a user is asked to agree to. */
interface ConsentQuestion {
  /** Name of the client. */
  readonly client: string;
  readonly scopes: Iterable<string>;
  readonly users: Iterable<SeedUser>;
  /** Where the form goes, with all that the decision has to come back with. */
  readonly action: string;
  /** Where the user ends up, in a sentence. */
  readonly outcome: Html;
}

/** The question whether a client may act for a user, and for which one. */
export function consentForm({ client, scopes, users, action, outcome }: ConsentQuestion): Html {
  const choices = [...users].map(
    ({ id, name, email }, index) =>
      html`<label class="user"><input type="radio" name="user" value="${id}"${index === 0 ? html` checked` : ''}>
<span><bdi>${name}</bdi><small><bdi>${email}</bdi></small></span></label>
`,
  );
  return html`<h1><bdi>${client}</bdi> wants to act for you</h1>
<p>Choose who you are here, and whether you agree.</p>
<form method="post" action="${action}">
<fieldset>
<legend>Sign in as</legend>
<div class="users">
${choices}</div>
</fieldset>
<h2 id="scopes">What it may do</h2>
<ul aria-labelledby="scopes" tabindex="0">
${[...scopes].map((scope) => html`<li><bdi>${scope}</bdi></li>\n`)}</ul>
<div class="choice">
<button class="main" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</div>
</form>
<p class="foot">${outcome}</p>`;
}
