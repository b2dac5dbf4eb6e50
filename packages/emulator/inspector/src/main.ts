import { createAdminClient } from './admin/admin-client.ts';
import { readAdminToken } from './admin/admin-token.ts';
import { tickWithClock } from './clock/tick-with-clock.ts';
import { drawFrame } from './frame/draw-frame.ts';
import { listenToKeys } from './frame/keyboard.ts';
import { restoreTheme } from './frame/theme.ts';
import { createApp } from './state/app.ts';
import { connect } from './state/connect.ts';
import { panelNames } from './state/page.ts';
import { createStore } from './state/store.ts';

const host = document.querySelector('#app');
if (host === null) throw new Error('The page has no place for the inspector');

const store = createStore(() => drawFrame(host, app));
const app = createApp(store);

/** Before the address is read for a panel: the token is taken out of it here. */
const token = readAdminToken();
const panel = panelNames.find((name) => `#${name}` === location.hash);
if (panel !== undefined) store.set({ panel });

restoreTheme(app);
listenToKeys(app);
tickWithClock(app);
if (token === undefined) app.askForToken('');
else void connect(app, createAdminClient(token));
