import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.map': 'application/json',
};

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves folders on a free port of this machine, just as they are.
 * @param folders path on the site -> folder; the first that fits is taken
 * @param files path on the site -> content, for what is in no folder
 */
export async function serve(
  folders: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const content = files[pathname] ?? readFrom(folders, pathname);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = contentTypes[extname(pathname)] ?? 'text/html';
    response.writeHead(200, { 'content-type': type }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function readFrom(folders: Readonly<Record<string, string>>, path: string): string | undefined {
  for (const [prefix, folder] of Object.entries(folders)) {
    if (!path.startsWith(prefix)) continue;
    try {
      return readFileSync(join(folder, normalize(path.slice(prefix.length))), 'utf8');
    } catch {
      return undefined;
    }
  }
  return undefined;
}
