/** The look of the pages: one card on a quiet ground, light or dark as the reader likes it. */
export const pageStyle = `
:root{color-scheme:light dark;--ground:#f3f4f8;--card:#fff;--ink:#1b1d28;--soft:#5b6072;--line:#dfe2ea;--accent:#3858d6;
--accent-ink:#fff;--accent-soft:#eef1fd;--warn:#a33a21}
@media (prefers-color-scheme:dark){:root{--ground:#12131a;--card:#1c1e28;--ink:#eceef5;--soft:#a5abbd;--line:#343848;
--accent:#8ea4ff;--accent-ink:#10152b;--accent-soft:#262c46;--warn:#ff9d85}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--ground);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:440px;background:var(--card);border:1px solid var(--line);border-radius:16px;padding:28px;
box-shadow:0 1px 2px rgb(0 0 0/.05),0 12px 32px rgb(0 0 0/.08);overflow-wrap:anywhere}
.mark{display:inline-block;margin:0 0 16px;padding:2px 10px;border:1px solid var(--line);border-radius:99px;
font-size:13px;color:var(--soft)}
h1{margin:0 0 8px;font-size:22px;line-height:1.3;font-weight:650;text-wrap:balance}
p{margin:0 0 16px;color:var(--soft)}
p.warn{color:var(--warn);font-weight:600}
form{margin:0}
fieldset{margin:0 0 20px;padding:0;border:0;min-width:0}
legend,h2{padding:0;margin:0 0 8px;font-size:14px;font-weight:600;color:var(--ink)}
.users{display:grid;gap:8px;max-height:290px;overflow-y:auto;margin:0 -2px;padding:2px}
.user{display:flex;gap:12px;align-items:center;padding:10px 12px;border:1px solid var(--line);border-radius:12px;cursor:pointer}
.user:hover{border-color:var(--accent)}
.user:has(:checked){border-color:var(--accent);background:var(--accent-soft)}
.user:has(:focus-visible),button:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.user input{margin:0;width:18px;height:18px;flex:none;accent-color:var(--accent)}
.user span{display:block;min-width:0}
.user small{display:block;font-size:14px;color:var(--soft)}
ul{margin:0 0 20px;padding:0;list-style:none;border:1px solid var(--line);border-radius:12px;max-height:220px;overflow-y:auto}
li{padding:8px 12px;font:14px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
li+li{border-top:1px solid var(--line)}
.code{display:block;width:100%;margin:0 0 20px;padding:12px;font:600 24px/1.2 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
letter-spacing:.12em;text-align:center;text-transform:uppercase;color:inherit;background:var(--ground);
border:1px solid var(--line);border-radius:12px}
.choice{display:flex;flex-direction:row-reverse;gap:12px}
button{flex:1;padding:12px 16px;font:inherit;font-weight:600;border-radius:12px;border:1px solid var(--line);
background:transparent;color:var(--ink);cursor:pointer}
button.main{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
.foot{margin:20px 0 0;font-size:14px}
`;
