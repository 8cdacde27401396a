/** Buttons: bordered (`push`), for the toolbar (`bar`) and as a link in a sentence (`link`). */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'push' | 'primary' | 'bar' | 'link';
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'push', className, children, ...rest }: ButtonProps): ReactNode {
  return (
    <button type="button" className={classes(styles['button'], styles[look], className)} {...rest}>
      {children}
    </button>
  );
}
