import { hasShell, type OtherShell, shellOffers } from '../support/shell-offers.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

describe.each<OtherShell>(['zsh', 'fish'])('completion in the real %s', (shell) => {
  const where = hasShell(shell) ? test : test.skip;

  where.each([
    ['a command', 'chat-guardrails imp', 'impact'],
    ['an option of the command', 'chat-guardrails impact --terr', 'terraform-plan'],
    ['a value of an option', 'chat-guardrails impact --format ', 'markdown'],
  ])(
    'offers %s',
    (_, line, awaited) => {
      const shown = shellOffers(shell, folder(), line, awaited);
      expect(shown).toContain(awaited);
      expect(shown).not.toContain('sarif');
    },
    90_000,
  );
});
