import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command to its end, its output going where ours goes.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, timeoutMs?: number, isQuiet?: boolean }} [options]
 * @returns {Promise<{ ok: boolean, reason: string }>} `reason` says why it is not ok
 */
export function run(command, args, { env = {}, timeoutMs, isQuiet = false } = {}) {
  return new Promise((resolve) => {
    // A group of its own, so that running out of time ends what the command started too.
    const isGroup = timeoutMs !== undefined && process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['inherit', isQuiet ? 'ignore' : 'inherit', 'inherit'],
      detached: isGroup,
    });
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      if (isGroup && child.pid !== undefined) process.kill(-child.pid, signal);
      else child.kill(signal);
    };
    let isLate = false;
    const timer = setTimeout(
      () => {
        isLate = true;
        end('SIGKILL');
      },
      timeoutMs ?? 2 ** 31 - 1,
    );
    const interrupt = () => {
      end('SIGTERM');
      process.exit(130);
    };
    if (isGroup) process.once('SIGINT', interrupt);

    /** @param {string} reason */
    const settle = (reason) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      resolve({ ok: reason === '', reason });
    };
    child.on('error', (error) => settle(error.message));
    child.on('exit', (code, signal) => {
      if (isLate) settle('out of time');
      else settle(code === 0 ? '' : (signal ?? `exit code ${code}`));
    });
  });
}

/**
 * Runs npm: the one that started us if one did.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const cli = process.env['npm_execpath'];
  if (cli !== undefined && /\.c?js$/.test(cli)) {
    return run(process.execPath, [cli, ...args], options);
  }
  return process.platform === 'win32'
    ? run('cmd', ['/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/** @param {readonly string[]} args */
export function tsc(args) {
  return run(process.execPath, ['node_modules/typescript/bin/tsc', ...args]);
}
