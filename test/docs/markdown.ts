/** A fenced code block of a Markdown page. */
export interface CodeBlock {
  readonly page: string;
  /** Line of the opening fence, counted from 1. */
  readonly line: number;
  /** First word after the fence. */
  readonly language: string;
  /** The words after the language. */
  readonly flags: readonly string[];
  readonly code: string;
}

/** Code blocks that make one program: a block and those that continue it. */
export interface Program {
  readonly page: string;
  /** Line of the first block's opening fence, counted from 1. */
  readonly line: number;
  readonly language: 'ts' | 'js';
  /** Every line stands where it stands in the page, so that errors tell the page's line. */
  readonly code: string;
  readonly isRun: boolean;
  /** What it must print; undefined when the page does not say. */
  readonly output: string | undefined;
}

/**
 * @param page path of the page, for messages
 * @throws Error when a fence is not closed
 */
export function codeBlocks(page: string, markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open:
    | { fence: string; indent: number; line: number; info: string; code: string[] }
    | undefined;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const [, indent = '', fence = '', info = ''] = /^( *)(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    if (open === undefined) {
      if (fence !== '') {
        open = { fence, indent: indent.length, line: index + 1, info: info.trim(), code: [] };
      }
    } else if (fence.startsWith(open.fence) && info.trim() === '') {
      const [language = '', ...flags] = open.info.split(/\s+/);
      blocks.push({ page, line: open.line, language, flags, code: open.code.join('\n') });
      open = undefined;
    } else {
      open.code.push(dedent(text, open.indent));
    }
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: the fence is not closed`);
  return blocks;
}

/** Removes at most `indent` leading spaces: a block inside a list is indented with the list. */
function dedent(text: string, indent: number): string {
  const leading = text.length - text.trimStart().length;
  return text.slice(Math.min(indent, leading));
}

/**
 * Joins blocks to programs and gives them the output that the page shows.
 * @throws Error when a block has a flag that means nothing, continues nothing, or is the output of
 * nothing
 */
export function programs(blocks: readonly CodeBlock[]): readonly Program[] {
  const found: Program[] = [];
  let previous: CodeBlock | undefined;
  for (const block of blocks) {
    const at = `${block.page}:${block.line}`;
    checkFlags(block, at);
    const current = found.at(-1);
    const isSamePage = current?.page === block.page;
    if (isProgramLanguage(block.language)) {
      if (!block.flags.includes('continued')) {
        found.push(startProgram(block, block.language));
      } else if (isSamePage && current.language === block.language) {
        found[found.length - 1] = continueProgram(current, block);
      } else {
        throw new Error(`${at}: there is no ${block.language} block before it to continue`);
      }
    } else if (block.flags.includes('output')) {
      const follows = previous?.page === block.page && isProgramLanguage(previous.language);
      if (!isSamePage || !follows || !current.isRun) {
        throw new Error(`${at}: there is no block before it that runs and could print this`);
      }
      found[found.length - 1] = { ...current, output: (current.output ?? '') + block.code + '\n' };
    }
    previous = block;
  }
  return found;
}

const languages: Readonly<Record<string, readonly string[]>> = {
  ts: ['no-run', 'continued'],
  js: ['no-run', 'continued'],
  json: [],
  text: ['output'],
  sh: [],
  diff: [],
  html: [],
  mermaid: [],
  tsx: [],
  vue: [],
  svelte: [],
  xml: [],
};

function checkFlags({ language, flags }: CodeBlock, at: string): void {
  const known = languages[language];
  if (known === undefined) {
    const expected = Object.keys(languages).join(', ');
    throw new Error(`${at}: unknown language "${language}", expected one of ${expected}`);
  }
  const unknown = flags.find((flag) => !known.includes(flag));
  if (unknown !== undefined) {
    throw new Error(`${at}: "${unknown}" means nothing after ${language}`);
  }
}

function isProgramLanguage(language: string): language is 'ts' | 'js' {
  return language === 'ts' || language === 'js';
}

function startProgram(block: CodeBlock, language: 'ts' | 'js'): Program {
  return {
    page: block.page,
    line: block.line,
    language,
    code: '\n'.repeat(block.line) + block.code,
    isRun: !block.flags.includes('no-run'),
    output: undefined,
  };
}

function continueProgram(program: Program, block: CodeBlock): Program {
  const linesBefore = program.code.split('\n').length;
  return {
    ...program,
    code: program.code + '\n'.repeat(block.line + 1 - linesBefore) + block.code,
    isRun: program.isRun && !block.flags.includes('no-run'),
  };
}
