/** What stands between `${{` and `}}`, in no order. */
export const EXPRESSION_WORDS = [
  ...[
    'tasks',
    'image',
    'outputs',
    '.',
    '[',
    ']',
    '(',
    ')',
    "'",
    "'a'",
    '||',
    '&&',
    '!',
    '==',
    '*',
    ',',
    '0',
    ' ',
  ],
  ...['format', 'toJSON', 'fromJSON', 'join', 'constructor', '${{', '}}', '\n', 'null', '-', '{0}', 'ı'],
] as const;
