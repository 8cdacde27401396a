/** What tabs of the settings are made of: a heading, a line with its control at the right, a switch. */
import { useId } from 'react';
import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';
import styles from './Parts.module.css';

export function Part({ title, children }: { readonly title?: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={styles['part']}>
      {title !== undefined && <h2 className={styles['title']}>{title}</h2>}
      <div className={styles['lines']}>{children}</div>
    </section>
  );
}

export interface LineProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
  /** Sets the control below its label. */
  readonly tall?: boolean;
}

export function Line({ label, hint, children, tall = false }: LineProps): ReactNode {
  return (
    <div className={classes(styles['line'], tall && styles['tall'])}>
      <div className={styles['words']}>
        <span>{label}</span>
        {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
      </div>
      {children !== undefined && <div className={styles['control']}>{children}</div>}
    </div>
  );
}

export interface SwitchProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, hint, checked, disabled = false, onChange }: SwitchProps): ReactNode {
  const id = useId();
  return (
    <div className={styles['line']}>
      <label className={styles['words']} htmlFor={id}>
        <span>{label}</span>
        {hint !== undefined && (
          <span id={`${id}-hint`} className={styles['hint']}>
            {hint}
          </span>
        )}
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        className={styles['switch']}
        checked={checked}
        disabled={disabled}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onChange={({ target }) => onChange(target.checked)}
      />
    </div>
  );
}

export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}

/** A few words of which one is chosen, side by side. */
export function Segments<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>): ReactNode {
  const name = useId();
  return (
    <fieldset className={styles['segments']} aria-label={label}>
      {choices.map(([choice, text]) => (
        <label key={choice} className={classes(styles['segment'], choice === value && styles['chosen'])}>
          <input type="radio" name={name} checked={choice === value} onChange={() => onChange(choice)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** Many words of which one is chosen, in a menu of the system's. */
export function Select<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>): ReactNode {
  return (
    <select
      className={styles['select']}
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const chosen = choices.find(([choice]) => choice === target.value);
        if (chosen) onChange(chosen[0]);
      }}
    >
      {choices.map(([choice, text]) => (
        <option key={choice} value={choice}>
          {text}
        </option>
      ))}
    </select>
  );
}
