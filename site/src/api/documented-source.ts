import ts from 'typescript';

/** What openapi-typescript writes is JSDoc of its own kind: TSDoc knows neither its tags nor an @ within an example. */
function generatedComments(text: string): string {
  return text.replaceAll(/\/\*\*[\s\S]*?\*\//g, (comment) =>
    comment
      .replaceAll('@description ', '')
      .replaceAll(/^(\s*\*) @(?:constant|enum|default|deprecated)\b.*$/gm, '$1')
      .replaceAll(/@(?:constant|enum) (?=\*\/)/g, '')
      .replaceAll(/(?<!^\s*\*? ?\/?\*{0,2} ?)@(?=\w)/gm, '\\@'),
  );
}

/** A method that is several operations has a line of facts for each; TypeDoc shows but the first of several @remarks. */
function operationFacts(text: string): string {
  return text.replaceAll(/^(\s*\* )@remarks (\w+): /gm, '$1@operation **$2**: ');
}

/** Reads the sources with comments that TypeDoc can show in full; every line stays where it is. */
export function documentedSources(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  const read = host.readFile.bind(host);
  const readDocumented = (path: string): string | undefined => {
    const text = read(path);
    if (text === undefined || !/\/packages\/\w+\/src\//.test(path)) return text;
    return operationFacts(path.includes('/generated/') ? generatedComments(text) : text);
  };
  return {
    ...host,
    readFile: readDocumented,
    getSourceFile(path, languageVersion, onError) {
      const text = readDocumented(path);
      if (text === undefined) {
        onError?.(`${path} cannot be read`);
        return undefined;
      }
      return ts.createSourceFile(path, text, languageVersion, true);
    },
  };
}
