import type { App } from '../state/app.ts';
import type { Theme } from '../state/page.ts';

const key = 'cliqkit-emulator-theme';
const themes = ['auto', 'light', 'dark'] as const satisfies readonly Theme[];

/** `auto` is what the system says: the style sheet asks it. */
function wear(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

export function restoreTheme(app: App): void {
  const theme = themes.find((name) => name === localStorage.getItem(key)) ?? 'auto';
  wear(theme);
  app.set({ theme });
}

export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
}

export function chooseTheme(app: App, theme: Theme): void {
  localStorage.setItem(key, theme);
  wear(theme);
  app.set({ theme });
}
