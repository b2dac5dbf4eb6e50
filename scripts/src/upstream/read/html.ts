import type { Token } from 'parse5';
import { Tokenizer } from 'parse5';
import { bareHtml } from './bare-html.ts';
import type { Block } from './block.ts';
import { marks } from './block.ts';
import { BlockBuilder } from './block-builder.ts';

/** A description taken apart. */
export interface Described {
  blocks: Block[];
  /** Whether anything of it was HTML or bold; without it, the text can stay as it is. */
  isMarkup: boolean;
}

/**
 * Takes a description apart: HTML, however broken, and Markdown, mixed. parse5 finds the tags and entities; its tree is
 * not made, since the time to make it grows with the square of the depth.
 */
export function describedBlocks(description: string): Described {
  const { html, isMarkup } = bareHtml(marks.strip(description));
  const builder = new BlockBuilder();
  const text = ({ chars }: Token.CharacterToken): void => builder.text(chars);
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: ({ tagName }) => builder.start(tagName),
      onEndTag: ({ tagName }) => builder.end(tagName),
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter: () => {},
      onComment: () => {},
      onDoctype: () => {},
      onEof: () => {},
    },
  );
  tokenizer.write(html, true);
  return { blocks: builder.finish(), isMarkup: isMarkup || builder.hasBold };
}
