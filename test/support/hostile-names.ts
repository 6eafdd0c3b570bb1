/** Names that must show as text wherever they are printed. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror="window.attacked=1">',
  '</script><script>window.attacked=1</script>',
  '"><svg onload=window.attacked=1>',
  'it\'s & so "on" `code` | pipe',
  '\u202egnp.exe\u202c \u200fmark',
  '\u001b[31mred\u001b[0m\u0007',
  'line\nbreak\r\nand\ttab',
  '[link](https://example.com) ![image](x) @everyone #1 <!-- --> https://example.com www.example.com',
  '${TfToken[0]} ${aws:username} %{if true}',
  '名前 — имя — 👩‍👩‍👧',
  'x'.repeat(10_000),
  '__proto__',
];
