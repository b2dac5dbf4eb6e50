import type { NormalizedPath, Reflection } from 'typedoc';
import { DocumentReflection, StructureRouter } from 'typedoc';

/** Gives the pages their addresses: guides and the like those of `pages.ts`, what the packages export a folder for each. */
export function siteRouter(addresses: ReadonlyMap<NormalizedPath, string>): typeof StructureRouter {
  return class SiteRouter extends StructureRouter {
    protected override getIdealBaseName(target: Reflection): string {
      const path =
        target instanceof DocumentReflection ? target.project.files.getReflectionPath(target) : undefined;
      const address = path === undefined ? undefined : addresses.get(path);
      return (
        address ?? `api/${super.getIdealBaseName(target).replace('@cliqkit/', '').replace('_cliqkit/', '')}`
      );
    }
  };
}
