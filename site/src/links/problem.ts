/** A link that leads nowhere. */
export interface LinkProblem {
  /** File, and line where it is known. */
  readonly place: string;
  readonly link: string;
  readonly why: string;
}

export const asText = ({ place, link, why }: LinkProblem): string => `${place}: ${link} ${why}`;
