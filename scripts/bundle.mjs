/** The whole program as one script, and which files went into it. */
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The collector's script is a file of its own in the sources; the bundle carries its text. */
const collectorText = {
  name: 'collector-text',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]collecting[\\/]collector-script\.ts$/ }, async () => {
      const script = await readFile(resolve(root, 'src/jobcenter/collector/collector.sh'), 'utf8');
      return { contents: `export const collectorScript = () => ${JSON.stringify(script)};` };
    });
  },
};

/** Texts that one command alone prints are packed, because they must not cost every start. */
const packedText = (module, name, file) => ({
  name,
  setup(bundle) {
    bundle.onLoad({ filter: new RegExp(`[\\\\/]cli[\\\\/].*[\\\\/]${module}\\.ts$`) }, async () => {
      const packed = brotliCompressSync(await readFile(resolve(root, file)));
      const unpack = "process.getBuiltinModule('node:zlib').brotliDecompressSync";
      const text = `${unpack}(Buffer.from(${JSON.stringify(packed.toString('base64'))}, 'base64'))`;
      return { contents: `export const ${name} = () => ${text}.toString();` };
    });
  },
});

/** The yaml package asks the environment at every token whether to log it, which takes longer than the token. */
const quietYaml = {
  name: 'quiet-yaml',
  setup(bundle) {
    bundle.onResolve({ filter: /^process$/ }, ({ path, importer }) => {
      return /[\\/]node_modules[\\/]yaml[\\/]/.test(importer) ? { path, namespace: 'quiet' } : undefined;
    });
    bundle.onLoad({ filter: /./, namespace: 'quiet' }, () => ({
      contents: 'module.exports = { env: {}, emitWarning: (warning) => process.emitWarning(warning) };',
    }));
  },
};

/** What Node has loaded before it runs a program; much used, so that each name is bound once. */
const loadedByNode = ['node:fs', 'node:path', 'node:url'];

/** Node's other modules are loaded when first used, not when first imported: some take milliseconds. */
const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(bundle) {
    bundle.onResolve({ filter: /./ }, ({ path, kind }) => {
      return kind !== 'entry-point' && isBuiltin(path) ? { path, namespace: 'builtin' } : undefined;
    });
    bundle.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => {
      const real = process.getBuiltinModule(path);
      const load = `process.getBuiltinModule(${JSON.stringify(path)})`;
      if (loadedByNode.includes(path)) {
        // The streams are not loaded yet; and later versions warn of constants that moved to fs.constants.
        const names = Object.keys(real).filter((key) => !/^[A-Z](?:_OK|.*Stream)$/.test(key));
        return { contents: `const it = ${load}; export default it; export const { ${names} } = it;` };
      }
      const getters = Object.keys(real).map(
        (key) => `get ${JSON.stringify(key)}() { return ${load}.${key}; }`,
      );
      // Some modules are functions themselves, such as node:events.
      return { contents: `module.exports = ${typeof real === 'function' ? load : `{${getters}}`};` };
    });
  },
};

/**
 * Bundles the program.
 * @returns its text, and the paths of the files in it, relative to the top folder
 */
export async function bundle() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'node',
    target: 'node20.19',
    // A script has no `import()`; modules reached by it stay lazy all the same.
    supported: { 'dynamic-import': false },
    // All of it, and in ASCII: what V8 has to read before the first line runs is a good part of the start-up.
    minify: true,
    charset: 'ascii',
    // The notices that licences ask for are in the program as a text of its own.
    legalComments: 'none',
    plugins: [
      collectorText,
      packedText('example-text', 'exampleText', 'docs/rules/examples.json'),
      packedText('notices-text', 'noticesText', 'THIRD-PARTY-NOTICES.md'),
      quietYaml,
      lazyBuiltins,
    ],
    metafile: true,
    logLevel: 'warning',
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    text: outputFiles[0].text,
    files: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file),
  };
}
