import type { ButtonHTMLAttributes, ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import styles from './Button.module.css';

type Variant = 'primary' | 'secondary' | 'ghost' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: Variant;
  icon?: LucideIcon;
  small?: boolean;
  children: ReactNode;
}

/** A button with text and an optional icon. */
export function Button({ variant = 'secondary', icon: Icon, small, children, className = '', type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={`${styles.button} ${styles[variant]} ${small ? styles.small : ''} ${className}`} {...rest}>
      {Icon && <Icon size={small ? 14 : 16} aria-hidden />}
      <span>{children}</span>
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  /** The accessible name and tooltip. */
  label: string;
}

/** A button with only an icon. */
export function IconButton({ icon: Icon, label, className = '', type = 'button', ...rest }: IconButtonProps) {
  return (
    <button type={type} className={`${styles.icon} ${className}`} aria-label={label} title={label} {...rest}>
      <Icon size={17} aria-hidden />
    </button>
  );
}
