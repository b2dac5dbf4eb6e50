const subjects: readonly string[] = [
  'The build',
  'The invoice',
  'The release',
  'The contract',
  'The draft',
  'The server',
  'The survey',
  'The budget',
  'The ticket',
  'The agenda',
  'The backup',
  'The training',
  'The report',
  'The roadmap',
];

const news: readonly string[] = [
  'is ready.',
  'is late by a day.',
  'needs another pair of eyes.',
  'was sent to everybody.',
  'waits for an answer.',
  'is done, thank you!',
  'moved to Thursday.',
  'looks good to me.',
  'has two open questions.',
  'is in the shared folder.',
  'will be shorter than planned.',
  'failed once and passed then.',
  'can go out tonight.',
  'comes with three remarks.',
  'belongs to the next sprint.',
  'is better than the last one.',
];

/** What is said in the large workspace. Its messages share these texts: as many of their own would take memory for nothing. */
export const largeTexts: readonly string[] = subjects.flatMap((subject) =>
  news.map((what) => [subject, what].join(' ')),
);

export const firstNames: readonly string[] =
  'Ada Ben Cleo Dario Elif Finn Gita Hugo Ines Jun Kai Lena Mats Nora Omar Pia Quinn Rosa Sami Tove'.split(
    ' ',
  );

export const lastNames: readonly string[] =
  'Abe Berg Costa Diaz Evans Fonseca Gruber Haddad Ito Jensen Khan Lopez Moreau Novak Okafor Patel Quist Rossi Sato Toure Usman Vega Weber Xu Young'.split(
    ' ',
  );
