import { join } from 'node:path';
import ts from 'typescript-5.9/node_modules/typescript/lib/typescript.js';
import type { Workspace } from './workspace.ts';

/** The project as an editor sees it. TypeScript 7 has no such interface yet. */
export function openEditor({ folder }: Workspace, file: string, options: object): Editor {
  const path = join(folder, file);
  const { options: compilerOptions } = ts.convertCompilerOptionsFromJson(options, folder);
  const host: ts.LanguageServiceHost = {
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
    directoryExists: (name) => ts.sys.directoryExists(name),
    realpath: (name) => ts.sys.realpath?.(name) ?? name,
    getCompilationSettings: () => compilerOptions,
    getCurrentDirectory: () => folder,
    getScriptFileNames: () => [path],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  };
  return new Editor(ts.createLanguageService(host), path);
}

/** One file in an editor. */
export class Editor {
  readonly #service: ts.LanguageService;
  readonly #path: string;
  readonly #text: string;

  constructor(service: ts.LanguageService, path: string) {
    this.#service = service;
    this.#path = path;
    this.#text = ts.sys.readFile(path) ?? '';
  }

  /** What the compiler has against the file. */
  get faults(): readonly string[] {
    return this.#service
      .getSemanticDiagnostics(this.#path)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  /** What is shown over the word after the comment with this name, on one line. */
  hover(name: string): string {
    const info = this.#service.getQuickInfoAtPosition(this.#path, this.#after(name));
    return ts.displayPartsToString(info?.displayParts).replaceAll(/\s+/g, ' ');
  }

  #after(name: string): number {
    const comment = `/*${name}*/`;
    const start = this.#text.indexOf(comment);
    if (start === -1) throw new Error(`there is no ${comment} in the file`);
    return start + comment.length;
  }
}
