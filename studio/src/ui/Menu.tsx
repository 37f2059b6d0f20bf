import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import styles from './Menu.module.css';

interface MenuItem {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  onSelect: () => void;
}

/** A dropdown menu. The child is the button that opens it and names it. */
export function Menu({ children, items }: { children: ReactNode; items: MenuItem[] }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4} collisionPadding={8}>
          {items.map(({ label, icon: Icon, danger, onSelect }) => (
            <DropdownMenu.Item key={label} className={`${styles.item} ${danger ? styles.danger : ''}`} onSelect={onSelect}>
              {Icon && <Icon size={15} aria-hidden />}
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
