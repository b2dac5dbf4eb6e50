import { writeFileSync } from 'node:fs';
import { pageFile, renderPage } from './page.ts';

writeFileSync(pageFile, renderPage());
