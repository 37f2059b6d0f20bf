import { ArrowLeft } from 'lucide-react';
import { Link } from '../router';
import styles from './BackHeading.module.css';

/** The heading of a subpage: a link back to the parent page, then the title. */
export function BackHeading({ title, href, label }: { title: string; href: string; label: string }) {
  return (
    <div className={styles.heading}>
      <Link href={href} className={styles.back} aria-label={label} title={label}>
        <ArrowLeft size={18} aria-hidden />
      </Link>
      <h1 title={title}>{title}</h1>
    </div>
  );
}
