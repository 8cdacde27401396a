/** Custom properties that components set for their style sheets. */
import 'react';

declare module 'react' {
  interface CSSProperties {
    readonly '--image-width'?: number;
    readonly '--line-width'?: number;
  }
}
