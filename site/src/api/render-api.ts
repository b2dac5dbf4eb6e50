import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, normalizePath, OptionDefaults } from 'typedoc';
import { allPages } from '../content/pages.ts';
import { withinSite } from '../content/site-link.ts';
import { stagePages } from '../content/stage-pages.ts';
import { repository, root } from '../paths.ts';
import { readTheme, themeFile } from '../theme/theme-file.ts';
import { entryPoints } from './entry-points.ts';
import { packagePages } from './package-pages.ts';
import { siteRouter } from './site-router.ts';

/** What is used of markdown-it, which TypeDoc hands over. */
interface MarkdownParser {
  readonly renderer: { readonly rules: Record<string, () => string> };
}

/** A table scrolls in a frame of its own. */
function wrapTables(parser: MarkdownParser): void {
  parser.renderer.rules['table_open'] = () => '<div class="table"><table>\n';
  parser.renderer.rules['table_close'] = () => '</table></div>\n';
}

/** Writes the guides and what the packages export to `folder`, with TypeDoc. A warning of its ends the build. */
export async function renderApi(folder: string): Promise<void> {
  const copies = mkdtempSync(join(tmpdir(), 'cliqkit-site-'));
  try {
    const { documents, home } = stagePages(copies);
    const styles = join(copies, 'site.css');
    writeFileSync(styles, readTheme('palette.css', 'frame.css', 'text.css', 'home.css'));
    const app = await Application.bootstrap({
      name: 'cliqkit',
      entryPoints: [],
      projectDocuments: documents,
      readme: home,
      basePath: root,
      skipErrorChecking: true, // The types are checked by another gate.
      blockTags: [...OptionDefaults.blockTags, '@operation'],
      // Nothing of the machine that builds is in the pages.
      disableGit: true,
      gitRevision: 'main',
      sourceLinkTemplate: `${repository}/blob/{gitRevision}/{path}#L{line}`,
      githubPages: true,
      router: 'site',
      favicon: themeFile('icon.svg'),
      customCss: styles,
      customJs: themeFile('scrollable-tables.js'),
      markdownItLoader: wrapTables,
      navigationLinks: {
        Guides: `${withinSite}guides/start.html`,
        Packages: `${withinSite}modules.html#packages-1`,
        'HTTP reference': `${withinSite}reference/pins.html`,
        GitHub: repository,
      },
      navigation: {
        includeGroups: true,
        includeFolders: false,
        compactFolders: false,
        excludeReferences: true,
      },
      groupOrder: ['Guides', 'Packages', 'In depth', '*'],
      sortEntryPoints: false,
      categorizeByGroup: false,
      searchInDocuments: true,
      searchGroupBoosts: { Guides: 2 },
      hideGenerator: true,
      lightHighlightTheme: 'github-light-high-contrast',
      darkHighlightTheme: 'github-dark-default',
      highlightLanguages: ['typescript', 'javascript', 'json', 'yaml', 'shellscript'],
      ignoredHighlightLanguages: ['text'],
      validation: { notExported: false, invalidLink: true, invalidPath: true, rewrittenLink: true },
      treatWarningsAsErrors: true,
      logLevel: 'Warn',
    });
    packagePages(app, copies);
    app.renderer.defineRouter(
      'site',
      siteRouter(
        new Map(allPages.map(({ source, address }) => [normalizePath(join(copies, source)), address])),
      ),
    );
    const project = app.converter.convert(entryPoints());
    app.validate(project);
    await app.generateDocs(project, folder);
    if (app.logger.hasErrors() || app.logger.hasWarnings()) {
      throw new Error('TypeDoc has something to say, above: the site is not complete');
    }
  } finally {
    rmSync(copies, { recursive: true });
  }
}
