import { join } from 'node:path';
import ts from 'typescript-5.9/node_modules/typescript/lib/typescript.js';

/** An `any` that somebody reads who uses what is exported. */
export interface ReadAny {
  /** The declaration that holds it, with its member: `Actor.send`. */
  readonly name: string;
  /** File and line. */
  readonly place: string;
}

/** Who has to do with a value of a type: the user gets it, or the user gives it. */
type Direction = 'got' | 'given';

type Reference = ts.TypeReferenceNode | ts.ExpressionWithTypeArguments;

/**
 * Looks at the declarations of all that the entries export, and of all that these refer to.
 *
 * The parameters of what is got are given, and those of a callback that is given are got. What is
 * handed to a type parameter goes where the declaration has the parameter. Constraints of type
 * parameters, and what a conditional type compares, are no values of anybody.
 */
export function findReadAnys(folder: string, entries: readonly string[]): readonly ReadAny[] {
  const files = entries.map((entry) => join(folder, entry));
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
  });
  const search = new Search(program.getTypeChecker(), folder);
  for (const file of files) search.exportsOf(program.getSourceFile(file)!);
  return search.found;
}

class Search {
  readonly found: ReadAny[] = [];
  readonly #checker: ts.TypeChecker;
  readonly #folder: string;
  readonly #seen = new Set<string>();
  readonly #directions = new Map<ts.Symbol, readonly Direction[]>();

  constructor(checker: ts.TypeChecker, folder: string) {
    this.#checker = checker;
    this.#folder = folder;
  }

  exportsOf(file: ts.SourceFile): void {
    const module = this.#checker.getSymbolAtLocation(file)!;
    for (const symbol of this.#checker.getExportsOfModule(module))
      this.#declarations(symbol, 'got');
  }

  #declarations(symbol: ts.Symbol, direction: Direction): void {
    const origin = this.#origin(symbol);
    for (const declaration of origin.declarations ?? []) {
      const { fileName } = declaration.getSourceFile();
      if (!fileName.startsWith(this.#folder) || ts.isTypeParameterDeclaration(declaration))
        continue;
      const key = `${fileName} ${declaration.pos} ${direction}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.#anysIn(declaration, direction, origin.name);
    }
  }

  #anysIn(declaration: ts.Node, direction: Direction, name: string): void {
    walk(declaration, direction, (node, at) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword && at === 'got') this.#report(node, name);
      if (isReference(node)) {
        const symbol = this.#symbolOf(node);
        if (symbol) this.#declarations(symbol, at);
        return this.#argumentsOf(node, symbol);
      }
      if (ts.isTypeQueryNode(node)) {
        const symbol = this.#checker.getSymbolAtLocation(node.exprName);
        if (symbol) this.#declarations(symbol, at);
      }
      return [];
    });
  }

  /** What stands for the parameters of a type, as often as the type has it, turned where it is. */
  #argumentsOf(node: Reference, symbol: ts.Symbol | undefined): readonly Turned[] {
    return (node.typeArguments ?? []).flatMap((argument, i) =>
      (symbol ? this.#directionsOf(symbol, i) : (['got'] as const)).map((direction) => ({
        node: argument,
        isTurned: direction === 'given',
      })),
    );
  }

  /** Where a generic type, were it got, has its parameter. */
  #directionsOf(symbol: ts.Symbol, index: number): readonly Direction[] {
    const declarations = this.#origin(symbol).declarations ?? [];
    const found = new Set<Direction>();
    for (const declaration of declarations) {
      // Of types from elsewhere, such as `Promise` and `Record`, one gets what they are made of.
      if (!declaration.getSourceFile().fileName.startsWith(this.#folder)) return ['got'];
      const parameter = ts.getEffectiveTypeParameterDeclarations(
        declaration as ts.DeclarationWithTypeParameters,
      )[index];
      const own = parameter && this.#checker.getSymbolAtLocation(parameter.name);
      if (!own) continue;
      const known = this.#directions.get(own);
      if (known) {
        for (const direction of known) found.add(direction);
        continue;
      }
      // A type that refers to itself has no further place for it.
      this.#directions.set(own, []);
      const places = new Set<Direction>();
      walk(declaration, 'got', (node, at) => {
        if (!isReference(node)) return [];
        const referred = this.#symbolOf(node);
        if (referred === own) places.add(at);
        return this.#argumentsOf(node, referred);
      });
      this.#directions.set(own, [...places]);
      for (const direction of places) found.add(direction);
    }
    return [...found];
  }

  #symbolOf(node: Reference): ts.Symbol | undefined {
    return this.#checker.getSymbolAtLocation(
      ts.isTypeReferenceNode(node) ? node.typeName : node.expression,
    );
  }

  #origin(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #report(node: ts.Node, owner: string): void {
    const file = node.getSourceFile();
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    const place = `${file.fileName.slice(this.#folder.length + 1)}:${line + 1}`;
    const name = [owner, ...membersAround(node)].join('.');
    if (!this.found.some((other) => other.name === name && other.place === place)) {
      this.found.push({ name, place });
    }
  }
}

interface Turned {
  readonly node: ts.Node;
  /** Whether it is given where the whole is got, and the other way round. */
  readonly isTurned: boolean;
}

/** Calls back for every node that stands for a value; what it returns is walked too. */
function walk(
  node: ts.Node,
  direction: Direction,
  visit: (node: ts.Node, direction: Direction) => readonly Turned[],
): void {
  if (isHidden(node)) return;
  for (const { node: further, isTurned } of visit(node, direction)) {
    walk(further, isTurned ? turned(direction) : direction, visit);
  }
  if (isReference(node) || ts.isTypeQueryNode(node)) return;
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword) return;
  if (ts.isImportTypeNode(node)) throw new Error(`not followed: ${node.getText()}`);
  if (ts.isTypeParameterDeclaration(node)) {
    if (node.default) walk(node.default, direction, visit);
  } else if (ts.isConditionalTypeNode(node)) {
    walk(node.trueType, direction, visit);
    walk(node.falseType, direction, visit);
  } else if (ts.isMappedTypeNode(node)) {
    if (node.type) walk(node.type, direction, visit);
  } else if (ts.isParameter(node)) {
    if (node.type) walk(node.type, turned(direction), visit);
  } else {
    ts.forEachChild(node, (child) => walk(child, direction, visit));
  }
}

function turned(direction: Direction): Direction {
  return direction === 'got' ? 'given' : 'got';
}

function isReference(node: ts.Node): node is Reference {
  return ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node);
}

/** Names of the properties and methods that a node stands in, the outermost first. */
function membersAround(node: ts.Node): readonly string[] {
  const names: string[] = [];
  for (let owner = node.parent; owner && !ts.isSourceFile(owner); owner = owner.parent) {
    if (
      ts.isPropertySignature(owner) ||
      ts.isPropertyDeclaration(owner) ||
      ts.isMethodSignature(owner) ||
      ts.isMethodDeclaration(owner) ||
      ts.isGetAccessorDeclaration(owner)
    ) {
      names.unshift(owner.name.getText());
    }
  }
  return names;
}

function isHidden(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  const hiding: readonly ts.SyntaxKind[] = [
    ts.SyntaxKind.PrivateKeyword,
    ts.SyntaxKind.ProtectedKeyword,
  ];
  return (ts.getModifiers(node) ?? []).some(({ kind }) => hiding.includes(kind));
}
