import { describe, expect, it } from 'vitest';
import { customCommand, editorCommands, editorsOf, hasDisplay } from '../../../../electron/inbox/editor-commands.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';

const place = { path: '/src/My App/Map.swift', line: 42, column: null };
const SETTINGS = { editorCommand: '' };

describe('Xcode', () => {
  it('is told the line, and opened plainly where that fails', () => {
    expect(valueOf(editorCommands('xcode', SETTINGS, place, 'darwin'))).toEqual([
      { program: '/usr/bin/xed', parameters: ['--line', '42', '/src/My App/Map.swift'] },
      { program: '/usr/bin/open', parameters: ['-a', 'Xcode', '/src/My App/Map.swift'] },
    ]);
  });

  it('is opened plainly where no line is known', () => {
    expect(valueOf(editorCommands('xcode', SETTINGS, { ...place, line: null }, 'darwin'))).toHaveLength(1);
  });
});

describe('VS Code', () => {
  it('is told file and line as one word', () => {
    expect(valueOf(editorCommands('vscode', SETTINGS, place, 'linux'))).toEqual([
      { program: 'code', parameters: ['--goto', '/src/My App/Map.swift:42'] },
    ]);
  });

  it('is reached by its own address on a Mac without its command', () => {
    expect(valueOf(editorCommands('vscode', SETTINGS, { ...place, column: 7 }, 'darwin'))[1]).toEqual({
      program: '/usr/bin/open',
      parameters: ['vscode://file/src/My%20App/Map.swift:42:7'],
    });
  });
});

describe('a custom command', () => {
  it('gets the place put in, word by word', () => {
    expect(valueOf(customCommand('subl --wait {file}:{line}:{column}', place))).toEqual({
      program: 'subl',
      parameters: ['--wait', '/src/My App/Map.swift:42:1'],
    });
  });

  it('gets the file as its last word where it names none', () => {
    expect(valueOf(customCommand('bbedit +{line}', place)).parameters).toEqual(['+42', '/src/My App/Map.swift']);
  });

  it('may quote words with spaces', () => {
    const template = `"/Applications/My Editor" '--title=a b' --at="{file}"`;
    expect(valueOf(customCommand(template, place))).toEqual({
      program: '/Applications/My Editor',
      parameters: ['--title=a b', '--at=/src/My App/Map.swift'],
    });
  });

  it.each(['/src/$(touch x).swift', '/src/`id`; rm -rf ~', '/src/a" --exec "b', '/src/{line}', '/src/a\nb'])(
    'takes %j as the name of a file and as nothing else',
    (path) => {
      expect(valueOf(customCommand('edit {file}', { ...place, path })).parameters).toEqual([path]);
    },
  );

  it('has to name a program', () => {
    expect(faultOf(customCommand('  ', place)).remedy).toEqual({ kind: 'open-settings' });
    expect(faultOf(customCommand('{file}', place)).kind).toBe('bad-input');
  });
});

describe('which editors there are', () => {
  it('depends on the system', () => {
    expect(editorsOf('darwin', true)[0]).toBe('xcode');
    expect(editorsOf('linux', true)).not.toContain('xcode');
  });

  it('is none without a display, or at the other end of a line', () => {
    expect(editorsOf('linux', hasDisplay('linux', {}))).toEqual([]);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
    expect(hasDisplay('darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' })).toBe(false);
  });
});
