import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Application, DeclarationReflection, NormalizedPath } from 'typedoc';
import { Comment, CommentTag, Converter, MinimalSourceFile, normalizePath } from 'typedoc';
import { packages } from '../content/packages.ts';
import { moduleNames } from './entry-points.ts';

/** Puts the README of each package on its page, from the copies in `folder`, and lets links to it lead there. */
export function packagePages(app: Application, folder: string): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const modules = new Map((project.children ?? []).map((module) => [module.name, module]));
    const place = (module: DeclarationReflection): number => moduleNames.indexOf(module.name);
    project.children?.sort((one, other) => place(one) - place(other));
    const documents = project.documents ?? [];
    project.childrenIncludingDocuments = [...documents, ...(project.children ?? [])];
    for (const module of modules.values()) groupOf(module, 'Packages');
    for (const { name, folder: path } of packages) {
      const module = modules.get(name);
      if (module === undefined) throw new Error(`TypeDoc has no module for ${name}`);
      const file: NormalizedPath = normalizePath(join(folder, path, 'README.md'));
      // TypeDoc shows the name of the package as the heading already.
      const text = readFileSync(file, 'utf8').replace(/^# .*\n/, '');
      module.readme = app.converter.parseRawComment(new MinimalSourceFile(text, file), project.files).content;
      project.files.registerReflectionPath(file, module);
      project.files.registerReflectionPath(normalizePath(dirname(file)), module);
    }
  });
}

function groupOf(module: DeclarationReflection, group: string): void {
  module.comment ??= new Comment();
  module.comment.blockTags.push(new CommentTag('@group', [{ kind: 'text', text: group }]));
}
