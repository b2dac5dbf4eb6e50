/** Begins an address within the site in what TypeDoc renders; `finishPage` makes it relative to the page that it is on. */
export const withinSite = 'site:/';
