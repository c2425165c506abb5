import { parseSync } from 'oxc-parser';
import { mayLoadAnyModule } from './rules.ts';

/** What the architecture rules need to know of one source file. */
export interface SourceFacts {
  readonly imports: readonly ImportFact[];
  /** Identifiers that refer to something declared outside the file. */
  readonly globals: readonly GlobalFact[];
  /** Every statement is `export ... from`. */
  readonly isBarrel: boolean;
}

export interface ImportFact {
  readonly specifier: string;
  readonly line: number;
}

export interface GlobalFact {
  readonly name: string;
  readonly line: number;
}

/**
 * Reads a source file with a real parser: static and dynamic imports, re-exports, and
 * `import('...')` in types.
 * @throws Error when the file has a syntax error, or imports something that is not a string literal
 */
export function parseSource(file: string, text: string): SourceFacts {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) {
    throw new Error(`${file}: ${errors.map((error) => error.message).join('; ')}`);
  }
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;

  const imports: ImportFact[] = [];
  const uses: GlobalFact[] = [];
  const declared = new Set<string>();

  walk(program as unknown as SyntaxNode, undefined, '', (node, parent, key) => {
    const source = importSource(node);
    if (source !== undefined) {
      if (typeof source.value === 'string') {
        imports.push({ specifier: source.value, line: lineOf(node.start) });
      } else if (!mayLoadAnyModule.has(file)) {
        throw new Error(`${file}:${lineOf(node.start)}: import of something not written out`);
      }
    }
    if (bindingKeys[node.type] !== undefined) {
      for (const bindingKey of bindingKeys[node.type] ?? []) {
        collectBindings(node[bindingKey], declared);
      }
    }
    if (node.type === 'Identifier' && isReference(parent, key)) {
      uses.push({ name: String(node['name']), line: lineOf(node.start) });
    }
    const viaGlobalThis = globalThisMember(node);
    if (viaGlobalThis !== undefined) {
      uses.push({ name: viaGlobalThis, line: lineOf(node.start) });
    }
  });

  return {
    imports,
    globals: uses.filter(({ name }) => !declared.has(name)),
    isBarrel: program.body.length > 0 && program.body.every(isReExport),
  };
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function walk(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
  key: string,
  visit: (node: SyntaxNode, parent: SyntaxNode | undefined, key: string) => void,
): void {
  visit(node, parent, key);
  for (const [childKey, child] of Object.entries(node)) {
    for (const item of Array.isArray(child) ? child : [child]) {
      if (isNode(item)) walk(item, node, childKey, visit);
    }
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string'
  );
}

function importSource(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return isNode(node['source']) ? node['source'] : undefined;
    case 'TSExternalModuleReference':
      return node['expression'] as SyntaxNode;
    default:
      return undefined;
  }
}

function isReExport(statement: { readonly type: string }): boolean {
  if (statement.type === 'ExportAllDeclaration') return true;
  return statement.type === 'ExportNamedDeclaration' && isNode(Reflect.get(statement, 'source'));
}

/** Where a node of each type binds names. */
const bindingKeys: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['id', 'params'],
  FunctionExpression: ['id', 'params'],
  ArrowFunctionExpression: ['params'],
  TSDeclareFunction: ['id', 'params'],
  TSEmptyBodyFunctionExpression: ['params'],
  TSFunctionType: ['params'],
  TSConstructorType: ['params'],
  TSCallSignatureDeclaration: ['params'],
  TSConstructSignatureDeclaration: ['params'],
  TSMethodSignature: ['params'],
  TSIndexSignature: ['parameters'],
  ClassDeclaration: ['id'],
  ClassExpression: ['id'],
  CatchClause: ['param'],
  ImportSpecifier: ['local'],
  ImportDefaultSpecifier: ['local'],
  ImportNamespaceSpecifier: ['local'],
};

function collectBindings(pattern: unknown, declared: Set<string>): void {
  if (Array.isArray(pattern)) {
    for (const item of pattern) collectBindings(item, declared);
    return;
  }
  if (!isNode(pattern)) return;
  switch (pattern.type) {
    case 'Identifier':
      declared.add(String(pattern['name']));
      return;
    case 'ObjectPattern':
      collectBindings(pattern['properties'], declared);
      return;
    case 'Property':
      collectBindings(pattern['value'], declared);
      return;
    case 'ArrayPattern':
      collectBindings(pattern['elements'], declared);
      return;
    case 'AssignmentPattern':
      collectBindings(pattern['left'], declared);
      return;
    case 'RestElement':
      collectBindings(pattern['argument'], declared);
      return;
    default:
  }
}

/** Keys under which an identifier is only a name, by the type of its parent. */
const nameKeys: Readonly<Record<string, readonly string[]>> = {
  MemberExpression: ['property'],
  Property: ['key'],
  MethodDefinition: ['key'],
  PropertyDefinition: ['key'],
  AccessorProperty: ['key'],
  TSAbstractMethodDefinition: ['key'],
  TSAbstractPropertyDefinition: ['key'],
  TSPropertySignature: ['key'],
  TSMethodSignature: ['key'],
  TSQualifiedName: ['right'],
  TSImportType: ['qualifier'],
  TSNamedTupleMember: ['label'],
  TSTypeParameter: ['name'],
  TSTypeAliasDeclaration: ['id'],
  TSInterfaceDeclaration: ['id'],
  ImportSpecifier: ['imported'],
  ExportSpecifier: ['exported'],
  LabeledStatement: ['label'],
  BreakStatement: ['label'],
  ContinueStatement: ['label'],
  MetaProperty: ['meta', 'property'],
};

function isReference(parent: SyntaxNode | undefined, key: string): boolean {
  if (parent === undefined) return true;
  return parent['computed'] === true || !nameKeys[parent.type]?.includes(key);
}

function globalThisMember(node: SyntaxNode): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const { object, property } = node as SyntaxNode & { object: SyntaxNode; property: SyntaxNode };
  if (object.type !== 'Identifier' || object['name'] !== 'globalThis') return undefined;
  const name = node['computed'] === true ? property['value'] : property['name'];
  return typeof name === 'string' ? name : undefined;
}
