/** The tags that the page is made of. What is not here cannot come into it, whatever a text says. */
export type Tag = HtmlTag | (typeof svgTags)[number];

type HtmlTag =
  | 'a'
  | 'aside'
  | 'b'
  | 'button'
  | 'code'
  | 'dd'
  | 'details'
  | 'dialog'
  | 'div'
  | 'dl'
  | 'dt'
  | 'form'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'header'
  | 'input'
  | 'kbd'
  | 'label'
  | 'li'
  | 'main'
  | 'nav'
  | 'ol'
  | 'optgroup'
  | 'option'
  | 'p'
  | 'pre'
  | 'section'
  | 'select'
  | 'span'
  | 'strong'
  | 'summary'
  | 'textarea'
  | 'time'
  | 'ul';

export const svgTags = ['svg', 'path'] as const;

/** The attributes that the page uses. None of them runs anything. */
export const attributes = [
  'aria-activedescendant',
  'aria-current',
  'aria-expanded',
  'aria-hidden',
  'aria-label',
  'aria-labelledby',
  'aria-live',
  'aria-posinset',
  'aria-pressed',
  'aria-selected',
  'aria-setsize',
  'aria-valuemax',
  'aria-valuemin',
  'aria-valuenow',
  'aria-valuetext',
  'autocomplete',
  'class',
  'd',
  'data-kind',
  'data-number',
  'data-state',
  'disabled',
  'download',
  'fill',
  'for',
  'height',
  'href',
  'id',
  'inputmode',
  'label',
  'min',
  'name',
  'open',
  'placeholder',
  'role',
  'rows',
  'spellcheck',
  'step',
  'stroke',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-width',
  'tabindex',
  'title',
  'type',
  'viewBox',
  'width',
] as const;

type Attributes = Partial<Record<(typeof attributes)[number], string | number | boolean | undefined>>;

/** What an element has, beside its children. */
export interface Props extends Readonly<Attributes> {
  /** Tells siblings apart, so that an element stays the same one when its place changes. */
  readonly key?: string | number;
  /** Custom properties and the like, set one by one: the policy of the page forbids `style` attributes. */
  readonly style?: Readonly<Record<string, string>>;
  /** Of a field; what the user has typed is replaced only when it differs. */
  readonly value?: string;
  readonly checked?: boolean;
  /** Called once, when the element has been put into the page. */
  readonly mounted?: (node: HTMLElement) => void;
  readonly onClick?: (event: MouseEvent) => void;
  readonly onInput?: (value: string) => void;
  readonly onTick?: (checked: boolean) => void;
  readonly onFiles?: (files: FileList) => void;
  readonly onSubmit?: () => void;
  readonly onKeydown?: (event: KeyboardEvent) => void;
  readonly onScroll?: (node: HTMLElement) => void;
  readonly onClose?: () => void;
}

/** An element as it should be. `draw` brings the page there. */
export interface View {
  readonly tag: Tag;
  readonly props: Props;
  readonly children: readonly (View | string)[];
}

/** What may stand between the tags: `false` and `undefined` are nothing. */
export type Child = View | string | number | false | undefined | readonly Child[];

function flatten(children: readonly Child[], into: (View | string)[]): (View | string)[] {
  for (const child of children) {
    if (child === false || child === undefined || child === '') continue;
    if (typeof child === 'object' && !('tag' in child)) flatten(child, into);
    else into.push(typeof child === 'number' ? String(child) : child);
  }
  return into;
}

/** Describes an element. Strings become text, never markup. */
export function element(tag: Tag, props: Props, ...children: readonly Child[]): View {
  return { tag, props, children: flatten(children, []) };
}
