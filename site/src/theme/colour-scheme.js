// The guides and Redoc remember in places of their own whether a reader wants light or dark; this carries it across.
(() => {
  const guides = 'tsd-theme';
  const redoc = 'redoc.colorMode';
  try {
    const wanted = localStorage.getItem(guides);
    if (wanted === 'light' || wanted === 'dark') localStorage.setItem(redoc, wanted);
    else localStorage.removeItem(redoc);
    addEventListener('pagehide', () => {
      const chosen = localStorage.getItem(redoc);
      if (chosen === 'light' || chosen === 'dark') localStorage.setItem(guides, chosen);
    });
  } catch {
    // A browser that keeps nothing for this page has nothing to carry.
  }
})();
